import { tf, tfjsBackend } from '@toymodels/backend-tfjs';
import { resolveRun, trainToEnd, type RunSpec } from '@toymodels/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { deviceBatches } from '../src/device-batches.js';
import { smallRun } from './helpers.js';

const N_SAMPLES = 20_000;

/** Five standard deviations of a frequency over the samples: wrong by chance once in two million. */
const SLACK = 5 * Math.sqrt(0.25 / N_SAMPLES);

beforeAll(async () => {
  await tfjsBackend({ device: 'cpu' }).availability();
  await tf.setBackend('cpu');
});

/** One model's batch, [sample][feature]. */
function drawn(spec: RunSpec, step = 0): number[][] {
  const source = deviceBatches(tf, resolveRun(spec), [0], N_SAMPLES);
  const batch = source.batch(step);
  const rows = batch.arraySync()[0]!;
  batch.dispose();
  source.dispose();
  return rows;
}

const share = (rows: number[][], holds: (row: number[]) => boolean): number =>
  rows.filter(holds).length / rows.length;

describe('samples drawn on the device', () => {
  test('have active features as often as featureProbability says, with values uniform on [0, 1)', () => {
    const p = [0.05, 0.3, 0.7, 1, 0];
    const rows = drawn(smallRun({ data: { featureProbability: p } }));
    p.forEach((probability, i) => {
      expect(Math.abs(share(rows, (row) => row[i]! > 0) - probability)).toBeLessThan(SLACK);
    });
    const values = rows.map((row) => row[3]!);
    expect(Math.abs(values.reduce((a, b) => a + b) / values.length - 1 / 2)).toBeLessThan(SLACK);
    expect(Math.abs(values.reduce((a, b) => a + b * b, 0) / values.length - 1 / 3)).toBeLessThan(SLACK);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
  });

  test('are signed where the spec says so', () => {
    const rows = drawn(smallRun({ data: { featureProbability: 1, range: 'signed' } }));
    expect(Math.abs(share(rows, (row) => row[0]! < 0) - 1 / 2)).toBeLessThan(SLACK);
    expect(Math.min(...rows.map((row) => row[0]!))).toBeLessThan(-0.99);
  });

  test('have correlated sets active as one and anticorrelated sets one at a time', () => {
    const sets = [
      { kind: 'correlated', features: [0, 2] },
      { kind: 'anticorrelated', features: [1, 3, 4] },
    ] as const;
    const rows = drawn(smallRun({ data: { featureProbability: 0.6, sets } }));
    expect(share(rows, (row) => row[0]! > 0 !== row[2]! > 0)).toBe(0);
    expect(Math.abs(share(rows, (row) => row[0]! > 0) - 0.6)).toBeLessThan(SLACK);
    const members = (row: number[]): number => [1, 3, 4].filter((i) => row[i]! > 0).length;
    expect(Math.max(...rows.map(members))).toBe(1);
    for (const i of [1, 3, 4]) expect(Math.abs(share(rows, (row) => row[i]! > 0) - 0.2)).toBeLessThan(SLACK);
  });

  test('of non-empty sampling are never empty, but for the row of the empty sample', () => {
    const p = [0.02, 0.05, 0.1, 0.03, 0.01];
    const rows = drawn(smallRun({ data: { featureProbability: p }, training: { sampling: 'non-empty' } }));
    expect(rows.pop()).toEqual([0, 0, 0, 0, 0]);
    expect(rows).toHaveLength(N_SAMPLES);
    expect(share(rows, (row) => row.every((value) => value === 0))).toBe(0);
    const someActive = 1 - p.reduce((none, each) => none * (1 - each), 1);
    p.forEach((probability, i) => {
      expect(Math.abs(share(rows, (row) => row[i]! > 0) - probability / someActive)).toBeLessThan(SLACK);
    });
  });

  test('of a step are the same whether the steps before were drawn or skipped', () => {
    const source = deviceBatches(tf, resolveRun(smallRun()), [0], 50);
    const inTurn = [0, 1, 2, 3].map((step) => source.batch(step).dataSync());
    source.dispose();
    const jumped = deviceBatches(tf, resolveRun(smallRun()), [0], 50);
    expect(jumped.batch(3).dataSync()).toEqual(inTurn[3]);
    expect(jumped.batch(1).dataSync()).toEqual(inTurn[1]);
    expect(inTurn[1]).not.toEqual(inTurn[2]);
    jumped.dispose();
  });

  test('of one step and of the next are not correlated', () => {
    const spec = smallRun({ data: { featureProbability: 1 } });
    const [now, next] = [drawn(spec, 7), drawn(spec, 8)];
    const products = now.map((row, s) => (row[0]! - 1 / 2) * (next[s]![0]! - 1 / 2));
    // The product of two centred uniforms has the standard deviation 1/12.
    expect(Math.abs(products.reduce((a, b) => a + b) / N_SAMPLES)).toBeLessThan(
      5 / 12 / Math.sqrt(N_SAMPLES),
    );
  });

  test("train a model to the loss that core's samples train it to, to 5 %", async () => {
    const spec = smallRun({
      training: { steps: 300, batchSize: 256, optimiser: { learningRate: 0.01 }, evaluationSamples: 4096 },
    });
    const [ours, theirs] = [
      await trainToEnd(spec, { backend: tfjsBackend({ device: 'wasm', dataOnDevice: true }) }),
      await trainToEnd(spec, { backend: tfjsBackend({ device: 'wasm' }) }),
    ];
    expect(ours.parameters).not.toEqual(theirs.parameters);
    expect(Math.abs(ours.models[0]!.loss / theirs.models[0]!.loss - 1)).toBeLessThan(0.05);
    expect(ours.backend.device).toContain('its own samples');
  });

  test('resume to the bits of a straight run', async () => {
    const backend = tfjsBackend({ device: 'cpu', dataOnDevice: true });
    const straight = await trainToEnd(smallRun(), { backend });
    const half = await trainToEnd(smallRun(), { backend, until: 7 });
    expect((await trainToEnd(smallRun(), { backend, resume: half })).state).toEqual(straight.state);
  });
});
