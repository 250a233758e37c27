/**
 * Sparse dictionary learning: from hidden activations alone back to the feature vectors.
 *
 *   minimise over unit vectors D_i and codes a:  mean over samples of 1/2 |h - D^T a|^2 + lambda |a|_1
 *
 * by turns: codes by FISTA (`sparse-codes.ts`), dictionary by the method of optimal directions (Engan et al. 1999), the
 * least-squares D for the codes, then scaled to unit length. Atoms that no sample uses are replaced by the sample that is
 * reconstructed worst. Of several starts the one of least objective is kept.
 *
 * Source: Toy Models of Superposition, "The Strategic Picture of Superposition" (finding an overcomplete basis afterwards).
 * Least squares by ml-matrix.
 */
import type { RandomStream } from '@toymodels/core';
import type { Activations } from './sparse-codes.js';
import { notYet } from '../internal/not-yet.js';

export interface LearnOptions {
  /** Vectors to learn, at least 1. */
  readonly nAtoms: number;
  /** lambda relative to the root mean square of |h|, > 0. Default 0.1. */
  readonly penalty?: number;
  /** Rounds of codes and dictionary, at least 1. Default 60. */
  readonly rounds?: number;
  /** FISTA steps a round, from the last round's codes on, at least 1. Default 15. */
  readonly codingSteps?: number;
  /** Starts, at least 1. Default 3. */
  readonly starts?: number;
  /** Codes may be negative. Default false. */
  readonly signed?: boolean;
}

/** A learned dictionary; a `WeightView`, so that every measure of this package applies. */
export interface LearnedDictionary {
  /** Unit vectors, [atom, hidden], row-major. */
  readonly weights: Float64Array;
  /** Number of atoms. */
  readonly nFeatures: number;
  readonly nHidden: number;
  /** Codes of the samples, [sample, atom]. */
  readonly codes: Float64Array;
  /** Mean objective of the start that was kept, after each round, [round]. */
  readonly objective: Float64Array;
  /** Share of |h|^2 that is reconstructed, <= 1. */
  readonly explained: number;
  /** Share of samples in which each atom is used, [atom]. */
  readonly frequency: Float64Array;
}

/** Impure: draws from `random`, each start from a stream split off. */
export function learnDictionary(
  activations: Activations,
  random: RandomStream,
  options: LearnOptions,
): LearnedDictionary {
  void activations, random, options;
  return notYet();
}
