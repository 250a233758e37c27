/** Claims of `tegum`, `polytopes-low-rank` and `perturb-one-feature`: on their own data, and on such as misses them by one thing. */

import { describe, expect, test } from 'vitest';
import { referenceBackend } from '@toymodels/core';
import { claims as lowRankClaims } from '../src/figures/polytopes-low-rank/claims.js';
import { run as runLowRank } from '../src/figures/polytopes-low-rank/run.js';
import { presets as lowRankPresets } from '../src/figures/polytopes-low-rank/spec.js';
import { claims as perturbClaims } from '../src/figures/perturb-one-feature/claims.js';
import type { DrawnSolution, PerturbData, Shape } from '../src/figures/perturb-one-feature/run.js';
import { presets as perturbPresets } from '../src/figures/perturb-one-feature/spec.js';
import { claims as tegumClaims } from '../src/figures/tegum/claims.js';
import type { ProductData } from '../src/figures/tegum/run.js';
import { at, verdicts } from './made.js';

const context = { backend: referenceBackend() };

describe('low-rank matrices', () => {
  test('and polytopes correspond', async () => {
    const data = await runLowRank(lowRankPresets.quick, context);
    expect(new Set(Object.values(verdicts(lowRankClaims(data))))).toEqual(new Set(['holds']));
  });

  test('of another relation give another polytope, and are found out', async () => {
    const data = await runLowRank({ seed: 0, relations: { triangle: [[1, 1, 0]] } }, context);
    const verdict = verdicts(lowRankClaims(data));
    expect(verdict['perpendicular-to-ones-is-triangle']).toBe('fails');
    expect(verdict['relations-give-polytopes']).toBe('fails');
    expect(verdict['polytopes-give-projectors']).toBe('fails');
  });
});

describe('products', () => {
  const bipyramid: ProductData = {
    built: 'triangular bipyramid',
    found: 'triangular bipyramid',
    nFeatures: 5,
    weights: [],
    dimensionality: [2 / 3, 2 / 3, 2 / 3, 1 / 2, 1 / 2],
    factors: [
      { name: 'triangle', features: [0, 1, 2] },
      { name: 'digon', features: [3, 4] },
    ],
    minima: [],
  };
  const of = (product: ProductData): Record<string, string> => verdicts(tegumClaims({ products: [product] }));

  test('keep the fractions of their factors and fill the space', () => {
    expect(of(bipyramid)).toEqual({
      'triangular-bipyramid-fractions': 'holds',
      'dimensions-used-up': 'holds',
    });
  });

  test('with one feature off by a hundredth fail', () => {
    const off = { ...bipyramid, dimensionality: [2 / 3 - 0.01, 2 / 3, 2 / 3, 1 / 2, 1 / 2] };
    expect(of(off)).toEqual({ 'triangular-bipyramid-fractions': 'fails', 'dimensions-used-up': 'fails' });
  });

  test('that are found to be something else fail', () => {
    expect(of({ ...bipyramid, found: 'unnamed' })['triangular-bipyramid-fractions']).toBe('fails');
  });
});

describe('the perturbed pentagon', () => {
  const drawn = (degrees: readonly number[], norm = 1.13, bias = -0.25): DrawnSolution => ({
    ratio: 1,
    shape: 'pentagon',
    loss: 1,
    norms: degrees.map(() => norm),
    bias: degrees.map(() => bias),
    weights: degrees.flatMap((angle) => at(angle, norm)),
  });
  const regular = drawn([0, 72, 144, 216, 288]);
  const stretched = drawn([0, 70, 146, 214, 290]);
  const trained = (ratio: number, shape: Shape, loss = 1) => ({
    ratio,
    shape,
    loss,
    norms: [1, 1, 1, 1, 1],
    bias: [0, 0, 0, 0, 0],
  });
  const spec = { ...perturbPresets.quick, ratios: [0.2, 0.3, 1] };
  const data: PerturbData = {
    trained: [
      trained(0.2, 'digons'),
      trained(0.2, 'pentagon', 1.01),
      trained(0.3, 'pentagon'),
      trained(1, 'pentagon'),
    ],
    optima: [],
    branches: { pentagon: [], digons: [], 'digons with it': [] },
    atRatios: spec.ratios.map((ratio) => ({
      ratio,
      loss: { pentagon: 1, digons: 1, 'digons with it': null },
    })),
    crossover: { ratio: 0.269, loss: 1, slopes: { pentagon: 0.007, digons: 0.016 } },
    drawn: [regular, stretched, regular],
  };
  const of = (change: Partial<PerturbData>): Record<string, string> =>
    verdicts(perturbClaims({ ...data, ...change }, spec));

  test('as exact theory has it: the factor and the rule for norms differ, all else holds', () => {
    expect(of({})).toEqual({
      'pentagon-stretches': 'holds',
      'snaps-at-factor': 'differs',
      'losses-cross': 'holds',
      'same-curves': 'holds',
      'norm-and-bias': 'differs',
    });
  });

  test('would hold at a factor of 2.5 with the snap there, and with norms of 1/(1 - b)', () => {
    const crossover = { ...data.crossover, ratio: 0.4 };
    expect(of({ crossover })['snaps-at-factor']).toBe('holds');
    expect(
      of({ drawn: [drawn([0, 72, 144, 216, 288], 0.8, -0.25), stretched, regular] })['norm-and-bias'],
    ).toBe('holds');
  });

  test('fails where training snaps away from the exact crossover, or not at all', () => {
    expect(of({ crossover: { ...data.crossover, ratio: 0.7 } })['snaps-at-factor']).toBe('fails');
    expect(of({ trained: spec.ratios.map((ratio) => trained(ratio, 'pentagon')) })['snaps-at-factor']).toBe(
      'fails',
    );
  });

  test('fails for a pentagon that does not stretch, for equal slopes, and for starts off the curves', () => {
    expect(of({ drawn: [regular, regular, regular] })['pentagon-stretches']).toBe('fails');
    const crossover = { ...data.crossover, slopes: { pentagon: 0.01, digons: 0.0105 } };
    expect(of({ crossover })['losses-cross']).toBe('fails');
    expect(of({ trained: [...data.trained, trained(1, 'other')] })['same-curves']).toBe('fails');
    expect(of({ trained: [...data.trained, trained(1, 'pentagon', 1.03)] })['same-curves']).toBe('fails');
  });
});
