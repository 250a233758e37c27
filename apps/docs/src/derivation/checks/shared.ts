/** What several checks have in common: three features in the plane. */
import type { PlaneVectors, Slider } from '../check.js';
import type { Model } from '../numerical.js';
import type { HiddenModel } from '../numerical-hidden.js';

export const IMPORTANCE: Float64Array = Float64Array.of(1, 0.8, 0.5);

export const THREE_VECTORS: PlaneVectors = {
  start: [
    [0.15, 0.95],
    [0.8, -0.35],
    [-0.65, -0.5],
  ],
};

export const density = (start: number, max = 1): Slider => ({
  key: 'p',
  label: 'density p',
  min: 0.02,
  max,
  step: 0.02,
  start,
});

export const sharedBias = (start: number): Slider => ({
  key: 'b',
  label: 'bias of all outputs',
  min: -0.6,
  max: 0.6,
  step: 0.02,
  start,
});

export const importanceRatio = (start: number): Slider => ({
  key: 'r',
  label: 'importance r of the second feature',
  min: 0.1,
  max: 2,
  step: 0.05,
  start,
});

/** Three features of importance 1, 0.8 and 0.5 in two dimensions, all with one bias. */
export function threeFeatures(kind: Model['kind'], weights: Float64Array, bias: number): Model {
  return {
    kind,
    nFeatures: 3,
    nHidden: 2,
    weights,
    bias: new Float64Array(3).fill(bias),
    importance: IMPORTANCE,
  };
}

/** The same for theory: data and model in one. */
export const exactInput = (model: Model, p: number) => ({
  ...model,
  featureProbability: new Float64Array(model.nFeatures).fill(p),
});

/** Three features on two neurons, tied, all with one bias. */
export const hiddenTied = (weights: Float64Array, bias: number): HiddenModel => ({
  nFeatures: 3,
  nHidden: 2,
  encoder: weights,
  decoder: weights,
  bias: new Float64Array(3).fill(bias),
  importance: IMPORTANCE,
});
