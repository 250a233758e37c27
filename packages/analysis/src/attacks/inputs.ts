/**
 * Inputs drawn from a law of the data, for sampled measures.
 *
 * With `nonEmpty` only inputs with an active feature are drawn, and the empty one carries its exact weight:
 * at p = .001 nearly all plain samples would be the same zero vector.
 *
 * Not the training data of `core`: streams differ, and here values are float64.
 */
import type { RandomStream } from '@toymodels/core';
import type { DataLaw } from '@toymodels/theory';
import type { RealArray } from '../view.js';
import { notYet } from '../internal/not-yet.js';

/** Sampled inputs. A mean over the law is emptyWeight f(0) + (1 - emptyWeight) mean of f over the samples. */
export interface SampledInputs {
  /** x, [sample, feature], row-major. */
  readonly x: RealArray;
  readonly nSamples: number;
  readonly nFeatures: number;
  /** Weight of the input x = 0 beside the samples, in [0, 1]; 0 for plain samples. */
  readonly emptyWeight: number;
}

export interface DrawOptions {
  /** Draw only inputs with an active feature. Default true (plain samples when nothing is ever active). */
  readonly nonEmpty?: boolean;
}

/**
 * Independent samples; active values uniform on [0, 1]. Impure: advances `random`.
 *
 * @param nSamples at least 1
 */
export function drawInputs(
  law: DataLaw,
  nSamples: number,
  random: RandomStream,
  options: DrawOptions = {},
): SampledInputs {
  void law, nSamples, random, options;
  return notYet();
}
