// What a profile says of a run. The clock is a counter where numbers are compared: no times are asserted.

import { InvalidArgumentError } from '@toymodels/core';
import { kernelPath, profileRun } from '@toymodels/backend-wasm';
import { expect, test } from 'vitest';
import { runOf } from './support.js';

const run = runOf(
  { nFeatures: 20, nHidden: 5 },
  {
    instances: { count: 3, featureProbability: [1, 0.12, 0.01] },
    training: { restarts: { count: 2 }, batchSize: 500 },
  },
);

test('the phases of an instance add up to its step, and those of a run to the steps of all its models', async () => {
  const profile = await profileRun(run, { milliseconds: 40 });
  expect(profile.instances.length).toBe(3);
  let total = 0;
  for (const { step, phases } of profile.instances) {
    const { data, forward, backward, optimiser } = phases;
    for (const part of [data, forward, backward, optimiser]) expect(part).toBeGreaterThanOrEqual(0);
    expect(data + optimiser).toBeGreaterThan(0);
    // Least times of different moments: parts measured alone can come to more than the whole, never to less.
    expect(data + forward + backward + optimiser).toBeGreaterThanOrEqual(step * (1 - 1e-9));
    total += 2 * step;
  }
  expect(profile.step).toBeCloseTo(total, 12);
  expect(profile.transfer).toBeGreaterThan(0);
});

test('the way of each instance through the kernel is named, as kernelPath says', async () => {
  const { instances } = await profileRun(run, { milliseconds: 4 });
  expect(instances.map(({ path }) => path)).toEqual([0, 1, 2].map((k) => kernelPath(run, k)));
  expect(instances.map(({ path }) => path)).toEqual(['dense', 'dense', 'gram']);
  const hidden = runOf({ kind: 'relu-hidden', nHidden: 5 }, { data: { featureProbability: 0.03 } });
  expect(kernelPath(hidden, 0)).toBe('gaps');
  const sets = { sets: [{ kind: 'correlated', features: [0, 1] }] } as const;
  expect(kernelPath(runOf({ nHidden: 5 }, { data: { featureProbability: 0.03, ...sets } }), 0)).toBe(
    'packed',
  );
});

test('the clock is an argument', async () => {
  let time = 0;
  const profile = await profileRun(run, { milliseconds: 100, now: () => (time += 1) });
  expect(time).toBeGreaterThan(100);
  // Every reading is 1 ms later, so that no call takes less than 1 ms.
  for (const { step } of profile.instances) expect(step).toBe(1);
});

test.each([NaN, 0, -5, Infinity])('%d milliseconds are refused', async (milliseconds) => {
  await expect(profileRun(run, { milliseconds })).rejects.toThrow(InvalidArgumentError);
});
