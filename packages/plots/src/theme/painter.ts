/**
 * Turns tokens into what stands in the SVG.
 *
 * `light` and `dark` write plain hex values, which every program that reads SVG understands.
 * `auto` writes `var(--tm-…)` and declares only the variables used, with a dark set behind
 * prefers-color-scheme. The declarations have no specificity (`:where`), so a page that switches
 * themes itself redeclares them, e.g. `[data-theme=dark] .tm-figure { --tm-ink: …}`.
 */
import { PALETTES, type Token } from './palette.js';

export type Theme = 'light' | 'dark' | 'auto';

/** Class of the root element, for pages. */
export const FIGURE_CLASS = 'tm-figure';

export interface Painter {
  /** The colour as an attribute value. */
  color(token: Token): string;
  /** The content of the style element, '' when none is needed. Call it last: it knows what was used. */
  style(): string;
  /** Whether marks say what they stand for, see `marks/inspect.ts`. */
  readonly inspect: boolean;
}

export function createPainter(theme: Theme, inspect = false): Painter {
  if (theme !== 'auto') {
    const palette = PALETTES[theme];
    return { color: (token) => palette.get(token)!, style: () => '', inspect };
  }
  const used = new Set<Token>();
  const declare = (palette: ReadonlyMap<Token, string>): string =>
    [...used].map((token) => `--tm-${token}:${palette.get(token)}`).join(';');
  return {
    inspect,
    color(token) {
      used.add(token);
      return `var(--tm-${token})`;
    },
    style: () =>
      `:where(.${FIGURE_CLASS}){${declare(PALETTES.light)}}` +
      `@media(prefers-color-scheme:dark){:where(.${FIGURE_CLASS}){${declare(PALETTES.dark)}}}`,
  };
}

/**
 * All colours of the `auto` theme as CSS declarations, for a page with its own theme switch:
 * `[data-theme=dark] .tm-figure { ${themeVariables('dark')} }`.
 */
export function themeVariables(theme: 'light' | 'dark'): string {
  return [...PALETTES[theme]].map(([token, colour]) => `--tm-${token}:${colour}`).join(';');
}
