/**
 * The ReLU-output model on samples: x' = ReLU(W^T (W x) + b).
 *
 * Not a backend and not fast: one sample at a time in float64, through the hidden layer.
 */
import { ShapeError } from '@toymodels/core';
import type { SampledInputs } from '../attacks/inputs.js';
import { checkShare, checkWhole } from './options.js';
import { checkView, type InstanceView, type RealArray } from '../view.js';

/** Refuses W as `checkView` does, and a bias of the wrong length or with holes. */
export function checkInstance(model: InstanceView): void {
  checkView(model);
  checkView({ weights: model.bias, nFeatures: model.nFeatures, nHidden: 1 });
}

/** Refuses samples that do not fit their sizes or the model's. */
export function checkSamples(samples: SampledInputs, nFeatures: number): void {
  checkWhole('nSamples', samples.nSamples, 1);
  checkShare('emptyWeight', samples.emptyWeight);
  if (samples.nFeatures !== nFeatures || samples.x.length !== samples.nSamples * samples.nFeatures) {
    throw new ShapeError(
      `samples are ${samples.nSamples} x ${samples.nFeatures} with ${samples.x.length} numbers; ` +
        `nSamples * nFeatures numbers with nFeatures = ${nFeatures} are needed`,
    );
  }
}

/** Importances as given, checked; 1 for all by default. */
export function importancesOf(given: ArrayLike<number> | undefined, nFeatures: number): Float64Array {
  if (given === undefined) return new Float64Array(nFeatures).fill(1);
  if (given.length !== nFeatures) {
    throw new ShapeError(
      `importance has ${given.length} numbers; give one for each of the ${nFeatures} features`,
    );
  }
  const importance = Float64Array.from(given);
  checkView({ weights: importance, nFeatures, nHidden: 1 });
  return importance;
}

/** Writes W^T W x + b of one input. */
function preActivations(model: InstanceView, x: RealArray, hidden: Float64Array, out: Float64Array): void {
  const { weights, bias, nFeatures, nHidden } = model;
  hidden.fill(0);
  for (let i = 0; i < nFeatures; i++) {
    const value = x[i]!;
    if (value === 0) continue;
    for (let h = 0; h < nHidden; h++) hidden[h]! += value * weights[i * nHidden + h]!;
  }
  for (let i = 0; i < nFeatures; i++) {
    let sum = bias[i]!;
    for (let h = 0; h < nHidden; h++) sum += weights[i * nHidden + h]! * hidden[h]!;
    out[i] = sum;
  }
}

/**
 * Calls `visit` with each sample and its pre-activations (buffers, overwritten by the next), the empty input first
 * if it has weight; weights add up to 1.
 */
export function forEachInput(
  model: InstanceView,
  samples: SampledInputs,
  visit: (x: RealArray, pre: Float64Array, weight: number) => void,
): void {
  const { nFeatures, nHidden } = model;
  const hidden = new Float64Array(nHidden);
  const pre = new Float64Array(nFeatures);
  if (samples.emptyWeight > 0) {
    const zero = new Float64Array(nFeatures);
    preActivations(model, zero, hidden, pre);
    visit(zero, pre, samples.emptyWeight);
  }
  const weight = (1 - samples.emptyWeight) / samples.nSamples;
  for (let s = 0; s < samples.nSamples; s++) {
    const x = samples.x.subarray(s * nFeatures, (s + 1) * nFeatures);
    preActivations(model, x, hidden, pre);
    visit(x, pre, weight);
  }
}
