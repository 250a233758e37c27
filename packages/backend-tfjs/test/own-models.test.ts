import { squaredError, tfjsBackend, type ActivationName, type TfjsModel } from '@toymodels/backend-tfjs';
import { InvalidArgumentError, trainToEnd } from '@toymodels/core';
import { describe, expect, test } from 'vitest';
import { smallRun } from './helpers.js';

const device = 'cpu';

describe('another output activation', () => {
  test('identity in place of ReLU makes the linear model, bit for bit', async () => {
    const changed = await trainToEnd(smallRun(), {
      backend: tfjsBackend({ device, outputActivation: 'identity' }),
    });
    const linear = await trainToEnd(smallRun({ model: { kind: 'linear' } }), {
      backend: tfjsBackend({ device }),
    });
    expect(changed.state).toEqual(linear.state);
  });

  test('relu named in words is the model itself', async () => {
    const named = await trainToEnd(smallRun(), {
      backend: tfjsBackend({ device, outputActivation: 'relu' }),
    });
    const plain = await trainToEnd(smallRun(), { backend: tfjsBackend({ device }) });
    expect(named.state).toEqual(plain.state);
  });

  test.for(['leaky-relu', 'elu', 'gelu', 'softplus', 'sigmoid', 'tanh'] as ActivationName[])(
    '%s trains to less than 90 % of the loss it began with, and is named in the result',
    async (outputActivation) => {
      const backend = tfjsBackend({ device, outputActivation });
      const spec = smallRun({ training: { steps: 150, optimiser: { learningRate: 0.02 }, recordEvery: 50 } });
      const before = await trainToEnd(spec, { backend, until: 0 });
      const after = await trainToEnd(spec, { backend });
      expect(after.models[0]!.loss).toBeLessThan(0.9 * before.models[0]!.loss);
      expect(after.backend.device).toContain(outputActivation);
      expect(after.backend.reproducible).toBe(false);
    },
  );

  test('a function of your own is used', async () => {
    const backend = tfjsBackend({ device, outputActivation: (tf, z) => tf.tanh(z) });
    const own = await trainToEnd(smallRun(), { backend });
    const named = await trainToEnd(smallRun(), {
      backend: tfjsBackend({ device, outputActivation: 'tanh' }),
    });
    expect(own.state).toEqual(named.state);
  });
});

describe('a model of your own', () => {
  const paper: TfjsModel = {
    name: 'the paper, written again',
    sampleLoss(tf, { weights, bias }, { x, importance }) {
      const h = tf.matMul(x, weights);
      const y = tf.relu(tf.add(tf.matMul(h, weights, false, true), bias));
      return squaredError(tf, y, x, importance);
    },
  };

  test('that writes the relu-output model again trains to the same bits', async () => {
    const own = await trainToEnd(smallRun(), { backend: tfjsBackend({ device, model: paper }) });
    const built = await trainToEnd(smallRun(), { backend: tfjsBackend({ device }) });
    expect(own.state).toEqual(built.state);
    expect(own.models).toEqual(built.models);
    expect(own.backend.device).toContain('the paper, written again');
  });

  test('sees a batch of [model, sample, feature] and the spec of the penalty', async () => {
    const seen = new Set<string>();
    const model: TfjsModel = {
      name: 'watching',
      sampleLoss(tf, parameters, batch) {
        const shapes = [batch.x, batch.importance, parameters.weights, parameters.bias].map(({ shape }) =>
          shape.join(),
        );
        seen.add([...shapes, batch.hiddenL1].join(' '));
        return paper.sampleLoss(tf, parameters, batch);
      },
    };
    const spec = smallRun({
      instances: { count: 3 },
      training: { hiddenL1: 0.5, steps: 1, evaluationSamples: 7 },
    });
    await trainToEnd(spec, { backend: tfjsBackend({ device, model }) });
    // The evaluation draws non-empty samples and adds the empty one; it has no penalty.
    expect([...seen]).toEqual(['3,20,5 3,1,5 3,5,2 3,1,5 0.5', '3,8,5 3,1,5 3,5,2 3,1,5 0']);
  });
});

describe('options that make no sense are refused', () => {
  test.for([
    [{ device: 'gpu' }, /invalid device: gpu.*"cpu", "wasm" and "webgpu"/],
    [{ device: 'cpu', activation: 'relu' }, /unknown option activation.*outputActivation/],
    [{ device: 'cpu', outputActivation: 'swish' }, /invalid outputActivation: swish.*gelu/],
    [
      { device: 'cpu', outputActivation: 'relu', model: { name: 'm', sampleLoss: () => {} } },
      /both outputActivation and model/,
    ],
  ] as const)('%o', ([options, message]) => {
    const build = (): unknown => tfjsBackend(options as unknown as Parameters<typeof tfjsBackend>[0]);
    expect(build).toThrow(InvalidArgumentError);
    expect(build).toThrow(message);
  });

  test('webgpu is not available in Node, and says what to use', async () => {
    const found = await tfjsBackend({ device: 'webgpu' }).availability();
    expect(found).toMatchObject({ available: false, reason: expect.stringContaining('no WebGPU') });
    expect(found).toMatchObject({ mend: expect.stringContaining('"wasm"') });
  });
});
