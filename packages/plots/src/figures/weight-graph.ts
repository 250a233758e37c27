/**
 * Weights as a graph: features, neurons, and where there are output weights features again; width of
 * an edge by |w|, sign by hue and dash.
 *
 * Source: Toy Models of Superposition, Computation in Superposition.
 */
import type { WeightView } from '@toymodels/analysis';
import { UnsupportedError } from '@toymodels/core';
import { type FigureOptions } from '../options.js';

/** One model. */
export interface WeightGraphPanel {
  readonly title: string;
  readonly subtitle?: string;
  /** Feature to neuron, [feature, neuron]. */
  readonly input: WeightView;
  /** Neuron to output, [feature, neuron] too: an output's weights from all neurons are contiguous. Same sizes as `input`. */
  readonly output?: WeightView;
}

export interface WeightGraphOptions extends FigureOptions {
  /** Weights with a smaller absolute value are left out, >= 0; default 0.05 of the largest in the figure. */
  readonly leastWeight?: number;
  /** `by-feature` (default): neurons ordered by their largest feature; `as-given`. */
  readonly order?: 'by-feature' | 'as-given';
  /** Words at the layers; default `features x`, `neurons h`, `outputs y`. */
  readonly layerNames?: readonly [string, string, string];
  /** Whether strong edges carry their weight as a number, default false. */
  readonly weightLabels?: boolean;
  /** Panels are at least this wide, px; default 220. */
  readonly minPanelWidth?: number;
}

/** Stand-alone SVG. @throws InvalidArgumentError, ShapeError */
export function weightGraph(panels: readonly WeightGraphPanel[], options: WeightGraphOptions): string {
  throw new UnsupportedError(`weightGraph is being written: ${panels.length} ${options.title}`);
}
