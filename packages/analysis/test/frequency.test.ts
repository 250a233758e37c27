import { drawInputs, lossPerActivation, type InstanceView } from '@toymodels/analysis';
import { InvalidArgumentError, RandomStream, ShapeError, streamKey } from '@toymodels/core';
import { reluOutputLoss, type DataLaw } from '@toymodels/theory';
import { expect, test } from 'vitest';
import { digon, tegum, viewOf } from './sets.js';

const p = 0.2;
/** One dedicated feature, one digon, one feature left out at its best bias. */
const model: InstanceView = {
  ...viewOf(tegum([[1]], digon(), [[0]])),
  bias: Float64Array.of(0, 0, 0, p / 2),
};
const law: DataLaw = { nFeatures: 4, importance: [2, 1, 1, 1], featureProbability: [p, p, p, p] };

test('a dedicated feature saves I (1/3 - p/4) an activation, a member of a digon p/6 less', () => {
  const { features, method } = lossPerActivation(model, law);
  expect(method).toBe('exact');
  expect(features.map(({ kind }) => kind)).toEqual([
    'dedicated',
    'superposed',
    'superposed',
    'unrepresented',
  ]);
  const alone = 1 / 3 - p / 4;
  // Both members active: E min(x_1, x_2)^2 = 1/6 with chance p^2, the rest is read without error.
  [2 * alone, alone - p / 6, alone - p / 6, 0].forEach((expected, i) =>
    expect(features[i]!.savedPerActivation).toBeCloseTo(expected, 12),
  );
  expect(features.map(({ dimensions }) => dimensions)).toEqual([1, 0.5, 0.5, 0]);
  expect(features[1]!.dedicatedPerActivation).toBeCloseTo(alone, 12);
});

test('superposition saves more per dimension and less per activation, each dimension is used twice as often', () => {
  const { superposed, dedicated, superposedIfDedicated } = lossPerActivation(model, {
    ...law,
    importance: [1, 1, 1, 1],
  });
  const alone = 1 / 3 - p / 4;
  expect(superposed.nFeatures).toBe(2);
  expect(superposed.dimensions).toBeCloseTo(1, 12);
  expect(superposed.activationsPerDimension).toBeCloseTo(2 * p, 12);
  expect(dedicated.activationsPerDimension).toBeCloseTo(p, 12);
  expect(superposed.savedPerDimension).toBeCloseTo(2 * p * (alone - p / 6), 12);
  expect(superposed.savedPerDimension).toBeGreaterThan(dedicated.savedPerDimension);
  expect(superposed.savedPerActivation).toBeLessThan(dedicated.savedPerActivation);
  expect(superposedIfDedicated.savedPerActivation).toBeCloseTo(alone, 12);
  expect(superposedIfDedicated.dimensions).toBe(2);
});

test('errors add up to the exact loss, and samples agree with it', () => {
  const { features } = lossPerActivation(model, law);
  const loss = features.reduce((sum, { error }) => sum + error, 0);
  expect(loss).toBeCloseTo(reluOutputLoss({ ...law, ...model }), 13);
  const samples = drawInputs(law, 40_000, new RandomStream(streamKey(1, 'evaluation')));
  const sampled = lossPerActivation(model, law, { samples });
  expect(sampled.method).toBe('sampled');
  sampled.features.forEach(({ error }, i) =>
    expect(Math.abs(error - features[i]!.error)).toBeLessThan(0.0006),
  );
});

test('features that are never active are worth nothing, and groups count as often as their members fire', () => {
  const never = lossPerActivation(model, { ...law, featureProbability: [0, 0, 0, 0] });
  expect(never.features.every(({ savedPerActivation }) => savedPerActivation === 0)).toBe(true);
  const grouped = lossPerActivation(model, {
    ...law,
    groups: [{ kind: 'anticorrelated', features: [1, 2], probability: 0.5 }],
  });
  expect(grouped.features.map(({ activationFrequency }) => activationFrequency)).toEqual([p, 0.25, 0.25, p]);
  // Never both at once: a digon of anticorrelated features makes no error.
  expect(grouped.features[1]!.error).toBeCloseTo(0, 14);
});

test('degenerate models and wrong lengths', () => {
  const one: InstanceView = { ...viewOf([[0]]), bias: Float64Array.of(0) };
  const single = { nFeatures: 1, importance: [1], featureProbability: [1] };
  const { features, superposed } = lossPerActivation(one, single);
  expect(features[0]!.saved).toBeCloseTo(1 / 12 - 1 / 3, 12);
  expect(superposed.savedPerActivation).toBe(0);
  expect(() => lossPerActivation(model, single)).toThrow(ShapeError);
  expect(() => lossPerActivation(one, single, undefined, { sharedSuperposition: Number.NaN })).toThrow(
    InvalidArgumentError,
  );
});
