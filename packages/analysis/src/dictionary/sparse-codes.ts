/**
 * Sparse codes of activations in a given dictionary:
 *
 *   minimise over a:  1/2 |h - D^T a|^2 + lambda |a|_1,   a >= 0 unless signed
 *
 * Source: FISTA, accelerated proximal gradient (Beck & Teboulle 2009), with the function-value-free restart of
 * O'Donoghue & Candes (2015).
 */
import { ShapeError } from '@toymodels/core';
import { gram } from '../gram.js';
import { checkAbove0, checkWhole, completeOptions } from '../internal/options.js';
import { singularValues } from '../span.js';
import { checkView, type RealArray, type WeightView } from '../view.js';

/** Hidden activations. */
export interface Activations {
  /** h, [sample, hidden], row-major. */
  readonly values: RealArray;
  readonly nSamples: number;
  readonly nHidden: number;
}

export interface SparseCodeOptions {
  /** lambda > 0, in the units of |h| |D_i|. */
  readonly penalty: number;
  /** Codes may be negative. Default false: features are >= 0. */
  readonly signed?: boolean;
  /** At least 1. Default 200. */
  readonly iterations?: number;
  /** Where to start, [sample, atom]. Default zeros. */
  readonly start?: Float64Array;
}

/** @returns a, [sample, atom], row-major, owned by the caller */
export function sparseCodes(
  dictionary: WeightView,
  activations: Activations,
  options: SparseCodeOptions,
): Float64Array {
  checkView(dictionary);
  checkActivations(activations, dictionary.nHidden);
  const { penalty, signed, iterations, start } = completeOptions<
    Required<Omit<SparseCodeOptions, 'start'>> & { start: Float64Array | undefined }
  >('sparseCodes', { penalty: Number.NaN, signed: false, iterations: 200, start: undefined }, options);
  checkAbove0('penalty', penalty);
  checkWhole('iterations', iterations, 1);
  const { nFeatures: k, nHidden: m, weights } = dictionary;
  const { values, nSamples } = activations;
  if (start !== undefined && start.length !== nSamples * k) {
    throw new ShapeError(`start has ${start.length} numbers; nSamples * atoms = ${nSamples * k} are needed`);
  }
  const product = gram(dictionary);
  const bound = singularValues(dictionary)[0]! ** 2;
  const codes = start === undefined ? new Float64Array(nSamples * k) : start.slice();
  // A dictionary of zeros explains nothing.
  if (!(bound > 0)) return codes.fill(0);
  const buffers = { slope: new Float64Array(k), ahead: new Float64Array(k), target: new Float64Array(k) };
  for (let s = 0; s < nSamples; s++) {
    for (let i = 0; i < k; i++) {
      let dot = 0;
      for (let h = 0; h < m; h++) dot += weights[i * m + h]! * values[s * m + h]!;
      buffers.target[i] = dot;
    }
    codeOne(product, codes.subarray(s * k, (s + 1) * k), buffers, 1 / bound, penalty, signed, iterations);
  }
  return codes;
}

/** h = W x for each input, [sample, hidden]: what a dictionary is learned from. */
export function hiddenActivations(
  view: WeightView,
  inputs: { readonly x: RealArray; readonly nSamples: number },
): Activations {
  checkView(view);
  const { weights, nFeatures, nHidden } = view;
  const { x, nSamples } = inputs;
  checkWhole('nSamples', nSamples, 1);
  if (x.length !== nSamples * nFeatures) {
    throw new ShapeError(
      `x has ${x.length} numbers; nSamples * nFeatures = ${nSamples * nFeatures} are needed`,
    );
  }
  const values = new Float64Array(nSamples * nHidden);
  for (let s = 0; s < nSamples; s++) {
    for (let i = 0; i < nFeatures; i++) {
      const value = x[s * nFeatures + i]!;
      if (value === 0) continue;
      for (let h = 0; h < nHidden; h++) values[s * nHidden + h]! += value * weights[i * nHidden + h]!;
    }
  }
  return { values, nSamples, nHidden };
}

/** Refuses activations of the wrong size or with holes. */
export function checkActivations(
  { values, nSamples, nHidden }: Activations,
  expected: number = nHidden,
): void {
  checkView({ weights: values, nFeatures: nSamples, nHidden });
  if (nHidden !== expected) {
    throw new ShapeError(`activations have ${nHidden} numbers each; the dictionary has ${expected}`);
  }
}

/** FISTA on one sample; overwrites `code`, from where it starts. */
function codeOne(
  product: Float64Array,
  code: Float64Array,
  { slope, ahead, target }: { slope: Float64Array; ahead: Float64Array; target: Float64Array },
  rate: number,
  penalty: number,
  signed: boolean,
  iterations: number,
): void {
  const k = code.length;
  ahead.set(code);
  let momentum = 1;
  for (let iteration = 0; iteration < iterations; iteration++) {
    for (let i = 0; i < k; i++) slope[i] = -target[i]!;
    for (let j = 0; j < k; j++) {
      const value = ahead[j]!;
      // Codes are sparse: most columns are skipped.
      if (value === 0) continue;
      for (let i = 0; i < k; i++) slope[i]! += product[j * k + i]! * value;
    }
    let [change, uphill] = [0, 0];
    const nextMomentum = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const inertia = (momentum - 1) / nextMomentum;
    for (let i = 0; i < k; i++) {
      const old = code[i]!;
      const free = ahead[i]! - rate * slope[i]!;
      const fresh =
        free > rate * penalty
          ? free - rate * penalty
          : signed && free < -rate * penalty
            ? free + rate * penalty
            : 0;
      uphill += (ahead[i]! - fresh) * (fresh - old);
      change = Math.max(change, Math.abs(fresh - old));
      code[i] = fresh;
      ahead[i] = fresh + inertia * (fresh - old);
    }
    momentum = nextMomentum;
    if (uphill > 0) {
      // Momentum led uphill: start it again from here.
      momentum = 1;
      ahead.set(code);
    }
    if (change === 0) return;
  }
}
