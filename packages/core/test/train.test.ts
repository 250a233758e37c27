import { describe, expect, test } from 'vitest';
import {
  InvalidArgumentError,
  referenceBackend,
  ShapeError,
  train,
  trainToEnd,
  zeroParameters,
  type RunResult,
  type RunSpec,
  type TrainingEvent,
} from '@toymodels/core';
import { MODEL_KINDS, smallRun } from './helpers.js';

const backend = referenceBackend();
const run = (spec: RunSpec, options: Partial<Parameters<typeof trainToEnd>[1]> = {}): Promise<RunResult> =>
  trainToEnd(spec, { backend, ...options });

describe('train', () => {
  test('yields progress and checkpoints, and returns the result', async () => {
    const events: TrainingEvent[] = [];
    const iterator = train(smallRun(), { backend, checkpoints: [0, 6, 12] });
    let next = await iterator.next();
    for (; !next.done; next = await iterator.next()) events.push(next.value);
    expect(events.filter((event) => event.kind === 'checkpoint').map(({ step }) => step)).toEqual([0, 6, 12]);
    const progress = events.filter((event) => event.kind === 'progress').map(({ done }) => done);
    expect(progress.at(-1)).toBe(1);
    expect([...progress].sort((a, b) => a - b)).toEqual(progress);
    const result = next.value;
    expect(result.status).toBe('finished');
    expect(result.checkpoints[2]!.parameters).toEqual(result.state.parameters);
  });

  test.each(MODEL_KINDS)(
    'the same spec and seed give the same bits, another seed does not: %s',
    async (kind) => {
      const spec = smallRun({ model: { kind } });
      const first = await run(spec);
      expect(await run(spec)).toEqual(first);
      expect((await run({ ...spec, seed: 2 })).parameters.weights).not.toEqual(first.parameters.weights);
    },
  );

  test.each(MODEL_KINDS)(
    'stopping and resuming is the same as going straight through, bit for bit: %s',
    async (kind) => {
      const spec = smallRun({
        model: { kind },
        training: { optimiser: { schedule: 'cosine', learningRate: 0.01 } },
      });
      const straight = await run(spec, { checkpoints: [3, 9] });
      const half = await run(spec, { until: 7, checkpoints: [3] });
      expect(half.models[0]!.step).toBe(7);
      expect(await run(spec, { resume: half, checkpoints: [3, 9] })).toEqual(straight);
    },
  );

  test('an instance does not depend on the others', async () => {
    const three = await run(smallRun({ instances: { count: 3, featureProbability: [0.1, 0.5, 0.3] } }));
    const alone = await run(smallRun({ instances: { count: 1, first: 2, featureProbability: [0.3] } }));
    expect(three.parameters.weights.subarray(16)).toEqual(alone.parameters.weights);
    expect(three.models[2]!.loss).toBe(alone.models[0]!.loss);
  });

  test('brings a linear model within 2 % of its exact minimum, the variance of the features it drops', async () => {
    const spec = smallRun({
      model: { kind: 'linear' },
      training: {
        steps: 1500,
        batchSize: 64,
        evaluationSamples: 50_000,
        optimiser: { learningRate: 0.02, schedule: 'linear' },
      },
    });
    const result = await run(spec);
    const variance = 0.4 / 3 - 0.4 ** 2 / 4;
    const exact = (0.9 ** 2 + 0.9 ** 3) * variance;
    expect(result.models[0]!.loss / exact).toBeGreaterThan(0.98);
    expect(result.models[0]!.loss / exact).toBeLessThan(1.02);
  });

  test('has a history that tells the mean of each window', async () => {
    const spec = smallRun({ training: { steps: 400, recordEvery: 100, optimiser: { learningRate: 0.02 } } });
    const { history } = await run(spec);
    expect([...history.step]).toEqual([100, 200, 300, 400]);
    const everyStep = await run({ ...spec, training: { ...spec.training, recordEvery: 1 } });
    for (let window = 0; window < 4; window++) {
      const losses = everyStep.history.loss.subarray(window * 100, window * 100 + 100);
      expect(history.loss[window]!).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / 100, 13);
    }
  });

  test('keeps the best restart, all but the worst, or all', async () => {
    const spec = (keep: 'best' | 'all-but-worst' | 'all'): RunSpec =>
      smallRun({ instances: { count: 2 }, training: { restarts: { count: 3, keep } } });
    const all = await run(spec('all'));
    expect(all.parameters.nInstances).toBe(6);
    for (const [keep, expected] of [
      ['best', 1],
      ['all-but-worst', 2],
    ] as const) {
      const kept = await run(spec(keep));
      expect(kept.models.map(({ loss }) => loss)).toEqual(all.models.map(({ loss }) => loss));
      for (const instance of [0, 1]) {
        const models = kept.models.filter((model) => model.instance === instance);
        const order = [...models].sort((a, b) => a.loss - b.loss);
        expect(models.filter(({ selected }) => selected).sort((a, b) => a.loss - b.loss)).toEqual(
          order.slice(0, expected),
        );
      }
    }
    const best = await run(spec('best'));
    const index = best.models.findIndex(({ selected }) => selected);
    expect(best.parameters.weights.subarray(0, 8)).toEqual(
      all.parameters.weights.subarray(index * 8, index * 8 + 8),
    );
  });

  test('zero steps give the initial model', async () => {
    const result = await run(smallRun({ training: { steps: 0, initialisation: { scale: 0, bias: 0.25 } } }), {
      checkpoints: [0],
    });
    expect(result.parameters.weights.every((weight) => weight === 0)).toBe(true);
    expect([...result.parameters.bias]).toEqual(Array(4).fill(0.25));
    expect(result.history.step.length).toBe(0);
  });

  test('a fixed output bias stays where it began', async () => {
    const { parameters } = await run(
      smallRun({ model: { outputBias: false }, training: { initialisation: { bias: 0.5 } } }),
    );
    expect([...parameters.bias]).toEqual(Array(4).fill(0.5));
  });
});

describe('an aborted run', () => {
  test('brings back what was done, and goes on from there to the same end', async () => {
    const spec = smallRun({ training: { steps: 30 }, instances: { count: 2 } });
    const controller = new AbortController();
    const aborted = await run(spec, {
      signal: controller.signal,
      onProgress: ({ step }) => {
        if (step >= 7) controller.abort();
      },
    });
    expect(aborted.status).toBe('aborted');
    expect(aborted.models[0]!.step).toBeGreaterThanOrEqual(7);
    expect(aborted.models[0]!.step).toBeLessThan(30);
    expect(aborted.models[0]!.loss).toBeNaN();
    expect(await run(spec, { resume: aborted })).toEqual(await run(spec));
  });

  test('of a backend that is not reproducible is not made so by one that goes on from it', async () => {
    const half = await run(smallRun(), { until: 2 });
    const there = { ...half, backend: { ...half.backend, name: 'elsewhere', reproducible: false } };
    const resumed = await run(smallRun(), { resume: there });
    expect(resumed.backend).toEqual({ ...half.backend, reproducible: false });
    expect((await run(smallRun(), { resume: half })).backend.reproducible).toBe(true);
  });

  test('that was aborted before it began does nothing', async () => {
    const result = await run(smallRun(), { signal: AbortSignal.abort() });
    expect([result.status, result.models[0]!.step]).toEqual(['aborted', 0]);
  });

  test('stops when its iterator is left', async () => {
    for await (const event of train(smallRun({ training: { steps: 1_000_000 } }), { backend })) {
      expect(event.kind).toBe('progress');
      break;
    }
  });
});

test('a run whose loss is no number says so, model by model', async () => {
  const spec = smallRun({
    instances: { count: 2, importance: [1, 1e300] },
    training: { optimiser: { learningRate: 1e200 } },
  });
  const result = await run(spec);
  expect(result.status).toBe('diverged');
  expect(result.models.every(({ diverged }) => diverged)).toBe(true);
});

describe('bad options are refused before any work', () => {
  const parameters = zeroParameters({ kind: 'linear', nFeatures: 3, nHidden: 2 }, 1);
  test.each([
    ['a checkpoint past the end', { checkpoints: [13] }, /invalid checkpoint: 13; .*0 to 12/],
    ['a checkpoint that is no step', { checkpoints: [NaN] }, /invalid checkpoint: NaN/],
    ['an end past the end', { until: 100 }, /invalid until: 100/],
  ])('%s', async (_, options, message) => {
    await expect(run(smallRun(), options)).rejects.toThrow(InvalidArgumentError);
    await expect(run(smallRun(), options)).rejects.toThrow(message);
  });

  test('initial parameters of another shape', async () => {
    await expect(run(smallRun(), { initial: parameters })).rejects.toThrow(ShapeError);
    const short = {
      ...zeroParameters({ kind: 'linear', nFeatures: 4, nHidden: 2 }, 1),
      weights: new Float32Array(7),
    };
    await expect(run(smallRun(), { initial: short })).rejects.toThrow(/weights has 7 numbers; .* has 8/);
  });

  test('a state of another run', async () => {
    const other = await run(smallRun({ instances: { count: 2 } }));
    await expect(run(smallRun(), { resume: other })).rejects.toThrow(/parameters are of 2 models/);
  });
});
