/** The sizes in which a page trains a figure: its presets, and for some a sketch of what the quick one does. */
import type { Claim, PresetName } from '@toymodels/paper';
import { claimsSummary } from './claims.js';
import type { FigureSpec } from './messages.js';

export type SizeName = 'sketch' | PresetName;

export type Sizes = Readonly<Record<PresetName, FigureSpec>> & {
  /** Of figures whose quick preset would keep a reader waiting. */
  readonly sketch?: FigureSpec;
};

/** The size's whole configuration. @throws Error for the sketch of a figure that has none */
export function specOf(sizes: Sizes, size: SizeName): FigureSpec {
  const spec = sizes[size];
  if (spec === undefined) throw new Error(`there is no ${size} of this figure`);
  return spec;
}

/** What stands there when the page comes. */
export const firstSize = (sizes: Sizes): SizeName => (sizes.sketch === undefined ? 'quick' : 'sketch');

/** The preset that a size is told by where only presets are known. */
export const presetOf = (size: SizeName): PresetName => (size === 'paper' ? 'paper' : 'quick');

/** What has to be said of models that were trained in a size, after how they were trained; nothing of a preset. */
export function remark(size: SizeName): string {
  if (size !== 'sketch') return '';
  return ' This is a sketch: it trains less than the quick preset does, and its verdicts are the sketch’s own.';
}

/** The sum of the verdicts, and whether they are a sketch's. */
export const claimsWords = (claims: readonly Claim[], size: SizeName): string =>
  `${size === 'sketch' ? 'Of this sketch: ' : ''}${claimsSummary(claims)}`;
