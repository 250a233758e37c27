/**
 * Every colour of every figure, by what it means, in light and dark.
 *
 * Diverging scale: purple (negative) to orange (positive), the two hues that all common forms of
 * colour blindness keep apart; zero IS the background. Superposition: dark blue to yellow, growing
 * in lightness too. Importance: one hue. Series: Okabe and Ito (2008), reordered, darkened where
 * the page is light. Features that need telling apart: through the hues in the order of importance.
 * Loss: one quiet hue, lowest strongest, so that marks stand out on it.
 */
import { ramp } from './oklab.js';

/** Steps on each side of zero in the diverging scale; finer steps cannot be told apart. */
export const WEIGHT_STEPS = 16;
/** Steps of the superposition scale, from 0 to 1 and above. */
export const SHARED_STEPS = 16;
/** Steps of the importance scale, 0 the most important. */
const IMPORTANCE_STEPS = 8;
/** Steps of the hues of features, 0 the most important. */
const FEATURE_STEPS = 23;
/** Steps of the loss scale, 0 the lowest loss. */
const LOSS_STEPS = 15;
/** Hues for things that have no colour of their own. */
export const SERIES_HUES = 7;

/** The name of a colour: `ink`, `weight-p16` (most positive), `weight-n3`, `shared-0`, `importance-8`, `series-2` ... */
export type Token = string;

interface Anchors {
  readonly background: string;
  readonly ink: string;
  readonly muted: string;
  readonly faint: string;
  readonly accent: string;
  /** At a third, two thirds and the end of the scale; the first third is strong, so that weak interference is seen. */
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  readonly shared: readonly string[];
  readonly importance: readonly string[];
  readonly series: readonly string[];
  readonly feature: readonly string[];
  readonly loss: readonly string[];
  /** Areas of a phase map: not represented, own dimension, antipodal, weakly antipodal, confused, in between, nothing. */
  readonly phase: readonly string[];
  /** Behind polysemantic neurons. */
  readonly tint: string;
}

const LIGHT: Anchors = {
  background: '#fdfcf9',
  ink: '#1f2328',
  muted: '#6b6f76',
  faint: '#d9d6cf',
  accent: '#b3261e',
  positive: ['#f5b668', '#d97c1c', '#a04600'],
  negative: ['#b9acdf', '#7c62b6', '#45167d'],
  shared: ['#173a8c', '#6f7f86', '#f2c519'],
  importance: ['#06343f', '#2f7d8c', '#93c4cc'],
  series: ['#0072b2', '#bf4c00', '#007a59', '#a8447f', '#806500', '#5b6abf', '#565b63'],
  feature: ['#123f8a', '#0f7fb8', '#1a9a77', '#8aa61c', '#e8b31a', '#e0761f', '#c23a55', '#7a3a8f'],
  loss: ['#1d3557', '#6f8fae', '#f1efe8'],
  phase: ['#c9c7c2', '#4a8cc7', '#e8822e', '#f6c68c', '#8f62b5', '#d8b93c', '#f1efe9'],
  tint: '#f3ead2',
};

const DARK: Anchors = {
  background: '#10141d',
  ink: '#e8e6e1',
  muted: '#9a9fa8',
  faint: '#343a46',
  accent: '#ff8a7a',
  positive: ['#874a06', '#c4751c', '#ffc47a'],
  negative: ['#4f3fa3', '#8874d6', '#d8ceff'],
  shared: ['#4a78dc', '#8f9a97', '#ffe04d'],
  importance: ['#d6f7fb', '#5fb0bf', '#2f6470'],
  series: ['#56b4e9', '#f08a3c', '#2bc59a', '#de8fc0', '#e8d24a', '#8fb8ff', '#b6bac2'],
  feature: ['#7da4f5', '#3fb0e6', '#2cc09a', '#a5c63a', '#f0c93a', '#f08f3c', '#e8637d', '#b57ad0'],
  loss: ['#cfe3ff', '#4f6f9c', '#161c28'],
  phase: ['#555a63', '#3476b4', '#d0731f', '#efb673', '#8c5fb8', '#b3962a', '#1d222c'],
  tint: '#2b2818',
};

function expand(anchors: Anchors): ReadonlyMap<Token, string> {
  const colours = new Map<Token, string>();
  for (const key of ['background', 'ink', 'muted', 'faint', 'accent', 'tint'] as const)
    colours.set(key, anchors[key]);
  const spread = (prefix: string, stops: readonly string[], steps: number): void =>
    ramp(stops, steps + 1).forEach((colour, step) => void colours.set(`${prefix}${step}`, colour));
  spread('weight-p', [anchors.background, ...anchors.positive], WEIGHT_STEPS);
  spread('weight-n', [anchors.background, ...anchors.negative], WEIGHT_STEPS);
  spread('shared-', anchors.shared, SHARED_STEPS);
  spread('importance-', anchors.importance, IMPORTANCE_STEPS);
  spread('feature-', anchors.feature, FEATURE_STEPS);
  spread('loss-', anchors.loss, LOSS_STEPS);
  anchors.phase.forEach((colour, kind) => void colours.set(`phase-${kind}`, colour));
  anchors.series.forEach((colour, hue) => void colours.set(`series-${hue}`, colour));
  return colours;
}

/** Colours by token, as #rrggbb. */
export const PALETTES: {
  readonly light: ReadonlyMap<Token, string>;
  readonly dark: ReadonlyMap<Token, string>;
} = {
  light: expand(LIGHT),
  dark: expand(DARK),
};

/** Diverging colour of a value within [-range, range]; beyond it the end colour. `undefined` for what is indistinguishable from zero. */
export function weightToken(value: number, range: number): Token | undefined {
  const step = Math.round(Math.min(1, Math.abs(value) / range) * WEIGHT_STEPS);
  return step === 0 ? undefined : `weight-${value < 0 ? 'n' : 'p'}${step}`;
}

/** Colour of a superposition measure: 0 alone, 1 and above shared. */
export function sharedToken(superposition: number): Token {
  return `shared-${Math.round(Math.min(1, superposition) * SHARED_STEPS)}`;
}

/** Colour of the feature at a rank of importance, 0 the most important of `count`. */
export function importanceToken(rank: number, count: number): Token {
  return `importance-${count < 2 ? 0 : Math.round((rank / (count - 1)) * IMPORTANCE_STEPS)}`;
}

/** Colour of the k-th series; hues repeat after {@link SERIES_HUES}. */
export function seriesToken(k: number): Token {
  return `series-${k % SERIES_HUES}`;
}

/** Hue of a feature that is told apart from others, 0 the most important of `count`. */
export function featureToken(feature: number, count: number): Token {
  return `feature-${count < 2 ? 0 : Math.round((feature / (count - 1)) * FEATURE_STEPS)}`;
}

/** Colour of a band of loss, 0 the lowest of `count`. */
export function lossToken(band: number, count: number): Token {
  return `loss-${count < 2 ? 0 : Math.round((band / (count - 1)) * LOSS_STEPS)}`;
}
