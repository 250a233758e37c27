/**
 * SHA-256 of what training leaves (parameters, moments, steps, window losses) for one run of each
 * model and each way through the kernel. Node and browsers, with and without workers, must agree.
 *
 * Written by: node scripts/store-bits.mjs (in packages/backend-wasm, after `pnpm build`). A change
 * of these is a change of everybody's results: it needs a changeset that says so.
 */

import type { ResolvedRun } from '@toymodels/core';
import { runOf, SETS } from './support.js';

/** Steps that are trained before the state is hashed. */
export const BITS_STEPS = 60;

export const BITS_RUNS: Readonly<Record<string, ResolvedRun>> = {
  'linear, n = 5, m = 2': runOf({ kind: 'linear', nFeatures: 5, nHidden: 2 }, { instances: { count: 3 } }),
  'relu-output, n = 7, m = 2, sets': runOf(
    { nFeatures: 7, nHidden: 2 },
    { instances: { count: 3 }, data: { sets: SETS }, training: { batchSize: 301 } },
  ),
  'relu-output, n = 20, m = 5, non-empty': runOf(
    { nFeatures: 20, nHidden: 5 },
    {
      instances: { count: 4, featureProbability: { curve: 'logarithmic', first: 1, last: 0.05 } },
      training: { sampling: 'non-empty', optimiser: { schedule: 'cosine' } },
    },
  ),
  'relu-output, n = 20, m = 5, nearly all samples empty': runOf(
    { nFeatures: 20, nHidden: 5 },
    { instances: { count: 3 }, data: { featureProbability: 0.003 } },
  ),
  'relu-output, n = 20, m = 5, sparse samples': runOf(
    { nFeatures: 20, nHidden: 5 },
    {
      instances: { count: 3, featureProbability: { curve: 'logarithmic', first: 0.09, last: 0.002 } },
      data: { featureProbability: 0.05 },
    },
  ),
  'relu-hidden, n = 22, m = 6, sparse samples on [-1, 1]': runOf(
    { kind: 'relu-hidden', nFeatures: 22, nHidden: 6, hiddenBias: true },
    {
      data: { featureProbability: Array.from({ length: 22 }, (_, i) => 0.09 / (1 + i)), range: 'signed' },
      training: { batchSize: 1000 },
    },
  ),
  'relu-hidden, n = 80, m = 20, L1': runOf(
    { kind: 'relu-hidden', nFeatures: 80, nHidden: 20, hiddenBias: true },
    { instances: { count: 2 }, training: { hiddenL1: 0.01, batchSize: 300 } },
  ),
  'absolute-value, n = 10, m = 3': runOf(
    { kind: 'absolute-value', nFeatures: 10, nHidden: 3 },
    { instances: { count: 2 }, training: { optimiser: { schedule: 'linear' } } },
  ),
  'absolute-value, n = 100, m = 40': runOf(
    { kind: 'absolute-value', nFeatures: 100, nHidden: 40 },
    { training: { batchSize: 200 } },
  ),
};

export const BITS: Readonly<Record<string, string>> = {
  'linear, n = 5, m = 2': '977c4bf266d14ebdb8d377b61f1c3bfeee28d675c2c53c71585ef2e0bc7ec06b',
  'relu-output, n = 7, m = 2, sets': '3ae1e720a7d49123d56277da26ba7303c964693f2e67ea0fbec936fb0f40389d',
  'relu-output, n = 20, m = 5, non-empty': '0333b6f90c5b6b592bfe518dafe87a1870c0138bcf4548e10a1d05e55ccaa117',
  'relu-output, n = 20, m = 5, nearly all samples empty':
    '1a472369bc70716b8791df039dae665cf823d0f180c74c0f5161a2e091a15c16',
  'relu-output, n = 20, m = 5, sparse samples':
    'd8b0a72a22b5aba5e77581a25f60ae9110b018ccb8ff1faaee5fccb0c3d4b7f7',
  'relu-hidden, n = 22, m = 6, sparse samples on [-1, 1]':
    '52dbe8fb56adfe7a824e81f8ad0ee50f596fb62c64be840d6580ca338f10e0f9',
  'relu-hidden, n = 80, m = 20, L1': 'fe8094cf0b463eabea2b8cbef4dab91dce4ca045067329f4bf91f1e119d2e466',
  'absolute-value, n = 10, m = 3': 'f9610d66807cb5b11fb69ea41b135fba54c77cb95f3eb7e517f5b85c6ba1dc61',
  'absolute-value, n = 100, m = 40': 'ee1f5fb27f854836f3810c8d31424b584815d93ce729473e694efb7a90c5f96a',
};
