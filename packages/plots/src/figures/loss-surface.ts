/**
 * A loss over two weights: filled contours, logarithmic, low loss darkest, with minima and other
 * points marked.
 *
 * Source: the comment of T. McGrath on Toy Models of Superposition (the exact loss over W_1, W_2).
 */
import { UnsupportedError } from '@toymodels/core';
import { type ChartOptions } from '../options.js';

/** A marked point. */
export interface SurfacePoint {
  readonly x: number;
  readonly y: number;
  readonly label?: string;
  /** `global` (default): filled; `local`: ring; `saddle`: cross; `trained`: small dot. */
  readonly kind?: 'global' | 'local' | 'saddle' | 'trained';
}

/** One surface. */
export interface SurfacePanel {
  readonly title: string;
  readonly subtitle?: string;
  /** Columns of the grid, increasing and evenly spaced, at least 2. */
  readonly x: ArrayLike<number>;
  /** Rows of the grid, increasing and evenly spaced, at least 2. */
  readonly y: ArrayLike<number>;
  /** [y, x], row-major, finite; > 0 on the logarithmic scale. */
  readonly loss: ArrayLike<number>;
  readonly points?: readonly SurfacePoint[];
}

export interface LossSurfaceOptions extends ChartOptions {
  /** Default `W_{1}`. */
  readonly xTitle?: string;
  /** Default `W_{2}`. */
  readonly yTitle?: string;
  /** Default 'log'. */
  readonly lossScale?: 'log' | 'linear';
  /** Number of bands, from 3 to 16, default 12. */
  readonly bands?: number;
  /** Panels are at least this wide, px; default 200. */
  readonly minPanelWidth?: number;
}

/** Stand-alone SVG; all panels share one scale of loss. @throws InvalidArgumentError, ShapeError */
export function lossSurface(panels: readonly SurfacePanel[], options: LossSurfaceOptions): string {
  throw new UnsupportedError(`lossSurface is being written: ${panels.length} ${options.title}`);
}
