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
  'relu-output, n = 5, m = 2, from dense to sparse': runOf(
    { nFeatures: 5, nHidden: 2 },
    {
      instances: { count: 5, featureProbability: { curve: 'logarithmic', first: 1, last: 0.01 } },
      training: { batchSize: 700 },
    },
  ),
  'relu-hidden, n = 10, m = 5': runOf(
    { kind: 'relu-hidden', nFeatures: 10, nHidden: 5 },
    { instances: { count: 2, featureProbability: [0.5, 0.05] } },
  ),
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
  'relu-output, n = 20, m = 5, sparse samples, non-empty': runOf(
    { nFeatures: 20, nHidden: 5 },
    {
      instances: { count: 3, featureProbability: { curve: 'logarithmic', first: 0.08, last: 0.001 } },
      data: { featureProbability: 0.05 },
      training: { sampling: 'non-empty' },
    },
  ),
  'relu-hidden, n = 30, m = 6, sparse samples, non-empty': runOf(
    { kind: 'relu-hidden', nFeatures: 30, nHidden: 6, hiddenBias: true },
    {
      data: {
        featureProbability: Array.from({ length: 30 }, (_, i) => 0.02 / (1 + (i % 5))),
        range: 'signed',
      },
      training: { sampling: 'non-empty', batchSize: 1000 },
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
  'linear, n = 5, m = 2': '2f23d297d82acb8e9334cf4784d8606d7e5774f729e508459474683fa117a6a5',
  'relu-output, n = 5, m = 2, from dense to sparse':
    '7a60606eaf89e886c075cb319285600cb96ae70a811b46c9f5343da1776bad2e',
  'relu-hidden, n = 10, m = 5': '6c60645cc9a1253ccb2757fc48508ea81cb30be8ec8af06fe73d9a33492be8a6',
  'relu-output, n = 7, m = 2, sets': '3ae1e720a7d49123d56277da26ba7303c964693f2e67ea0fbec936fb0f40389d',
  'relu-output, n = 20, m = 5, non-empty': 'e5ff0172c53577ff16d079e02fe632d48f02498f03746ed028af49f05f1afe80',
  'relu-output, n = 20, m = 5, sparse samples, non-empty':
    '7ee685a6d28254f929a705bd25b6e027d1950d7465cde844e27f73f0eac38025',
  'relu-hidden, n = 30, m = 6, sparse samples, non-empty':
    '2ed8066f83317a15b2a97fe568894ccf199430595deafee1be649e23d793e300',
  'relu-output, n = 20, m = 5, nearly all samples empty':
    '405e6716ff2b26c90879ca68d0c2928aafbb969dd52879d2bafb4f4adf85a0d1',
  'relu-output, n = 20, m = 5, sparse samples':
    '19bdaa3f8b5baa6327fea73ceb58c6a6fb1116692dae323c205a01ef4a4d52ba',
  'relu-hidden, n = 22, m = 6, sparse samples on [-1, 1]':
    '52dbe8fb56adfe7a824e81f8ad0ee50f596fb62c64be840d6580ca338f10e0f9',
  'relu-hidden, n = 80, m = 20, L1': 'fe8094cf0b463eabea2b8cbef4dab91dce4ca045067329f4bf91f1e119d2e466',
  'absolute-value, n = 10, m = 3': 'b43fd520abd5545c6b2a5bf69fe6662740b85a3483a4987d6e91886dd9afb56c',
  'absolute-value, n = 100, m = 40': 'ee1f5fb27f854836f3810c8d31424b584815d93ce729473e694efb7a90c5f96a',
};
