import { describe, expect, test } from 'vitest';
import {
  BatchSampler,
  initialParameters,
  lossAndGradient,
  PARAMETER_NAMES,
  resolveRun,
  takeInstances,
  weightedLossAndGradient,
  zeroParameters,
  type LossProblem,
  type Parameters,
  type RunSpec,
} from '@toymodels/core';
import { MODEL_KINDS, smallRun } from './helpers.js';

function problemOf(spec: RunSpec): { problem: LossProblem; parameters: Parameters; x: Float64Array } {
  const run = resolveRun(spec);
  const initial = takeInstances(initialParameters(run), [0]);
  const parameters = zeroParameters(run.spec.model, 1, Float64Array);
  for (const name of PARAMETER_NAMES) parameters[name]?.set(initial[name]!);
  // Biases off zero, so that no unit sits on the kink of a ReLU.
  parameters.bias.forEach((_, i) => (parameters.bias[i] = 0.11 - 0.07 * i));
  parameters.hiddenBias?.forEach((_, j) => (parameters.hiddenBias![j] = 0.05 + 0.03 * j));
  const x = Float64Array.from(new BatchSampler(run, 0).batch(0, 20));
  const problem = {
    model: run.spec.model,
    importance: run.importance.subarray(0, run.nFeatures),
    hiddenL1: run.spec.training.hiddenL1,
  };
  return { problem, parameters, x };
}

const variants: [string, RunSpec][] = MODEL_KINDS.flatMap((kind): [string, RunSpec][] => [
  [kind, smallRun({ model: { kind } })],
  [
    `${kind} with hidden bias and L1`,
    smallRun({ model: { kind, hiddenBias: true }, training: { hiddenL1: 0.3 } }),
  ],
  [`${kind} with n = m = 1`, smallRun({ model: { kind, nFeatures: 1, nHidden: 1 } })],
]);

describe('the reference gradient', () => {
  test.each(variants)('of %s equals central differences to 1e-7', (_, spec) => {
    const { problem, parameters, x } = problemOf(spec);
    const { gradient } = lossAndGradient(problem, parameters, x);
    const h = 1e-6;
    for (const name of PARAMETER_NAMES) {
      const theta = parameters[name];
      if (!theta) continue;
      for (let i = 0; i < theta.length; i++) {
        const value = theta[i]!;
        theta[i] = value + h;
        const above = lossAndGradient(problem, parameters, x).loss;
        theta[i] = value - h;
        const below = lossAndGradient(problem, parameters, x).loss;
        theta[i] = value;
        expect(Math.abs(gradient[name]![i]! - (above - below) / (2 * h))).toBeLessThan(1e-7);
      }
    }
  });

  test('of a fixed bias is zero', () => {
    const { problem, parameters, x } = problemOf(smallRun({ model: { outputBias: false } }));
    expect([...lossAndGradient(problem, parameters, x).gradient.bias]).toEqual([0, 0, 0, 0]);
  });
});

describe('loss and gradient follow PyTorch 2.13 to 1e-15', () => {
  // test/oracles/pytorch.py: kind, loss, dW, (dW2,) db
  const W = [0.5, -0.3, 0.2, 0.8, -0.7, 0.1];
  const unit = [0.3, 0, 0.9, 0, 0.6, 0.1];
  const cases = [
    {
      kind: 'linear',
      x: unit,
      loss: 0.31527526,
      dW: [0.2155474, -0.0476062, 0.0726252, -0.3452436, 0.2085046, -0.1530546],
      db: [-0.462, -0.6246, -0.4455],
    },
    {
      kind: 'relu-output',
      x: unit,
      loss: 0.22380606,
      dW: [0.0874314, -0.0124902, -0.0486468, -0.3492036, 0.4555566, -0.0807066],
      db: [0, -0.3582, -0.4455],
    },
    {
      kind: 'relu-hidden',
      x: unit,
      loss: 0.38441918,
      dW: [0, -0.002655, -0.0486468, -0.3492036, -0.0065808, -0.051201],
      db: [-0.2, -0.3582, -0.71766],
    },
    {
      kind: 'absolute-value',
      x: [0.3, 0, -0.9, 0, -0.6, 0.1],
      loss: 0.36696418,
      dW: [-0.0164664, 0, 0, 0, 0.0493992, 0],
      dW2: [0.08736, 0, 0, 0, -0.3891888, 0],
      db: [0.212, 0, -0.53946],
    },
  ] as const;
  test.each(cases)('$kind', ({ kind, x, loss: expectedLoss, dW, db, ...rest }) => {
    const run = resolveRun(smallRun({ model: { kind, nFeatures: 3 }, data: { importance: [1, 0.9, 0.81] } }));
    const problem = {
      model: run.spec.model,
      importance: run.importance,
      hiddenL1: kind === 'absolute-value' ? 0.1 : 0,
    };
    const untied =
      kind === 'absolute-value' ? { outputWeights: Float64Array.of(0.4, 0.6, -0.1, 0.9, 0.3, -0.2) } : {};
    const parameters = {
      nInstances: 1,
      nFeatures: 3,
      nHidden: 2,
      weights: Float64Array.from(W),
      bias: Float64Array.of(0.1, -0.2, 0.05),
      ...untied,
    };
    const { loss, gradient } = lossAndGradient(problem, parameters, Float64Array.from(x));
    const close = (values: ArrayLike<number>, expected: readonly number[]): void => {
      expect(values.length).toBe(expected.length);
      expected.forEach((value, i) => expect(Math.abs(values[i]! - value)).toBeLessThan(1e-15));
    };
    expect(Math.abs(loss - expectedLoss)).toBeLessThan(1e-15);
    close(gradient.weights, dW);
    close(gradient.bias, db);
    if ('dW2' in rest) close(gradient.outputWeights!, rest.dW2);
  });
});

describe('the reference loss', () => {
  test('is the sum over features, averaged over samples: two samples worked out by hand', () => {
    const { problem } = problemOf(
      smallRun({ model: { nFeatures: 2, nHidden: 1 }, data: { importance: [1, 0.5] } }),
    );
    const parameters: Parameters = {
      nInstances: 1,
      nFeatures: 2,
      nHidden: 1,
      weights: Float64Array.of(1, -1),
      bias: Float64Array.of(0, 0.25),
    };
    // x = (1, 0): z = (1, -0.75), y = (1, 0), error (0, 0).  x = (0.5, 1): h = -0.5, z = (-0.5, 0.75), y = (0, 0.75).
    const { loss } = lossAndGradient(problem, parameters, Float64Array.of(1, 0, 0.5, 1));
    expect(loss).toBeCloseTo((0 + (0.25 + 0.5 * 0.0625)) / 2, 15);
  });

  test('of the absolute-value model vanishes with one neuron a side', () => {
    const { problem } = problemOf(smallRun({ model: { kind: 'absolute-value', nFeatures: 1, nHidden: 2 } }));
    const weights = Float64Array.of(1, -1);
    const parameters: Parameters = {
      nInstances: 1,
      nFeatures: 1,
      nHidden: 2,
      weights,
      outputWeights: Float64Array.of(1, 1),
      bias: Float64Array.of(0),
    };
    expect(lossAndGradient(problem, parameters, Float64Array.of(-0.7, 0, 0.3)).loss).toBe(0);
  });

  test('of a ReLU-hidden model with weights of one sign is that of the ReLU-output model', () => {
    const hidden = problemOf(smallRun({ model: { kind: 'relu-hidden' } }));
    const output = problemOf(smallRun({ model: { kind: 'relu-output' } }));
    hidden.parameters.weights.forEach((w, i) => (hidden.parameters.weights[i] = Math.abs(w)));
    expect(lossAndGradient(hidden.problem, hidden.parameters, hidden.x).loss).toBe(
      lossAndGradient(output.problem, hidden.parameters, hidden.x).loss,
    );
  });

  test('L1 adds lambda times the mean of |h|_1', () => {
    const plain = problemOf(smallRun({ model: { kind: 'relu-hidden' } }));
    const penalised = { ...plain.problem, hiddenL1: 0.5 };
    let total = 0;
    for (let s = 0; s < 20; s++) {
      for (let j = 0; j < 2; j++) {
        let u = 0;
        for (let i = 0; i < 4; i++) u += plain.parameters.weights[i * 2 + j]! * plain.x[s * 4 + i]!;
        total += Math.max(0, u);
      }
    }
    const difference =
      lossAndGradient(penalised, plain.parameters, plain.x).loss -
      lossAndGradient(plain.problem, plain.parameters, plain.x).loss;
    expect(difference).toBeCloseTo((0.5 * total) / 20, 13);
  });
});

test('the weighted loss of non-empty samples has the expectation of the plain one, within 4.5 standard errors, with a tenth of its variance', () => {
  const spec = smallRun({ data: { featureProbability: 0.01 } });
  const { problem, parameters } = problemOf(spec);
  const estimates = (sampling: 'iid' | 'non-empty'): number[] => {
    const run = resolveRun(smallRun({ data: { featureProbability: 0.01 }, training: { sampling } }));
    const sampler = new BatchSampler(run, 0);
    return Array.from(
      { length: 400 },
      (_, t) => weightedLossAndGradient(problem, parameters, sampler.batch(t, 100), sampler.activity).loss,
    );
  };
  const moments = (values: number[]): [number, number] => {
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    return [mean, values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1)];
  };
  const [plain, plainVariance] = moments(estimates('iid'));
  const [weighted, weightedVariance] = moments(estimates('non-empty'));
  expect(Math.abs(plain - weighted)).toBeLessThan(4.5 * Math.sqrt((plainVariance + weightedVariance) / 400));
  expect(weightedVariance).toBeLessThan(plainVariance / 10);
});
