/**
 * Phase diagrams: which solution wins at each relative importance and density, side by side for
 * trained models, the paper's theory and the exact optimum.
 *
 * Cells that hold several models of different phases blend their colours. Borders from theory are
 * lines drawn over the cells; regions are named in place.
 *
 * Source: Toy Models of Superposition, Superposition as a Phase Change.
 */
import { UnsupportedError } from '@toymodels/core';
import { type ChartOptions } from '../options.js';
import type { PhaseKind } from '../marks/phases.js';

/** What one cell holds: the name of a phase, or how many models (or which share) are in each. */
export type PhaseCell = string | Readonly<Record<string, number>>;

/** A line between phases, in the map's own quantities. */
export interface PhaseBorder {
  /** Relative importance, > 0, and feature probability in (0, 1], point by point. */
  readonly points: readonly { readonly importanceRatio: number; readonly featureProbability: number }[];
  /** `first-order` (default): solid, the slope of the loss jumps; `continuous`: dashed; `limit`: dotted, of stability or approximation. */
  readonly kind?: 'first-order' | 'continuous' | 'limit';
}

/** One map. The fields of a map of `@toymodels/theory` fit as they are. */
export interface PhasePanel {
  /** A few words above the panel, e.g. `trained`. */
  readonly title: string;
  /** More words, muted. */
  readonly subtitle?: string;
  /** Relative importance of the extra feature at the middle of each cell, increasing, > 0. */
  readonly importanceRatios: ArrayLike<number>;
  /** 1-S at the middle of each cell, increasing or decreasing, in (0, 1]. */
  readonly featureProbabilities: ArrayLike<number>;
  /** [importance ratio, feature probability], row-major. */
  readonly phases: readonly PhaseCell[];
  /** Lines drawn over this panel. */
  readonly borders?: readonly PhaseBorder[];
}

export interface PhaseMapOptions extends ChartOptions {
  /** What each name in the maps stands for. Default: the names that `@toymodels/theory` uses. */
  readonly names?: Readonly<Record<string, { readonly kind: PhaseKind; readonly words: string }>>;
  /** The vertical axis, default '1-S' (dense on top); '1/(1-S)' has sparse on top. */
  readonly yQuantity?: '1-S' | '1/(1-S)';
  /** Default `relative importance of the extra feature (log)`. */
  readonly xTitle?: string;
  /** Whether regions are named in place where their words fit, default true. */
  readonly regionLabels?: boolean;
}

/**
 * Stand-alone SVG; a 200 x 200 grid takes some tens of kB.
 *
 * @throws InvalidArgumentError, ShapeError
 */
export function phaseMap(panels: readonly PhasePanel[], options: PhaseMapOptions): string {
  throw new UnsupportedError(`phaseMap is being written: ${panels.length} ${options.title}`);
}
