/** Raised and lowered letters in plain text: `W_i`, `0.9^i`, `x^{n + 1}` as people type them. */

import { escapeHtml, raw, type Html } from './html.js';

// One letter before `_`: names such as first_moment stay as they are.
const SCRIPT = /(?<=[\w.)\]])\^(?:\{([^}]*)\}|(\w+))|(?<=\b[A-Za-z])_(?:\{([^}]*)\}|(\w)(?!\w))/g;

export function mathText(text: string): Html {
  return raw(
    escapeHtml(text).replace(
      SCRIPT,
      (_all, up?: string, upWord?: string, down?: string, downLetter?: string) => {
        const raised = up ?? upWord;
        return raised === undefined ? `<sub>${down ?? downLetter}</sub>` : `<sup>${raised}</sup>`;
      },
    ),
  );
}
