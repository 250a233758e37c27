/** The claims of `linear-dynamics`, `loss-by-active-features` and `thomson` on data made by hand. */

import { featureVariance, linearLearningTime, linearModeStrength } from '@toymodels/theory';
import { describe, expect, test } from 'vitest';
import { claims as dynamicsClaims, halfTime } from '../src/figures/linear-dynamics/claims.js';
import type { DescentData, LinearDynamicsData } from '../src/figures/linear-dynamics/run.js';
import { presets } from '../src/figures/linear-dynamics/spec.js';
import { claims as lossClaims } from '../src/figures/loss-by-active-features/claims.js';
import type { ActivePoint } from '../src/figures/loss-by-active-features/run.js';
import { claims as thomsonClaims, coincidences } from '../src/figures/thomson/claims.js';
import type { SphereData, ThomsonCase } from '../src/figures/thomson/run.js';
import { upright } from '../src/figures/thomson/upright.js';
import { verdicts } from './made.js';

describe('linear dynamics', () => {
  const spec = presets.quick;
  const { importance, start } = spec.aligned;
  const time = Array.from({ length: 41 }, (_, k) => (60 * k) / 40);
  const rate = (i: number): number => 8 * importance[i]! * featureVariance(spec.featureProbability);
  const theory = importance.map((_, i) => time.map((t) => linearModeStrength(start.strength, rate(i), t)));
  const aligned: DescentData = {
    time,
    start: [],
    theory,
    trained: [theory, theory],
    gram: [],
  };
  // Rows of W span the first two axes.
  const first = [1, 0, 1, 1, 0, 0, 0, 0, 0, 0];
  const projector = Array.from({ length: 25 }, (_, cell) => (cell === 0 || cell === 6 ? 1 : 0));
  const random: DescentData = { ...aligned, start: first, gram: [projector, projector] };
  const verdictsOf = (change: Partial<LinearDynamicsData> = {}): Record<string, string> =>
    verdicts(dynamicsClaims({ aligned, random, ...change }, spec));

  test('models on the closed form hold in everything', () => {
    expect(new Set(Object.values(verdictsOf()))).toEqual(new Set(['holds']));
  });

  test('the half time of a logistic curve is that of the formula', () => {
    expect(halfTime(time, theory[3]!)).toBeCloseTo(linearLearningTime(start.strength, rate(3)), 1);
    expect(halfTime(time, [0, 0])).toBeNaN();
  });

  test('models that learn at half the rate fail', () => {
    const slow = importance.map((_, i) =>
      time.map((t) => linearModeStrength(start.strength, rate(i) / 2, t)),
    );
    const found = verdictsOf({ aligned: { ...aligned, trained: [slow, slow] } });
    expect(found['aligned-agrees']).toBe('fails');
    expect(found['learning-times']).toBe('fails');
    expect(found['important-first']).toBe('fails'); // the last is not learnt in time
  });

  test('features learnt in the wrong order fail', () => {
    const found = verdictsOf({ aligned: { ...aligned, trained: [theory, theory.toReversed()] } });
    expect(found['important-first']).toBe('fails');
  });

  test('an end aligned with other features fails', () => {
    const other = Array.from({ length: 25 }, (_, cell) => (cell === 12 || cell === 18 ? 1 : 0));
    const found = verdictsOf({ random: { ...random, gram: [other, other] } });
    expect(found['keeps-first-directions']).toBe('fails');
  });
});

describe('loss by active features', () => {
  const point = (featureProbability: number, change: Partial<ActivePoint> = {}): ActivePoint => ({
    featureProbability,
    loss: 1,
    contribution: [0, 0.96, 0.04],
    nothing: 10,
    benefit: 9.5,
    interference: 0.5,
    norms: [1, 1],
    ...change,
  });
  const dense = point(1, { benefit: 8, interference: 0, loss: 2, contribution: [0, 1, 1] });
  const verdictsOf = (sparse: ActivePoint): Record<string, string> =>
    verdicts(lossClaims({ crowded: [sparse, dense], paired: [sparse, dense] }));

  test('one active feature that carries 96 % holds', () => {
    expect(new Set(Object.values(verdictsOf(point(0.001))))).toEqual(new Set(['holds']));
  });

  test('94 % fails for the crowded model and differs as a rule for all', () => {
    const found = verdictsOf(point(0.001, { contribution: [0, 0.94, 0.06] }));
    expect(found['one-active-suffices']).toBe('fails');
    expect(found['whatever-the-model']).toBe('differs');
  });

  test('parts that do not add up fail, either way', () => {
    expect(verdictsOf(point(0.001, { contribution: [0, 0.96, 0.05] }))['parts-add-up']).toBe('fails');
    expect(verdictsOf(point(0.001, { benefit: 9.4 }))['parts-add-up']).toBe('fails');
  });

  test('less benefit on sparse data fails', () => {
    const found = verdictsOf(point(0.001, { benefit: 7.9, interference: 0, loss: 2.1 }));
    expect(found['benefit-grows-with-sparsity']).toBe('fails');
  });
});

describe('thomson', () => {
  const ring = [1, 0, 0, 0, 1, 0, -1, 0, 0];
  const sphere = (energy: number, weights: readonly number[] = ring): SphereData => ({
    weights,
    energy,
    share: 1,
  });
  const twice = sphere(4, [0, 0, 1, 0, 0, 1, 1, 0, 0]);
  const good: ThomsonCase[] = [
    { nPoints: 6, features: sphere(0), electrons: sphere(9.985281), electronsAsFeatures: 0 },
    { nPoints: 8, features: sphere(1), electrons: sphere(19.675288), electronsAsFeatures: 1.001 },
    { nPoints: 11, features: twice, electrons: sphere(40.59645), electronsAsFeatures: 4 },
  ];
  const verdictsOf = (k = 0, change: Partial<ThomsonCase> = {}): Record<string, string> =>
    verdicts(thomsonClaims({ cases: good.map((each, i) => (i === k ? { ...each, ...change } : each)) }));

  test('the expected energies hold, and a configuration of another energy differs', () => {
    expect(new Set(Object.values(verdictsOf()))).toEqual(new Set(['holds']));
    expect(verdictsOf(2, { electronsAsFeatures: 4.2 })['like-electrons']).toBe('differs');
  });

  test('interference among six features, or none among eight, fails', () => {
    expect(verdictsOf(0, { features: sphere(1e-6) })['free-up-to-2m']).toBe('fails');
    expect(verdictsOf(1, { features: sphere(0) })['free-up-to-2m']).toBe('fails');
  });

  test('coincident vectors among eight, or none among eleven, fail', () => {
    expect(coincidences(twice)).toBe(1);
    expect(verdictsOf(1, { features: twice })['vectors-coincide']).toBe('fails');
    expect(verdictsOf(2, { features: sphere(4) })['vectors-coincide']).toBe('fails');
  });

  test("another Coulomb energy than Thomson's fails", () => {
    expect(verdictsOf(0, { electrons: sphere(9.9853) })['thomson-energies']).toBe('fails');
  });

  test('upright keeps all angles of a tilted triangle', () => {
    const tilted = [0, 120, 240].flatMap((degrees) => {
      const a = (degrees * Math.PI) / 180;
      return [Math.cos(a), Math.sin(a) * 0.6, Math.sin(a) * 0.8];
    });
    const turned = upright(tilted);
    const dot = (w: readonly number[], i: number, j: number): number =>
      [0, 1, 2].reduce((sum, h) => sum + w[3 * i + h]! * w[3 * j + h]!, 0);
    for (const [i, j] of [
      [0, 0],
      [0, 1],
      [1, 2],
    ] as const)
      expect(dot(turned, i, j)).toBeCloseTo(dot(tilted, i, j), 12);
  });
});
