/**
 * Parts of a whole against a quantity, stacked; e.g. the share of the loss that samples with
 * 0, 1, 2 ... active features carry.
 */
import { UnsupportedError } from '@toymodels/core';
import { type ChartOptions } from '../options.js';

export interface AreaLayer {
  /** Written into the layer where it is widest, or beside it. */
  readonly label: string;
  /** One value for each x, >= 0. */
  readonly values: ArrayLike<number>;
}

export interface AreaPanel {
  readonly title?: string;
  /** Increasing or decreasing, at least 2. */
  readonly x: ArrayLike<number>;
  /** From the bottom up. */
  readonly layers: readonly AreaLayer[];
}

export interface StackedAreaOptions extends ChartOptions {
  readonly xTitle: string;
  readonly yTitle: string;
  /** Default 'linear'. */
  readonly xScale?: 'linear' | 'log';
  /** Larger values to the left, e.g. for 1-S, default false. */
  readonly xReverse?: boolean;
  /** Divide by the sum at each x, so that layers are shares, default false. */
  readonly shares?: boolean;
  /** Height of the axes in px, default 260. */
  readonly height?: number;
}

/** Stand-alone SVG. @throws InvalidArgumentError, ShapeError */
export function stackedArea(panels: readonly AreaPanel[], options: StackedAreaOptions): string {
  throw new UnsupportedError(`stackedArea is being written: ${panels.length} ${options.title}`);
}
