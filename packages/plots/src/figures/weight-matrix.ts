/**
 * W itself as a heat map: features down, neurons (or hidden dimensions) across.
 *
 * For W^T W see `weightsPortrait`.
 */
import type { WeightView } from '@toymodels/analysis';
import { UnsupportedError } from '@toymodels/core';
import { type FigureOptions } from '../options.js';

/** One matrix. */
export interface MatrixPanel {
  readonly title: string;
  readonly subtitle?: string;
  /** [feature, hidden]. */
  readonly view: WeightView;
}

export interface WeightMatrixOptions extends FigureOptions {
  /** Values from -range to range span the colours, > 0. Default: the largest absolute value in the figure, rounded up. */
  readonly range?: number;
  /** `as-given` (default), or `by-feature`: columns ordered by their largest feature. */
  readonly order?: 'by-feature' | 'as-given';
  /** Default `feature`. */
  readonly rowName?: string;
  /** Default `hidden dimension`; e.g. `neuron`. */
  readonly columnName?: string;
  /** Panels are at least this wide, px; default 120. */
  readonly minPanelWidth?: number;
}

/** Stand-alone SVG. @throws InvalidArgumentError, ShapeError */
export function weightMatrix(panels: readonly MatrixPanel[], options: WeightMatrixOptions): string {
  throw new UnsupportedError(`weightMatrix is being written: ${panels.length} ${options.title}`);
}
