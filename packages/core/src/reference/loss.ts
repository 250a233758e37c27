/**
 * Loss and gradient of every model on a given batch, in float64: slow and obvious.
 *
 * This is what all backends are tested against. One sample at a time, one line a formula:
 *
 *     u = W1 x + c,  h = f(u),  z = W2^T h + b,  y = g(z),
 *     loss = sum_i I_i (y_i - t_i)^2 + lambda sum_j |h_j|
 *
 * f, g are the identity or ReLU, W2 = W1 unless the model is untied, t = x or |x|. The derivative
 * of ReLU and of |.| at 0 is taken as 0.
 */

import { parameterSizes, zeroParameters, type Parameters } from '../parameters.js';
import type { CompleteRunSpec } from '../spec/types.js';

/** What of a model's formula depends on its kind. */
export interface ModelForm {
  readonly hiddenRelu: boolean;
  readonly outputRelu: boolean;
  readonly untied: boolean;
  /** Target |x| instead of x. */
  readonly absoluteTarget: boolean;
}

/** The form of each model kind, for every backend to build from. */
export const MODEL_FORMS: Readonly<Record<CompleteRunSpec['model']['kind'], ModelForm>> = {
  linear: { hiddenRelu: false, outputRelu: false, untied: false, absoluteTarget: false },
  'relu-output': { hiddenRelu: false, outputRelu: true, untied: false, absoluteTarget: false },
  'relu-hidden': { hiddenRelu: true, outputRelu: true, untied: false, absoluteTarget: false },
  'absolute-value': { hiddenRelu: true, outputRelu: true, untied: true, absoluteTarget: true },
};

/** What a loss needs to know beside parameters and batch. */
export interface LossProblem {
  readonly model: CompleteRunSpec['model'];
  /** I, [feature]. */
  readonly importance: Float64Array;
  /** lambda of the L1 penalty on the hidden activations. */
  readonly hiddenL1: number;
}

/** Loss of one model and its gradient, the latter in the shape of its parameters. */
export interface LossAndGradient {
  readonly loss: number;
  readonly gradient: Parameters;
}

/**
 * Mean over the samples of the loss, and its gradient.
 *
 * @param parameters of one model (`nInstances` 1)
 * @param x batch, [sample, feature]
 * @param clean what the targets are made of, if that is not x itself: the batch before an attack, [sample, feature]
 */
export function lossAndGradient(
  problem: LossProblem,
  parameters: Parameters,
  x: Float32Array | Float64Array,
  clean: Float32Array | Float64Array = x,
): LossAndGradient {
  const { model, importance, hiddenL1 } = problem;
  const { nFeatures: n, nHidden: m } = model;
  const form = MODEL_FORMS[model.kind];
  const w1 = parameters.weights;
  const w2 = parameters.outputWeights ?? w1;
  const gradient = zeroParameters(model, 1, Float64Array);
  const g1 = gradient.weights;
  const g2 = gradient.outputWeights ?? g1;
  const nSamples = x.length / n;
  const h = new Float64Array(m);
  const dh = new Float64Array(m);
  const dz = new Float64Array(n);
  let loss = 0;

  for (let s = 0; s < nSamples; s++) {
    for (let j = 0; j < m; j++) {
      let u = parameters.hiddenBias?.[j] ?? 0;
      for (let i = 0; i < n; i++) u += w1[i * m + j]! * x[s * n + i]!;
      h[j] = form.hiddenRelu ? Math.max(0, u) : u;
      loss += hiddenL1 * Math.abs(h[j]!);
      dh[j] = hiddenL1 * Math.sign(h[j]!);
    }
    for (let i = 0; i < n; i++) {
      let z = parameters.bias[i]!;
      for (let j = 0; j < m; j++) z += w2[i * m + j]! * h[j]!;
      const y = form.outputRelu ? Math.max(0, z) : z;
      const target = form.absoluteTarget ? Math.abs(clean[s * n + i]!) : clean[s * n + i]!;
      loss += importance[i]! * (y - target) ** 2;
      dz[i] = form.outputRelu && z <= 0 ? 0 : 2 * importance[i]! * (y - target);
    }
    for (let i = 0; i < n; i++) {
      if (model.outputBias) gradient.bias[i]! += dz[i]!;
      for (let j = 0; j < m; j++) {
        g2[i * m + j]! += dz[i]! * h[j]!;
        dh[j]! += dz[i]! * w2[i * m + j]!;
      }
    }
    for (let j = 0; j < m; j++) {
      const du = form.hiddenRelu && h[j]! <= 0 ? 0 : dh[j]!;
      if (gradient.hiddenBias) gradient.hiddenBias[j]! += du;
      for (let i = 0; i < n; i++) g1[i * m + j]! += du * x[s * n + i]!;
    }
  }
  scale(gradient, model, 1 / nSamples);
  return { loss: loss / nSamples, gradient };
}

function scale(gradient: Parameters, model: LossProblem['model'], factor: number): void {
  for (const name of Object.keys(parameterSizes(model)) as (keyof ReturnType<typeof parameterSizes>)[]) {
    const tensor = gradient[name];
    if (tensor) for (let i = 0; i < tensor.length; i++) tensor[i]! *= factor;
  }
}

/**
 * The loss of a weighted batch: emptyWeight * loss(x = 0) + drawnWeight * mean over the drawn samples.
 *
 * @param x the drawn samples, [sample, feature]
 */
export function weightedLossAndGradient(
  problem: LossProblem,
  parameters: Parameters,
  x: Float32Array | Float64Array,
  weights: { readonly emptyWeight: number; readonly drawnWeight: number },
): LossAndGradient {
  const drawn = lossAndGradient(problem, parameters, x);
  if (weights.emptyWeight === 0) return drawn;
  const empty = lossAndGradient(problem, parameters, new Float64Array(problem.model.nFeatures));
  const gradient = zeroParameters(problem.model, 1, Float64Array);
  for (const name of Object.keys(parameterSizes(problem.model)) as (keyof ReturnType<
    typeof parameterSizes
  >)[]) {
    const out = gradient[name];
    if (!out) continue;
    for (let i = 0; i < out.length; i++) {
      out[i] =
        weights.emptyWeight * empty.gradient[name]![i]! + weights.drawnWeight * drawn.gradient[name]![i]!;
    }
  }
  return { loss: weights.emptyWeight * empty.loss + weights.drawnWeight * drawn.loss, gradient };
}
