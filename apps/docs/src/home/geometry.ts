/**
 * What a solution looks like, in words: read off its vectors, never off the slider.
 *
 * Only for five features in the plane, as the first page has them; `@toymodels/analysis` identifies
 * polytopes in models of any size.
 */

/** Name of an arrangement; `other` is whatever the first four do not fit. */
export type Arrangement = 'pentagon' | 'two digons' | 'triangle' | 'two long, rest short' | 'other';

export interface Seen {
  readonly arrangement: Arrangement;
  /** One sentence: what is there. */
  readonly headline: string;
  /** One or two more: what it means. */
  readonly detail: string;
}

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five'];
const word = (count: number): string => NUMBERS[count] ?? String(count);

/** Lengths within 1 % of each other, gaps within 2 degrees. */
const SAME_LENGTH = 0.01;
const SAME_GAP = 2;
/** Shorter vectors are left out, those in between are traces. */
const LEFT_OUT = 0.1;
const REPRESENTED = 0.5;

/** @param weights W, [feature, 2]; @param bias b, [feature] */
export function describe(weights: Float64Array, bias: Float64Array): Seen {
  const vectors = Array.from(bias, (b, i) => {
    const [x, y] = [weights[2 * i]!, weights[2 * i + 1]!];
    return { length: Math.hypot(x, y), angle: (Math.atan2(y, x) * 180) / Math.PI, bias: b };
  });
  const kept = vectors.filter(({ length }) => length > REPRESENTED).sort((a, b) => a.angle - b.angle);
  const short = vectors.filter(({ length }) => length > LEFT_OUT && length <= REPRESENTED);
  const lost = vectors.length - kept.length - short.length;
  const lengths = kept.map(({ length }) => length);
  const gaps = kept.map(({ angle }, k) => (kept[(k + 1) % kept.length]!.angle - angle + 360) % 360);
  const regular =
    short.length === 0 &&
    Math.max(...lengths) - Math.min(...lengths) < SAME_LENGTH &&
    gaps.every((gap) => Math.abs(gap - 360 / kept.length) < SAME_GAP);
  const length = (lengths[0] ?? 0).toFixed(2);
  const without = lost === 0 ? '' : ` ${word(lost)} ${lost === 1 ? 'is' : 'are'} given up.`;

  if (regular && kept.length === 5) {
    return {
      arrangement: 'pentagon',
      headline: 'Five features share two dimensions: a pentagon.',
      detail: `Each stands ${Math.round(gaps[0]!)}° from the next, so neighbours disturb each other a little. A bias of ${signed(kept[0]!.bias)} cuts most of it off, and a length of ${length} makes up for the bias.`,
    };
  }
  if (regular && kept.length === 4) {
    return {
      arrangement: 'two digons',
      headline: `Four features share two dimensions, as two opposite pairs.${without}`,
      detail:
        'The two of a pair disturb each other only when both are active; the two pairs stand at right angles and never do.',
    };
  }
  if (regular && kept.length === 3) {
    return {
      arrangement: 'triangle',
      headline: `Three features share two dimensions: a triangle.${without}`,
      detail:
        'Features are active so often that opposite pairs would clash most of the time. At 120° they clash less.',
    };
  }
  if (kept.length === 2 && short.length > 0) {
    const apart = Math.min(gaps[0]!, 360 - gaps[0]!);
    return {
      arrangement: 'two long, rest short',
      headline: `Two features have nearly a dimension each; ${word(short.length).toLowerCase()} leave a trace.`,
      detail: `The two are ${apart.toFixed(0)}° apart and ${length} long. The others are ${short[0]!.length.toFixed(2)} long: even when everything is active almost always, the best model shares a little.`,
    };
  }
  return {
    arrangement: 'other',
    headline: `${word(kept.length)} features share two dimensions.${without}`,
    detail: 'No regular shape: the best arrangement lies between two.',
  };
}

/** With a true minus sign. */
const signed = (value: number): string => value.toFixed(2).replace('-', '−');
