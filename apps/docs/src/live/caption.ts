/**
 * A figure's caption as HTML: what to see, then, quieter, how it was made. The same at build time and
 * after retraining.
 */
import { typeset } from './text.js';

export function captionHtml(caption: string): string {
  // A full stop ends the first sentence only before a space and a capital: "0.7^i" and "i.e. so" do not.
  const [, see = caption, made = ''] = /^(.*?[.!?])\s+(?=\p{Lu})(.*)$/su.exec(caption) ?? [];
  return `<p class="see">${typeset(see)}</p>` + (made === '' ? '' : `<p class="made">${typeset(made)}</p>`);
}
