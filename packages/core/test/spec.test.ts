import { describe, expect, test } from 'vitest';
import {
  completeSpec,
  curveAt,
  InvalidArgumentError,
  resolveRun,
  runSpecJsonSchema,
  type RunSpec,
} from '@toymodels/core';
import { roundTrip, smallRun } from './helpers.js';

describe('a run spec', () => {
  test('gets the defaults of the notebook where nothing is said', () => {
    const spec = completeSpec({
      model: { kind: 'relu-output', nFeatures: 5, nHidden: 2 },
      data: { featureProbability: 0.1 },
    });
    expect(spec).toEqual({
      model: { kind: 'relu-output', nFeatures: 5, nHidden: 2, outputBias: true, hiddenBias: false },
      data: { featureProbability: 0.1, importance: 1, range: 'unit', sets: [] },
      instances: { count: 1, first: 0 },
      training: {
        steps: 10_000,
        batchSize: 1024,
        optimiser: {
          learningRate: 1e-3,
          schedule: 'constant',
          finalRate: 0,
          beta1: 0.9,
          beta2: 0.999,
          epsilon: 1e-8,
          weightDecay: 0.01,
        },
        initialisation: { scale: 1, bias: 0 },
        sampling: 'iid',
        hiddenL1: 0,
        restarts: { count: 1, keep: 'best' },
        recordEvery: 100,
        evaluationSamples: 32_768,
      },
      seed: 0,
    });
  });

  test('draws absolute-value data from [-1, 1] unless told otherwise', () => {
    const model = { kind: 'absolute-value', nFeatures: 3, nHidden: 6 } as const;
    expect(completeSpec({ model, data: { featureProbability: 1 } }).data.range).toBe('signed');
    expect(completeSpec({ model, data: { featureProbability: 1, range: 'unit' } }).data.range).toBe('unit');
  });

  test('is unchanged by completing it twice, through JSON', () => {
    const once = completeSpec(
      smallRun({
        instances: { count: 3, featureProbability: { curve: 'logarithmic', first: 1, last: 0.01 } },
      }),
    );
    expect(completeSpec(roundTrip(once) as RunSpec)).toEqual(once);
  });

  test('has a JSON Schema that refuses unknown keys', () => {
    const schema = runSpecJsonSchema() as {
      properties: { model: { required: string[]; additionalProperties: boolean } };
    };
    expect(schema.properties.model.required).toEqual(['kind', 'nFeatures', 'nHidden']);
    expect(schema.properties.model.additionalProperties).toBe(false);
  });
});

describe('resolving', () => {
  test('lays curves over features and over instances', () => {
    const run = resolveRun(
      smallRun({
        model: { nFeatures: 3 },
        instances: { count: 3, featureProbability: { curve: 'logarithmic', first: 1, last: 0.01 } },
      }),
    );
    expect(Array.from(run.featureProbability.filter((_, i) => i % 3 === 0))).toEqual([
      1,
      expect.closeTo(0.1, 14),
      0.01,
    ]);
    expect([...run.importance.subarray(0, 3)]).toEqual([1, 0.9, 0.9 * 0.9]);
  });

  test('takes a vector an instance', () => {
    const run = resolveRun(
      smallRun({ model: { nFeatures: 2 }, instances: { count: 2, importance: [[1, 5], 2] } }),
    );
    expect([...run.importance]).toEqual([1, 5, 2, 2]);
  });

  test('orders draw units by their first member', () => {
    const { units } = resolveRun(
      smallRun({ data: { sets: [{ kind: 'anticorrelated', features: [3, 1] }] } }),
    );
    expect(units).toEqual([
      { kind: 'single', features: [0] },
      { kind: 'anticorrelated', features: [3, 1] },
      { kind: 'single', features: [2] },
    ]);
  });

  test('evaluates the named curves at their ends and between', () => {
    expect([0, 1, 2].map((i) => curveAt({ curve: 'linear', first: 1, last: 2 }, i, 3))).toEqual([1, 1.5, 2]);
    expect(curveAt({ curve: 'linear', first: 1, last: 2 }, 0, 1)).toBe(1);
    expect(curveAt({ curve: 'logarithmic', first: 4, last: 9 }, 1, 3)).toBeCloseTo(6, 13);
    expect(curveAt({ curve: 'geometric', first: 2, ratio: 0.5 }, 3, 9)).toBe(0.25);
  });
});

describe('a bad spec is refused with what was given and what is allowed', () => {
  const cases: [string, unknown, RegExp][] = [
    ['n < 1', smallRun({ model: { nFeatures: 0 } }), /model\.nFeatures: given 0; .*>=1/],
    ['m < 1', smallRun({ model: { nHidden: -2 } }), /model\.nHidden: given -2; .*>=1/],
    ['NaN', smallRun({ data: { featureProbability: NaN } }), /data\.featureProbability: given NaN/],
    [
      'probability above 1',
      smallRun({ data: { featureProbability: 1.5 } }),
      /featureProbability: given 1\.5; .*<=1/,
    ],
    [
      'negative probability in a vector',
      smallRun({ data: { featureProbability: [0, 0, -0.1, 1] } }),
      /featureProbability\[2\]: given -0\.1/,
    ],
    [
      'curve that leaves [0, 1]',
      smallRun({ data: { featureProbability: { curve: 'geometric', first: 1, ratio: 2 } } }),
      /feature 1 of instance 0 has featureProbability 2/,
    ],
    [
      'vector of the wrong length',
      smallRun({ data: { importance: [1, 2] } }),
      /importance has 2 values for 4 features/,
    ],
    [
      'wrong number of instances',
      smallRun({ instances: { count: 2, importance: [1] } }),
      /1 entries for 2 instances/,
    ],
    ['unknown key', { ...smallRun(), modle: 1 }, /modle: unknown key/],
    [
      'unknown nested key',
      smallRun({ training: { optimiser: { lr: 1 } as never } }),
      /training\.optimiser\.lr: unknown key/,
    ],
    [
      'unknown model',
      smallRun({ model: { kind: 'gelu' as never } }),
      /model\.kind: given "gelu"; .*"linear"/,
    ],
    [
      'feature twice in a set',
      smallRun({ data: { sets: [{ kind: 'correlated', features: [1, 1] }] } }),
      /names feature 1 twice/,
    ],
    [
      'feature in two sets',
      smallRun({
        data: {
          sets: [
            { kind: 'correlated', features: [0, 1] },
            { kind: 'correlated', features: [1, 2] },
          ],
        },
      }),
      /feature 1 is in data\.sets\[0\] and in data\.sets\[1\]/,
    ],
    [
      'feature that does not exist',
      smallRun({ data: { sets: [{ kind: 'correlated', features: [0, 4] }] } }),
      /names feature 4; .* 0 to 3/,
    ],
    [
      'set of unequal probability',
      smallRun({
        data: { featureProbability: [0.1, 0.2, 0.1, 0.1], sets: [{ kind: 'correlated', features: [0, 1] }] },
      }),
      /features 0 and 1 of one correlated set/,
    ],
    [
      'non-empty samples of nothing',
      smallRun({ data: { featureProbability: 0 }, training: { sampling: 'non-empty' } }),
      /no feature of instance 0 is ever active/,
    ],
    ['fractional steps', smallRun({ training: { steps: 1.5 } }), /training\.steps: given 1\.5/],
    ['seed above 2^53', smallRun({ seed: 2 ** 60 }), /seed: given/],
    ['no object', 'relu-output', /the whole: given "relu-output"; expected object/],
  ];
  test.each(cases)('%s', (_, spec, message) => {
    expect(() => resolveRun(spec as RunSpec)).toThrow(InvalidArgumentError);
    expect(() => resolveRun(spec as RunSpec)).toThrow(message);
  });

  test('all complaints come at once', () => {
    const act = (): unknown => resolveRun(smallRun({ model: { nFeatures: 0 }, training: { batchSize: 0 } }));
    expect(act).toThrow(/nFeatures[\s\S]*batchSize/);
  });
});
