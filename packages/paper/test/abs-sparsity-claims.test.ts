/** The claims on absolute-value neurons over sparsity, on counts made by hand. */

import { expect, test } from 'vitest';
import { claims } from '../src/figures/abs-sparsity/claims.js';
import type { AbsAtDensity, AbsSparsityData, AbsStartAtDensity } from '../src/figures/abs-sparsity/run.js';
import { verdicts } from './made.js';

function start(monosemantic: number, polysemantic: number, swapped = false): AbsStartAtDensity {
  const early = Array.from({ length: monosemantic }, (_, i) => i);
  const late = Array.from({ length: polysemantic }, (_, i) => monosemantic + i);
  return {
    counts: { monosemantic, polysemantic, inhibitory: 0, dead: 0 },
    mainFeatures: swapped
      ? { monosemantic: late, polysemantic: early }
      : { monosemantic: early, polysemantic: late },
    relativeLoss: 0.1,
  };
}

const at = (featureProbability: number, ...starts: AbsStartAtDensity[]): AbsAtDensity => ({
  featureProbability,
  starts,
  weights: [],
  polysemantic: [],
});

const of = (...densities: AbsAtDensity[]): Record<string, string> =>
  verdicts(claims({ nFeatures: 40, nHidden: 20, densities } satisfies AbsSparsityData));

test('from all monosemantic over a mixture to all polysemantic holds in everything', () => {
  const found = of(at(1, start(20, 0)), at(0.1, start(8, 12)), at(0.001, start(0, 20)));
  expect(new Set(Object.values(found))).toEqual(new Set(['holds']));
});

test('two polysemantic neurons of twenty are too many on dense data, and two monosemantic on sparse', () => {
  const found = of(at(1, start(18, 2)), at(0.1, start(8, 12)), at(0.001, start(2, 18)));
  expect(found['dense-monosemantic']).toBe('fails');
  expect(found['sparse-polysemantic']).toBe('fails');
});

test('without a mixture nothing can be said of the important features', () => {
  const found = of(at(1, start(20, 0)), at(0.1, start(20, 0)), at(0.001, start(0, 20)));
  expect(found['mixed-in-the-middle']).toBe('fails');
  expect(found['important-monosemantic']).toBe('fails');
});

test('a mixture whose important features share neurons fails', () => {
  const found = of(at(1, start(20, 0)), at(0.1, start(8, 12, true)), at(0.001, start(0, 20)));
  expect(found['mixed-in-the-middle']).toBe('holds');
  expect(found['important-monosemantic']).toBe('fails');
});
