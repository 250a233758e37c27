/**
 * Neuron stack plots: one column a neuron, its weights as rectangles stacked by size, negative ones
 * below the axis, each in its feature's hue; polysemantic neurons stand on a tint.
 *
 * Source: Toy Models of Superposition, Superposition in a Privileged Basis.
 */
import type { WeightView } from '@toymodels/analysis';
import { UnsupportedError } from '@toymodels/core';
import { type FigureOptions } from '../options.js';

/** One model. */
export interface StackPanel {
  readonly title: string;
  readonly subtitle?: string;
  /** Input weights of one instance, [feature, neuron]. */
  readonly view: WeightView;
  /** Which neurons stand on a tint, [neuron], in the order of the view. Default: by `polysemanticRatio`. */
  readonly polysemantic?: readonly boolean[];
}

export interface NeuronStacksOptions extends FigureOptions {
  /** A neuron is polysemantic when its second largest |weight| is above this share of its largest, in [0, 1]. Default 0.25. */
  readonly polysemanticRatio?: number;
  /** `by-feature` (default): neurons ordered by their largest feature; `as-given`. */
  readonly order?: 'by-feature' | 'as-given';
  /** Weights with a smaller absolute value are left out, >= 0; default 0.02 of the largest in the figure. */
  readonly leastWeight?: number;
  /** Height of a panel's stacks in px, default 130. */
  readonly height?: number;
  /** Panels are at least this wide, px; default 150. */
  readonly minPanelWidth?: number;
}

/** Stand-alone SVG; all panels share one scale of weights. @throws InvalidArgumentError, ShapeError */
export function neuronStacks(panels: readonly StackPanel[], options: NeuronStacksOptions): string {
  throw new UnsupportedError(`neuronStacks is being written: ${panels.length} ${options.title}`);
}
