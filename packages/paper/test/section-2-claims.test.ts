/** The claims of `almost-orthogonal`, `interference` and `privileged-basis-demo` on data made by hand. */

import { RandomStream, streamKey } from '@toymodels/core';
import { gramMatrix } from '@toymodels/theory';
import { describe, expect, test } from 'vitest';
import { claims as packingClaims } from '../src/figures/almost-orthogonal/claims.js';
import type { AlmostOrthogonalData, PackingPoint } from '../src/figures/almost-orthogonal/run.js';
import { presets as packingPresets } from '../src/figures/almost-orthogonal/spec.js';
import { claims as interferenceClaims, readouts } from '../src/figures/interference/claims.js';
import type { InterferenceData } from '../src/figures/interference/run.js';
import { claims as basisClaims } from '../src/figures/privileged-basis-demo/claims.js';
import {
  planeRotation,
  randomPermutation,
  randomRotation,
  rotated,
} from '../src/figures/privileged-basis-demo/rotation.js';
import type { RotatedModel } from '../src/figures/privileged-basis-demo/run.js';
import { at, verdicts } from './made.js';

describe('almost orthogonal directions', () => {
  const spec = packingPresets.quick;
  const point = (dimension: number, count: number): PackingPoint => ({
    dimension,
    counts: Array.from({ length: spec.nSeeds }, () => count),
    coherence: 0.29,
    full: true,
  });
  const good: AlmostOrthogonalData = {
    random: [10, 20, 40, 80].map((d) => point(d, 8 * Math.exp(0.05 * d))),
    optimised: [point(5, 7), point(9, 20)],
  };
  const verdictsOf = (change: Partial<AlmostOrthogonalData> = {}): Record<string, string> =>
    verdicts(packingClaims({ ...good, ...change }, spec));

  test('exponential counts hold', () => {
    expect(new Set(Object.values(verdictsOf()))).toEqual(new Set(['holds']));
  });

  test('counts that grow like a power fail', () => {
    const random = [10, 20, 40, 80].map((d) => point(d, d ** 2));
    expect(verdictsOf({ random })['exponential-growth']).toBe('fails');
  });

  test('no more than d directions fail, and so do two that are too close', () => {
    const random = good.random.map((each) => ({ ...each, counts: each.counts.map(() => each.dimension) }));
    expect(verdictsOf({ random })['more-than-dimensions']).toBe('fails');
    const close = [{ ...good.optimised[0]!, coherence: 0.31 }, good.optimised[1]!];
    expect(verdictsOf({ optimised: close })['within-tolerance']).toBe('fails');
  });

  test('counts stand with their range over the seeds', () => {
    const last = good.random.at(-1)!;
    const counts = last.counts.map((_, seed) => (seed === 0 ? 400 : 500));
    const found = packingClaims(
      { ...good, random: [...good.random.slice(0, -1), { ...last, counts }] },
      spec,
    );
    const { measured } = found.find(({ id }) => id === 'more-than-dimensions')!;
    expect(measured).toMatch(/^5; /);
    expect(measured).toContain('(400 to 500) at d = 80');
  });

  test('optimised packings below d, or below random ones, fail', () => {
    expect(verdictsOf({ optimised: [point(5, 4), point(9, 20)] })['optimised-at-least-orthogonal']).toBe(
      'fails',
    );
    expect(verdictsOf({ optimised: [point(9, 9)] })['optimised-at-least-orthogonal']).toBe('fails');
  });
});

describe('interference', () => {
  const weights = [0, 72, 144, 216, 288].flatMap((degrees) => at(degrees, 1.13));
  const gram = Array.from(gramMatrix({ nFeatures: 5, nHidden: 2, weights }));
  const good: InterferenceData = {
    gram,
    bias: [0, 0, 0, 0, 0].map(() => -0.25),
    lossOfActive: [0, 0.02, 0.2],
    randomInterference: [1.6, 2],
  };
  const verdictsOf = (change: Partial<InterferenceData> = {}): Record<string, string> =>
    verdicts(interferenceClaims({ ...good, ...change }));

  test('a pentagon with negative biases holds', () => {
    expect(new Set(Object.values(verdictsOf()))).toEqual(new Set(['holds']));
  });

  test('a readout is the dot product with the sum of active vectors, cut at zero by the ReLU', () => {
    expect(readouts(good, [1, 0, 0, 0, 0], false)[2]).toBeCloseTo(
      1.13 ** 2 * Math.cos((144 * Math.PI) / 180),
      12,
    );
    expect(readouts(good, [1, 0, 0, 0, 0], true)[2]).toBe(0);
    expect(readouts(good, [1, 0, 1, 0, 0], false)[1]).toBeCloseTo(
      2 * 1.13 ** 2 * Math.cos((72 * Math.PI) / 180),
      12,
    );
  });

  test('orthogonal features do not answer for each other', () => {
    const identity = Array.from({ length: 25 }, (_, cell) => (cell % 6 === 0 ? 1 : 0));
    expect(verdictsOf({ gram: identity })['silent-features-answer']).toBe('fails');
  });

  test('positive biases do not filter, and a mild second feature is not worse', () => {
    expect(verdictsOf({ bias: [1, 1, 1, 1, 1] })['relu-filters']).toBe('fails');
    expect(verdictsOf({ lossOfActive: [0, 0.02, 0.03] })['two-are-worse']).toBe('fails');
  });

  test('vectors that are no tight frame have more interference than needed', () => {
    const bent = [0, 40, 144, 216, 288].flatMap((degrees) => at(degrees));
    const found = verdictsOf({ gram: Array.from(gramMatrix({ nFeatures: 5, nHidden: 2, weights: bent })) });
    expect(found['least-linear-interference']).toBe('fails');
  });
});

describe('rotations of the hidden space', () => {
  const random = new RandomStream(streamKey(1, 'general'));
  const still: RotatedModel = { loss: 1, changes: [1e-15, -1e-15], permuted: [1e-16], turned: [0, 0] };
  const moved: RotatedModel = { ...still, changes: [0.5, 3] };
  const verdictsOf = (output = still, hidden = moved): Record<string, string> =>
    verdicts(basisClaims({ output: [output], hidden: [hidden] }));

  test('a loss that stays, and one that grows, hold', () => {
    expect(new Set(Object.values(verdictsOf()))).toEqual(new Set(['holds']));
  });

  test('the opposite fails', () => {
    expect(verdictsOf(moved)['output-model-free']).toBe('fails');
    expect(verdictsOf(still, still)['hidden-model-privileged']).toBe('fails');
    expect(verdictsOf(still, { ...moved, permuted: [0.1] })['permutations-free']).toBe('fails');
  });

  test.each([
    ['random', randomRotation(4, random)],
    ['plane', planeRotation(4, 1.2)],
    ['permutation', randomPermutation(4, random)],
  ])('a %s matrix is orthogonal and keeps all dot products', (_, rotation) => {
    const weights = Array.from({ length: 12 }, () => random.normal());
    const before = gramMatrix({ nFeatures: 3, nHidden: 4, weights });
    const turned = rotated(weights, rotation);
    const after = gramMatrix({ nFeatures: 3, nHidden: 4, weights: turned });
    before.forEach((dot, cell) => expect(after[cell]).toBeCloseTo(dot, 12));
    expect(turned).not.toEqual(weights);
  });
});
