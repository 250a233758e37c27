/**
 * The other side: losses without closed forms, from core's reference model alone.
 *
 * The reference computes the loss of one input after another, one line a formula. Here it is averaged over
 * inputs: over all of them where a finite sum is exact, over random ones elsewhere.
 */
import { lossAndGradient, RandomStream, streamKey, type LossAndGradient } from '@toymodels/core';

/** A tied model on independent features. */
export interface Model {
  readonly kind: 'linear' | 'relu-output';
  readonly nFeatures: number;
  readonly nHidden: number;
  /** [feature, hidden] */
  readonly weights: Float64Array;
  /** [feature] */
  readonly bias: Float64Array;
  /** [feature] */
  readonly importance: Float64Array;
}

/**
 * Loss and gradient on the inputs given, [sample, feature].
 *
 * @param clean what should come out, if that is not x itself: the input before an attack
 */
export function onInputs(model: Model, x: Float64Array, clean: Float64Array = x): LossAndGradient {
  const { kind, nFeatures, nHidden, weights, bias, importance } = model;
  return lossAndGradient(
    {
      model: { kind, nFeatures, nHidden, outputBias: true, hiddenBias: false },
      importance,
      hiddenL1: 0,
    },
    { nInstances: 1, nFeatures, nHidden, weights, bias },
    x,
    clean,
  );
}

/** Where two values stand for a uniform one: any cubic has the same mean over them (Gauss). */
const NODES = [0.5 - 0.5 / Math.sqrt(3), 0.5 + 0.5 / Math.sqrt(3)] as const;

/**
 * The exact loss of a linear model, and its gradient by b, as a sum over 3^n inputs: each feature is 0 with
 * chance 1 - p, or one of two values with p/2 each that have the mean and the mean square of a uniform one.
 */
export function linearByEnumeration(
  model: Model,
  p: number,
): { readonly loss: number; readonly biasGradient: Float64Array } {
  const n = model.nFeatures;
  const x = new Float64Array(n);
  const biasGradient = new Float64Array(n);
  let loss = 0;
  const visit = (i: number, chance: number): void => {
    if (i < n) {
      for (const [value, share] of [
        [0, 1 - p],
        [NODES[0], p / 2],
        [NODES[1], p / 2],
      ] as const) {
        x[i] = value;
        visit(i + 1, chance * share);
      }
      return;
    }
    const one = onInputs(model, x);
    loss += chance * one.loss;
    for (let j = 0; j < n; j++) biasGradient[j]! += chance * one.gradient.bias[j]!;
  };
  visit(0, 1);
  return { loss, biasGradient };
}

/**
 * The exact mean loss over inputs in which only feature i is active: an integral over x_i, piece by piece
 * between the places where an output's ReLU bends.
 */
export function onlyActive(model: Model, i: number): number {
  const { nFeatures: n, nHidden: m, weights, bias } = model;
  const bends = [0, 1];
  for (let j = 0; j < n; j++) {
    let slope = 0;
    for (let h = 0; h < m; h++) slope += weights[i * m + h]! * weights[j * m + h]!;
    const bend = -bias[j]! / slope;
    if (bend > 0 && bend < 1) bends.push(bend);
  }
  bends.sort((a, b) => a - b);
  const x = new Float64Array(n);
  let total = 0;
  for (let k = 1; k < bends.length; k++) {
    const [from, width] = [bends[k - 1]!, bends[k]! - bends[k - 1]!];
    for (const node of NODES) {
      x[i] = from + node * width;
      total += (width / 2) * onInputs(model, x).loss;
    }
  }
  return total;
}

/** A mean over random inputs. */
export interface Sampled {
  readonly mean: number;
  /** Of the mean. */
  readonly standardError: number;
}

/**
 * The loss on random inputs, the same ones at every call. `part` picks inputs: others count as zero.
 */
export function sampled(
  model: Model,
  p: number,
  options: { readonly samples?: number; readonly part?: (x: Float64Array) => boolean } = {},
): Sampled {
  const { samples, part } = options;
  return sampledMean(
    model.nFeatures,
    p,
    (x) => (part !== undefined && !part(x) ? 0 : onInputs(model, x).loss),
    samples,
  );
}

/** The mean of anything over random inputs, the same ones at every call. */
export function sampledMean(
  nFeatures: number,
  p: number,
  of: (x: Float64Array) => number,
  samples = 3000,
): Sampled {
  const random = new RandomStream(streamKey(2022, 'general'));
  const x = new Float64Array(nFeatures);
  let [sum, squares] = [0, 0];
  for (let s = 0; s < samples; s++) {
    for (let i = 0; i < x.length; i++) {
      const active = random.uniform() < p;
      const value = random.uniform();
      x[i] = active ? value : 0;
    }
    const loss = of(x);
    sum += loss;
    squares += loss * loss;
  }
  const mean = sum / samples;
  return { mean, standardError: Math.sqrt(Math.max(0, squares / samples - mean * mean) / samples) };
}

/** So many standard errors a sampled side may be off: once in three million checks by chance. */
export const SIGMAS = 5;
