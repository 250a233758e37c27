/** Numbers and lists as they stand in claims and captions. */

/** At most three significant digits, a true minus sign: 0.0312, −1.5, 400. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  const text =
    size === 0 || (size >= 1e-4 && size < 1e6)
      ? String(Number(value.toPrecision(3)))
      : value.toExponential(1);
  return text.replaceAll('-', '−');
}

/** Whole numbers with narrow spaces, at which no line breaks, between thousands: 10\u202f000. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** Features as the figures name them, from 1: "1, 2 and 5"; "none" for an empty list. */
export function features(indices: readonly number[]): string {
  return list(indices.map((i) => String(i + 1)));
}

/** "a, b and c". */
export function list(words: readonly string[]): string {
  if (words.length === 0) return 'none';
  if (words.length === 1) return words[0]!;
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** "1−S = 0.1". */
export function density(featureProbability: number): string {
  return `1−S = ${number(featureProbability)}`;
}
