/** Runs whose batches workers share, in Node and in pages. */

import { initialState, type Backend, type ResolvedRun } from '@toymodels/core';
import { spawnWorker } from '#worker-host';
import { createTrainer } from '../src/backend.js';
import { runOf, SETS } from './support.js';

/** A backend whose workers share batches wherever that is possible, whether it pays or not. */
export function sharing(workers: number, relaxed = false): Backend {
  return {
    name: 'sharing',
    createTrainer: (run, state) => createTrainer(run, state, workers, spawnWorker, Infinity, relaxed),
  };
}

/** A trainer of {@link sharing}, at the beginning. */
export function sharedTrainer(run: ResolvedRun, workers: number): ReturnType<Backend['createTrainer']> {
  return sharing(workers).createTrainer(run, initialState(run));
}

/** Steps that are trained before states are compared. */
export const SHARED_STEPS = 12;

/** One for every way through the kernel whose sums are complete with a chunk, and for odd numbers of samples. */
export const SHARED_RUNS: Readonly<Record<string, ResolvedRun>> = {
  'n = 5, m = 2': runOf({ nFeatures: 5, nHidden: 2 }),
  'n = 20, m = 5, two models, 3 chunks, the last one ragged': runOf(
    { nFeatures: 20, nHidden: 5 },
    { instances: { count: 2, featureProbability: [1, 0.2] }, training: { batchSize: 701 } },
  ),
  'n = 80, m = 20': runOf({ nFeatures: 80, nHidden: 20 }),
  'n = 150, m = 9, one sample more than a chunk': runOf(
    { kind: 'linear', nFeatures: 150, nHidden: 9 },
    { training: { batchSize: 257 } },
  ),
  'relu-hidden, n = 10, m = 5, two models': runOf(
    { kind: 'relu-hidden', nFeatures: 10, nHidden: 5 },
    { instances: { count: 2, featureProbability: [0.5, 0.3] } },
  ),
  'relu-hidden, n = 30, m = 8, L1 and both biases': runOf(
    { kind: 'relu-hidden', nFeatures: 30, nHidden: 8, hiddenBias: true },
    { training: { hiddenL1: 0.01, batchSize: 1300, optimiser: { schedule: 'cosine' } } },
  ),
  'absolute-value, n = 40, m = 12': runOf({ kind: 'absolute-value', nFeatures: 40, nHidden: 12 }),
  'most samples empty and left out': runOf(
    { nFeatures: 7, nHidden: 4 },
    { data: { featureProbability: 0.12, sets: SETS } },
  ),
  'non-empty samples': runOf({ nFeatures: 20, nHidden: 5 }, { training: { sampling: 'non-empty' } }),
  'attacked samples': runOf(
    { nFeatures: 20, nHidden: 5 },
    { training: { attack: { share: 0.4, epsilon: 0.2 }, batchSize: 900 } },
  ),
  'attacked samples, drawn by gaps': runOf(
    { nFeatures: 20, nHidden: 5 },
    { data: { featureProbability: 0.05 }, training: { attack: { share: 0.4, epsilon: 0.2 } } },
  ),
};
