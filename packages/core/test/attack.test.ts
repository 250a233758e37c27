import { describe, expect, test } from 'vitest';
import {
  attackDirections,
  attackedBatch,
  AttackSampler,
  BatchSampler,
  initialParameters,
  InvalidArgumentError,
  lossAndGradient,
  referenceBackend,
  resolveRun,
  takeInstances,
  trainToEnd,
  zeroParameters,
  type AttackSpec,
  type RunResult,
  type RunSpec,
} from '@toymodels/core';
import { smallRun } from './helpers.js';

const backend = referenceBackend();
const ATTACK: AttackSpec = { share: 0.5, epsilon: 0.4 };
const attackedRun = (attack: AttackSpec = ATTACK, training: RunSpec['training'] = {}): RunSpec =>
  smallRun({ training: { ...training, attack } });
const norm = (v: Float64Array): number => Math.sqrt(v.reduce((sum, each) => sum + each * each, 0));

describe('the attacks drawn', () => {
  const N = 60_000;
  const run = resolveRun(attackedRun({ share: 0.3, epsilon: 1 }));
  const attacks = new AttackSampler(run, 0).attacks(2, N);

  test('hit the share of the samples that was asked for, every feature and both signs as often', () => {
    const bound = (p: number): number => 4.5 * Math.sqrt((p * (1 - p)) / N); // 4.5 standard errors
    expect(Math.abs(attacks.filter((each) => each !== 0).length / N - 0.3)).toBeLessThan(bound(0.3));
    for (const each of [1, 2, 3, 4, -1, -2, -3, -4]) {
      const found = attacks.filter((attack) => attack === each).length;
      expect(Math.abs(found / N - 0.3 / 8)).toBeLessThan(bound(0.3 / 8));
    }
  });

  test('are a pure function of model and step, and those of fewer samples the first of more', () => {
    const sampler = new AttackSampler(run, 0);
    sampler.attacks(7, 300);
    expect(sampler.attacks(2, N)).toEqual(attacks);
    expect(sampler.attacks(2, 301)).toEqual(attacks.subarray(0, 301));
    expect(sampler.attacks(3, 300)).not.toEqual(attacks.subarray(0, 300));
  });

  test('are all samples for a share of 1', () => {
    const all = new AttackSampler(resolveRun(attackedRun({ share: 1, epsilon: 1 })), 0).attacks(0, 500);
    expect(all.includes(0)).toBe(false);
  });

  test('do not depend on what else the features are', () => {
    const sparser = resolveRun({
      ...attackedRun({ share: 0.3, epsilon: 1 }),
      data: { featureProbability: 0.01 },
    });
    expect(new AttackSampler(sparser, 0).attacks(2, N)).toEqual(attacks);
  });
});

describe('the direction of an attack', () => {
  // A pentagon: M_ij = cos(72 degrees (i - j)), |M_i|^2 = sum cos^2 = 5/2.
  const pentagon = Float64Array.from({ length: 10 }, (_, at) => {
    const angle = (2 * Math.PI * (at >> 1)) / 5;
    return at % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
  });

  test('on a feature of a pentagon is cos(72 degrees (i - j)) / sqrt(5/2)', () => {
    const directions = attackDirections(pentagon, 5, 2);
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 5; j++) {
        const expected = Math.cos((2 * Math.PI * (i - j)) / 5) / Math.sqrt(2.5);
        expect(directions[i * 5 + j]).toBeCloseTo(expected, 14);
      }
    }
  });

  test('on a feature that is not represented is none: such samples stay as they are', () => {
    const directions = attackDirections(Float64Array.of(1, 0, 0, 0, 0, 1), 3, 2);
    expect([...directions]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 1]);
    const x = Float64Array.of(0.5, 0, 0.25);
    expect(attackedBatch(x, Int32Array.of(2), directions, 0.1)).toEqual(x);
  });

  test('moves an attacked sample by epsilon along the row or against it, and no other sample', () => {
    const directions = attackDirections(pentagon, 5, 2);
    const x = Float64Array.from({ length: 15 }, (_, i) => i / 20);
    const attacked = attackedBatch(x, Int32Array.of(0, 3, -1), directions, 0.7);
    const moved = attacked.map((value, i) => value - x[i]!);
    expect([...moved.subarray(0, 5)]).toEqual([0, 0, 0, 0, 0]);
    expect(norm(moved.subarray(5, 10))).toBeCloseTo(0.7, 14);
    expect(moved[7]! / 0.7).toBeCloseTo(directions[2 * 5 + 2]!, 14);
    expect(moved[10]! / 0.7).toBeCloseTo(-directions[0]!, 14);
  });
});

test('the gradient is the central difference of the loss to 1e-7, with the attack held', () => {
  for (const kind of ['linear', 'relu-output'] as const) {
    const run = resolveRun(smallRun({ model: { kind, hiddenBias: true }, training: { attack: ATTACK } }));
    const initial = takeInstances(initialParameters(run), [0]);
    const parameters = zeroParameters(run.spec.model, 1, Float64Array);
    parameters.weights.set(initial.weights);
    parameters.bias.set([0.11, 0.04, -0.03, -0.1]);
    parameters.hiddenBias!.set([0.05, -0.02]);
    const x = new BatchSampler(run, 0).batch(0, 20);
    const attacks = new AttackSampler(run, 0).attacks(0, 20);
    const attacked = attackedBatch(x, attacks, attackDirections(initial.weights, 4, 2), 0.4);
    const problem = { model: run.spec.model, importance: run.importance, hiddenL1: 0.2 };
    const { gradient } = lossAndGradient(problem, parameters, attacked, x);
    const h = 1e-6;
    for (const name of ['weights', 'bias', 'hiddenBias'] as const) {
      const theta = parameters[name]!;
      theta.forEach((value, i) => {
        theta[i] = value + h;
        const above = lossAndGradient(problem, parameters, attacked, x).loss;
        theta[i] = value - h;
        const below = lossAndGradient(problem, parameters, attacked, x).loss;
        theta[i] = value;
        expect(Math.abs(gradient[name]![i]! - (above - below) / (2 * h))).toBeLessThan(1e-7);
      });
    }
  }
});

describe('adversarial training', () => {
  const run = (spec: RunSpec, options: object = {}): Promise<RunResult> =>
    trainToEnd(spec, { backend, ...options });

  test('of a share of 0, or by an epsilon of 0, gives the bits of training without attacks', async () => {
    const plain = await run(smallRun());
    for (const attack of [
      { share: 0, epsilon: 0.4 },
      { share: 0.5, epsilon: 0 },
    ]) {
      const { state, history } = await run(attackedRun(attack));
      expect(state).toEqual(plain.state);
      expect(history).toEqual(plain.history);
    }
    expect((await run(attackedRun())).state.parameters).not.toEqual(plain.state.parameters);
  });

  test('stopped and resumed gives the bits of a straight run', async () => {
    const half = await run(attackedRun(), { until: 7 });
    expect(await run(attackedRun(), { resume: half })).toEqual(await run(attackedRun()));
  });

  test('of an instance does not depend on the others', async () => {
    const at = (instances: RunSpec['instances']): Promise<RunResult> =>
      run({ ...attackedRun(), instances: instances! });
    const two = await at({ count: 2, featureProbability: [0.1, 0.5] });
    const alone = await at({ first: 1, featureProbability: [0.5] });
    expect(two.state.parameters.weights.subarray(8)).toEqual(alone.state.parameters.weights);
  });

  test('by an orthonormal linear model adds exactly share epsilon^2 to the loss of a step', async () => {
    // W = 1: M_i is the unit vector e_i, and x' - x = epsilon s e_i.
    const spec: RunSpec = {
      model: { kind: 'linear', nFeatures: 3, nHidden: 3 },
      data: { featureProbability: 0.5 },
      training: {
        steps: 1,
        batchSize: 500,
        recordEvery: 1,
        evaluationSamples: 8,
        attack: { share: 1, epsilon: 0.4 },
      },
    };
    const initial = zeroParameters(resolveRun(spec).spec.model, 1);
    initial.weights.set([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    const { history } = await run(spec, { initial });
    expect(history.loss[0]).toBeCloseTo(0.16, 12);
  });
});

describe('an attack that means nothing is refused', () => {
  const refused = (spec: RunSpec): string => {
    try {
      resolveRun(spec);
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidArgumentError);
      return (error as Error).message;
    }
    return 'accepted';
  };

  test.for(['relu-hidden', 'absolute-value'] as const)('on the model %s', (kind) => {
    const message = refused(smallRun({ model: { kind }, training: { attack: ATTACK } }));
    expect(message).toContain(`given the model ${kind}, allowed are linear and relu-output`);
  });

  test('with sampling of non-empty inputs', () => {
    expect(refused(attackedRun(ATTACK, { sampling: 'non-empty' }))).toContain('use "iid"');
  });

  test('with a share, a length or a target that there is not', () => {
    expect(refused(attackedRun({ share: 1.2, epsilon: 1 }))).toContain('training.attack.share: given 1.2');
    expect(refused(attackedRun({ share: NaN, epsilon: 1 }))).toContain('training.attack.share: given NaN');
    expect(refused(attackedRun({ share: 1, epsilon: -1 }))).toContain('training.attack.epsilon: given -1');
    const target = 'worst' as 'random-feature';
    expect(refused(attackedRun({ share: 1, epsilon: 1, target }))).toContain('given "worst"');
    const typo = { share: 1, epsilon: 1, epsilom: 2 };
    expect(refused(attackedRun(typo))).toContain('training.attack.epsilom: unknown key');
  });
});

test('the complete spec has the target filled in, and nothing where no attack was asked for', () => {
  expect(resolveRun(attackedRun()).spec.training.attack).toEqual({ ...ATTACK, target: 'random-feature' });
  expect('attack' in resolveRun(smallRun()).spec.training).toBe(false);
});
