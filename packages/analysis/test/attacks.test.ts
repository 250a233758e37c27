import {
  attackDirections,
  drawInputs,
  fixedAttacks,
  orthonormalGrowth,
  perExampleAttacks,
  vulnerability,
  type InstanceView,
  type SampledInputs,
} from '@toymodels/analysis';
import { InvalidArgumentError, RandomStream, ShapeError, streamKey } from '@toymodels/core';
import {
  fixedAttackVulnerability,
  meanInputNorm,
  reluOutputLoss,
  sampledWorstAttackGrowth,
  type DataLaw,
} from '@toymodels/theory';
import { describe, expect, test } from 'vitest';
import { digon, polygon, tegum, viewOf } from './sets.js';

const stream = (seed: number): RandomStream => new RandomStream(streamKey(seed, 'evaluation'));

const modelOf = (rows: number[][], b = 0): InstanceView => ({
  ...viewOf(rows),
  bias: new Float64Array(rows.length).fill(b),
});

const uniform = (nFeatures: number, p: number): DataLaw => ({
  nFeatures,
  importance: new Array<number>(nFeatures).fill(1),
  featureProbability: new Array<number>(nFeatures).fill(p),
});

const identity = (n: number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_entry, j) => (i === j ? 1 : 0)));

/** Only the zero input. */
const silence = (nFeatures: number): SampledInputs => ({
  x: new Float64Array(nFeatures),
  nSamples: 1,
  nFeatures,
  emptyWeight: 1,
});

describe('inputs', () => {
  const law: DataLaw = {
    nFeatures: 5,
    importance: [1, 1, 1, 1, 1],
    featureProbability: [0.3, 0, 0, 0, 0],
    groups: [
      { kind: 'correlated', features: [1, 2], probability: 0.2 },
      { kind: 'anticorrelated', features: [3, 4], probability: 0.4 },
    ],
  };
  const nSamples = 20_000;

  test.each([true, false])(
    'have the frequencies and means of their law (only non-empty ones drawn: %s)',
    (nonEmpty) => {
      const { x, emptyWeight } = drawInputs(law, nSamples, stream(1), { nonEmpty });
      expect(emptyWeight).toBeCloseTo(nonEmpty ? 0.7 * 0.8 * 0.6 : 0, 12);
      const count = (holds: (row: Float64Array) => boolean): number => {
        let n = 0;
        for (let s = 0; s < nSamples; s++) if (holds(x.subarray(5 * s, 5 * s + 5) as Float64Array)) n++;
        return ((1 - emptyWeight) * n) / nSamples;
      };
      const near = (share: number, p: number): void => {
        expect(Math.abs(share - p)).toBeLessThan(5 * Math.sqrt(0.25 / nSamples));
      };
      near(
        count((row) => row[0]! > 0),
        0.3,
      );
      near(
        count((row) => row[1]! > 0),
        0.2,
      );
      near(
        count((row) => row[3]! > 0),
        0.2,
      );
      near(
        count((row) => row[3]! > 0 || row[4]! > 0),
        0.4,
      );
      near(
        count((row) => row[0]! > 0.5),
        0.15,
      );
      // Independent units stay independent under the conditional law.
      near(
        count((row) => row[0]! > 0 && row[1]! > 0),
        0.06,
      );
      expect(count((row) => row[1]! > 0 !== row[2]! > 0)).toBe(0);
      expect(count((row) => row[3]! > 0 && row[4]! > 0)).toBe(0);
      expect(count((row) => row.every((value) => value === 0)) > 0).toBe(!nonEmpty);
    },
  );

  test('are the same for the same stream, and plain zeros where nothing is ever active', () => {
    expect(drawInputs(law, 10, stream(3)).x).toEqual(drawInputs(law, 10, stream(3)).x);
    const zeros = drawInputs(uniform(2, 0), 3, stream(1));
    expect([...zeros.x, zeros.emptyWeight]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    const always = drawInputs(uniform(2, 1), 3, stream(1));
    expect(always.x.every((value) => value > 0) && always.emptyWeight === 0).toBe(true);
  });

  test('refuse laws that are none', () => {
    for (const bad of [
      { ...law, nFeatures: 0 },
      uniform(1, Number.NaN),
      { ...law, groups: [...law.groups!, law.groups![0]!] },
    ]) {
      expect(() => drawInputs(bad, 1, stream(1))).toThrow(InvalidArgumentError);
    }
    expect(() => drawInputs({ ...law, nFeatures: 4, groups: [] }, 1, stream(1))).toThrow(ShapeError);
    expect(() => drawInputs(law, 0, stream(1))).toThrow(InvalidArgumentError);
  });
});

test('attack directions are the unit rows of W^T W, and 1 / D_i is the squared length of tight frames', () => {
  const { directions, shifts, lengths } = attackDirections(viewOf(tegum(digon(), polygon(5), [[0]])));
  const r = Math.SQRT1_2;
  [r, -r, 0, 0, 0, 0, 0, 0].forEach((value, j) => expect(directions[j]).toBeCloseTo(value, 12));
  expect(lengths[0]! ** 2).toBeCloseTo(2, 12);
  expect(lengths[2]! ** 2).toBeCloseTo(5 / 2, 12);
  // The strongest answer is at the attacked output: |M_i|.
  expect(shifts[0]).toBeCloseTo(lengths[0]!, 12);
  expect(shifts[2 * 8 + 2]).toBeCloseTo(lengths[2]!, 12);
  expect([...directions.subarray(7 * 8), lengths[7]]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

describe('closed forms', () => {
  test('orthonormal features lose epsilon^2, fixed and per example, exactly and by samples', () => {
    const model = modelOf(identity(3));
    const law = uniform(3, 0.2);
    const samples = drawInputs(law, 50, stream(2));
    const outcomes = [
      fixedAttacks(model, { law }, { epsilon: 0.05 }),
      fixedAttacks(model, { samples }, { epsilon: 0.05 }),
      perExampleAttacks(model, samples, { epsilon: 0.05 }),
    ];
    for (const outcome of outcomes) {
      expect(outcome.cleanLoss).toBeCloseTo(0, 14);
      expect(outcome.growth).toBeCloseTo(0.0025, 12);
      expect(vulnerability(outcome).ratio).toBeCloseTo(1, 9);
    }
    expect(orthonormalGrowth(0.05)).toBeCloseTo(0.0025, 15);
    const importance = [1, 3, 2];
    const weighted = fixedAttacks(model, { samples }, { epsilon: 0.05, importance });
    expect(weighted.worstFeature).toBe(1);
    expect(weighted.worstSign).toBe(1);
    expect(vulnerability(weighted, orthonormalGrowth(0.05, importance)).ratio).toBeCloseTo(1, 9);
  });

  // |M d|^2 = (n/m)^2 e^2 in all; the positive outputs have under +d the share that the negative ones have under -d.
  const golden = (1 + Math.sqrt(5)) / 2;
  test.each([
    ['digon', 2, 2, digon()],
    ['triangle', 1.5, 0.75, polygon(3)],
    ['pentagon', 2.5 * (1 + 0.5 / golden ** 2), 2.5 * (1.5 - 0.5 / golden ** 2), polygon(5)],
  ])('a %s at rest without bias is %f (+) and %f (-) times as vulnerable', (_, plus, minus, rows) => {
    const model = modelOf(rows);
    const fixed = fixedAttacks(model, { samples: silence(rows.length) }, { epsilon: 0.1 });
    expect(fixed.attackedLoss[0]! / 0.01).toBeCloseTo(plus, 10);
    expect(fixed.attackedLoss[1]! / 0.01).toBeCloseTo(minus, 10);
    expect(vulnerability(fixed).ratio).toBeCloseTo(Math.max(plus, minus), 10);
    const each = perExampleAttacks(model, silence(rows.length), { epsilon: 0.1 });
    expect(each.growth).toBeCloseTo(fixed.growth, 12);
    expect(each.chosen.reduce((sum, share) => sum + share, 0)).toBe(1);
  });

  test('a negative bias masks a small fixed attack at rest altogether', () => {
    const model = modelOf(polygon(5), -0.3);
    expect(fixedAttacks(model, { samples: silence(5) }, { epsilon: 0.1 }).growth).toBe(0);
  });
});

describe('against other ways', () => {
  const law = uniform(5, 0.2);
  const model: InstanceView = modelOf(
    polygon(5).map((row) => row.map((w) => 1.03 * w)),
    -0.13,
  );
  const input = { ...law, ...model };
  const epsilon = 0.1 * meanInputNorm(law);
  const samples = drawInputs(law, 20_000, stream(7));

  test('the exact fixed attack is the one of the theory package', () => {
    const outcome = fixedAttacks(model, { law }, { epsilon });
    const known = fixedAttackVulnerability(input);
    expect(outcome.method).toBe('exact');
    expect(outcome.cleanLoss).toBeCloseTo(reluOutputLoss(input), 14);
    expect(vulnerability(outcome).ratio).toBeCloseTo(known.relative, 10);
    expect(vulnerability(outcome).denominator).toBeCloseTo(epsilon ** 2, 14);
  });

  test('sampled fixed attacks agree with exact ones within their standard error', () => {
    const exact = fixedAttacks(model, { law }, { epsilon });
    const sampled = fixedAttacks(model, { samples }, { epsilon });
    const a = 2 * sampled.worstFeature + (sampled.worstSign === 1 ? 0 : 1);
    const growth = exact.attackedLoss[a]! - exact.cleanLoss;
    expect(sampled.standardError).toBeLessThan(0.05 * sampled.growth);
    expect(Math.abs(sampled.growth - growth) / sampled.standardError).toBeLessThan(4);
  });

  test('the worst attack per example agrees with the theory package and is never below the fixed one', () => {
    const each = perExampleAttacks(model, samples, { epsilon });
    const known = sampledWorstAttackGrowth(input, epsilon, 20_000, stream(8));
    const error = Math.hypot(each.standardError, known.standardError);
    expect(Math.abs(each.growth - known.mean) / error).toBeLessThan(4);
    expect(each.growth).toBeGreaterThan(2 * fixedAttacks(model, { samples }, { epsilon }).growth);
  });

  test('the ratio to another model is that of the growths, errors included', () => {
    const digons = fixedAttacks(modelOf(tegum(digon(), digon())), { samples: silence(4) }, { epsilon });
    const reference = fixedAttacks(modelOf(identity(2)), { samples: silence(2) }, { epsilon });
    const found = vulnerability({ ...digons, standardError: 0.1 }, { ...reference, standardError: 0.2 });
    expect(found.ratio).toBeCloseTo(2, 12);
    expect(found.standardError).toBeCloseTo(Math.hypot(0.1, 0.4) / epsilon ** 2, 9);
  });
});

test('attacks that cannot be compared, and options that are none, are refused', () => {
  const model = modelOf(digon());
  const samples = silence(2);
  const fixed = fixedAttacks(model, { samples }, { epsilon: 0.1 });
  const each = perExampleAttacks(model, samples, { epsilon: 0.1 });
  expect(() => vulnerability(fixed, each)).toThrow(InvalidArgumentError);
  expect(() => vulnerability(fixed, { ...fixed, epsilon: 0.2 })).toThrow(InvalidArgumentError);
  expect(() => vulnerability(fixed, { ...fixed, growth: 0 })).toThrow(InvalidArgumentError);
  for (const epsilon of [0, -1, Number.NaN, Infinity]) {
    expect(() => fixedAttacks(model, { samples }, { epsilon })).toThrow(InvalidArgumentError);
    expect(() => orthonormalGrowth(epsilon)).toThrow(InvalidArgumentError);
  }
  expect(() => perExampleAttacks(model, silence(3), { epsilon: 1 })).toThrow(ShapeError);
  expect(() => perExampleAttacks(model, samples, { epsilon: 1, importance: [1] })).toThrow(ShapeError);
  expect(() => perExampleAttacks({ ...model, bias: new Float64Array(1) }, samples, { epsilon: 1 })).toThrow(
    ShapeError,
  );
});
