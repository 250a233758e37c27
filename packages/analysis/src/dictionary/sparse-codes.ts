/**
 * Sparse codes of activations in a given dictionary:
 *
 *   minimise over a:  1/2 |h - D^T a|^2 + lambda |a|_1,   a >= 0 unless signed
 *
 * Source: FISTA, accelerated proximal gradient (Beck & Teboulle 2009), with the function-value-free restart of
 * O'Donoghue & Candes (2015).
 */
import type { RealArray, WeightView } from '../view.js';
import { notYet } from '../internal/not-yet.js';

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
  void dictionary, activations, options;
  return notYet();
}

/** h = W x for each input, [sample, hidden]: what a dictionary is learned from. */
export function hiddenActivations(
  view: WeightView,
  inputs: { readonly x: RealArray; readonly nSamples: number },
): Activations {
  void view, inputs;
  return notYet();
}
