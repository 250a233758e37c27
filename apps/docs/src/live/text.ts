/**
 * The plain texts of figures (captions, claims) as HTML.
 */

/** No character of a text is ever markup. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * Escaped, with indices and powers set as such (W_i, M_ij, x'_i, Σ_{j≠i}, 0.7^i, |W|^2), and no line break
 * within "10 000", "99 %" or "n = 20", or before a power.
 */
export function typeset(text: string): string {
  return escaped(text)
    .replace(/(?<=[\p{L}'’′Σ])_(?:\{([^{}]+)\}|(\p{L}{1,2}(?!\p{L})|\d+))/gu, '<sub>$1$2</sub>')
    .replace(/\|(?=[\^²³])/g, '|\u2060')
    .replace(/(?<=[\p{L}\d)\u2060])\^(\p{L}|\d+)/gu, '<sup>$1</sup>')
    .replace(/(?<=\d) %/g, '\u00a0%')
    .replace(/(?<=\d) (?=\d{3}(?!\d))/g, '\u202f')
    .replace(/(?<=\S) = (?=\S)/g, '\u00a0=\u00a0');
}

/** A duration that was measured elsewhere: "about 9 s", "about 2 min". */
export function approximately(seconds: number): string {
  if (seconds < 1) return 'under 1\u00a0s';
  if (seconds < 90) return `about ${Math.round(seconds)}\u00a0s`;
  return `about ${Math.round(seconds / 60)}\u00a0min`;
}
