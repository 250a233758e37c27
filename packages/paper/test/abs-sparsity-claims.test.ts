/** The claims on absolute-value neurons over sparsity, on counts made by hand. */

import { expect, test } from 'vitest';
import { claims } from '../src/figures/abs-sparsity/claims.js';
import type { AbsAtDensity, AbsSparsityData, AbsStartAtDensity } from '../src/figures/abs-sparsity/run.js';
import { verdicts } from './made.js';

function start(
  monosemantic: number,
  polysemantic: number,
  swapped = false,
  relativeLoss = 0.1,
): AbsStartAtDensity {
  const early = Array.from({ length: monosemantic }, (_, i) => i);
  const late = Array.from({ length: polysemantic }, (_, i) => monosemantic + i);
  return {
    counts: { monosemantic, polysemantic, inhibitory: 0, dead: 0 },
    mainFeatures: swapped
      ? { monosemantic: late, polysemantic: early }
      : { monosemantic: early, polysemantic: late },
    relativeLoss,
  };
}

const at = (featureProbability: number, ...starts: AbsStartAtDensity[]): AbsAtDensity => ({
  featureProbability,
  starts,
  weights: [],
  polysemantic: [],
});

const data = (
  densities: readonly AbsAtDensity[],
  annealed: readonly AbsAtDensity[] = densities,
): AbsSparsityData => ({ nFeatures: 40, nHidden: 20, densities, annealed });

const of = (...densities: AbsAtDensity[]): Record<string, string> => verdicts(claims(data(densities)));

test('from all monosemantic over a mixture to all polysemantic holds in everything', () => {
  const found = of(at(1, start(20, 0)), at(0.1, start(8, 12)), at(0.001, start(0, 20)));
  expect({ ...found, 'annealing-finds-lower': 'holds' }).toEqual(
    Object.fromEntries(Object.keys(found).map((id) => [id, 'holds'])),
  );
});

test('half the loss is lower, and more than half is not', () => {
  const verdict = (relativeLoss: number): string | undefined => {
    const densities = [at(1, start(20, 0)), at(0.001, start(0, 20))];
    const annealed = [at(1, start(20, 0)), at(0.001, start(0, 20, false, relativeLoss))];
    return verdicts(claims(data(densities, annealed)))['annealing-finds-lower'];
  };
  expect([verdict(0.05), verdict(0.06)]).toEqual(['holds', 'fails']);
});

test('carried models are judged by themselves', () => {
  const direct = [at(1, start(20, 0)), at(0.1, start(8, 12)), at(0.001, start(0, 20))];
  const annealed = [at(1, start(20, 0)), at(0.1, start(8, 12, true)), at(0.001, start(5, 15))];
  expect(verdicts(claims(data(direct, annealed)))).toMatchObject({
    'sparse-polysemantic': 'holds',
    'important-monosemantic': 'holds',
    'annealed-mixed-in-the-middle': 'holds',
    'annealed-important-monosemantic': 'fails',
    'annealed-sparse-polysemantic': 'fails',
  });
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

test('which of both is the paper’s picture is told where only direct training has it', () => {
  const noteOf = (direct: AbsAtDensity, carried: AbsAtDensity): string | undefined => {
    const dense = at(1, start(20, 0));
    return claims(data([dense, direct], [dense, carried])).find(
      ({ id }) => id === 'annealed-sparse-polysemantic',
    )!.note;
  };
  const [all, half] = [at(0.1, start(0, 20, false, 0.3)), at(0.1, start(10, 10))];
  expect(noteOf(all, half)).toContain('direct training (here at 1−S = 0.1), at 3 times the loss');
  expect(noteOf(half, half)).not.toContain('direct training');
});
