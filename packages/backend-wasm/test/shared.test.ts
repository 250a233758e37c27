// Workers that train one model together, each a part of every batch: the same bits, and nobody waits for ever.

import { BackendUnavailableError, initialState, type ResolvedRun, type Trainer } from '@toymodels/core';
import { spawnWorker } from '#worker-host';
import { wasmBackend } from '@toymodels/backend-wasm';
import { describe, expect, test } from 'vitest';
import { createTrainer } from '../src/backend.js';
import { Steering } from '../src/engine/exchange.js';
import { groupOf, segmentChunks } from '../src/engine/group.js';
import { kernelPath } from '../src/engine/paths.js';
import { planOf } from '../src/engine/plan.js';
import { kernelModules } from '../src/modules.js';
import { GroupPart } from '../src/pool/group.js';
import { RemotePart, type WorkerHandle } from '../src/pool/remote.js';
import { BITS, BITS_RUNS, BITS_STEPS } from './bits.js';
import { bytesOf, hashOf, runOf, trained } from './support.js';
import { SHARED_RUNS, SHARED_STEPS, sharedTrainer, sharing } from './shared.js';

const LONG = runOf(
  { nFeatures: 20, nHidden: 5 },
  { training: { steps: 1e9, batchSize: 600, recordEvery: 10 } },
);

/** Two workers of one group, each by itself. */
async function pairOf(run: ResolvedRun): Promise<{ members: RemotePart[]; memory: SharedArrayBuffer }> {
  const group = groupOf(run, { models: [0], members: 2 });
  const members = [new RemotePart(spawnWorker), new RemotePart(spawnWorker)];
  await Promise.all(members.map((part) => part.ready));
  const modules = await kernelModules(run);
  const loading = members.map((part, member) =>
    part.load(modules, planOf(run), initialState(run), { ...group, member }),
  );
  await Promise.all(loading);
  return { members, memory: group.memory };
}

describe('the same bits', () => {
  test.each(Object.entries(SHARED_RUNS))('however many workers share a batch: %s', async (_, run) => {
    const alone = await trained(wasmBackend({ workers: 0 }), run, SHARED_STEPS);
    for (const workers of [1, 2, 3]) {
      const shared = await trained(sharing(workers), run, SHARED_STEPS);
      expect(bytesOf(shared.state)).toEqual(bytesOf(alone.state));
      expect(shared.losses).toEqual(alone.losses);
      expect(shared.evaluated).toEqual(alone.evaluated);
      expect(shared.device).toMatch(
        workers === 1 ? /^WebAssembly SIMD, 1 worker$/ : /^WebAssembly SIMD, [23] workers, [23] to a batch$/,
      );
    }
  });

  test.each(Object.entries(BITS_RUNS))('as are stored, where two workers share: %s', async (name, run) => {
    expect(await hashOf((await trained(sharing(2), run, BITS_STEPS)).state)).toBe(BITS[name]);
  });

  test('on every way whose sums are complete with a chunk: the runs above take them all', () => {
    const ways = Object.values(SHARED_RUNS).map((run) => kernelPath(run, 0));
    expect(new Set(ways)).toEqual(new Set(['dense', 'packed', 'attacked']));
  });

  test('of a batch with several meetings a step', async () => {
    const run = runOf({ nFeatures: 400, nHidden: 30 }, { training: { batchSize: 10_001, recordEvery: 1 } });
    const perMeeting = segmentChunks(run, [0], 2);
    expect(perMeeting % 2).toBe(0);
    expect(40 / perMeeting).toBeGreaterThan(2);
    const alone = await trained(wasmBackend({ workers: 0 }), run, 3);
    const shared = await trained(sharing(2), run, 3);
    expect(shared.losses).toEqual(alone.losses);
    expect(bytesOf(shared.state)).toEqual(bytesOf(alone.state));
  });

  test('in every member of a group', async () => {
    const { members, memory } = await pairOf(LONG);
    const group = new GroupPart(members, memory);
    expect((await group.advance(25, false, () => {})).complete).toBe(true);
    const [first, second] = await Promise.all(members.map((part) => part.state()));
    expect([...first!.step]).toEqual([25]);
    expect(bytesOf(second!)).toEqual(bytesOf(first!));
    await group.dispose();
  });

  test('where some models are shared and others have workers of their own', async () => {
    const run = runOf(
      { nFeatures: 20, nHidden: 5 },
      { instances: { count: 3, featureProbability: [1, 0.01, 0.3] }, training: { batchSize: 512 } },
    );
    const shared = await trained(sharing(3), run, 20);
    expect(shared.device).toBe('WebAssembly SIMD, 3 workers, up to 2 to a batch');
    const alone = await trained(wasmBackend({ workers: 0 }), run, 20);
    expect(bytesOf(shared.state)).toEqual(bytesOf(alone.state));
    expect(shared.losses).toEqual(alone.losses);
  });

  test('from a state in which models stand at different steps', async () => {
    const run = runOf({}, { instances: { count: 2, featureProbability: [1, 0.4] } });
    const backend = wasmBackend({ workers: 0 });
    const far = (await trained(backend, run, 9)).state;
    const near = (await trained(backend, run, 4)).state;
    const mixed = { ...far, step: Uint32Array.of(9, 4) };
    for (const [to, from] of [
      [mixed.parameters.weights, near.parameters.weights],
      [mixed.firstMoment.weights, near.firstMoment.weights],
      [mixed.secondMoment.weights, near.secondMoment.weights],
      [mixed.parameters.bias, near.parameters.bias],
      [mixed.firstMoment.bias, near.firstMoment.bias],
      [mixed.secondMoment.bias, near.secondMoment.bias],
      [mixed.windowLoss, near.windowLoss],
    ] as const) {
      to.set(from.subarray(to.length / 2), to.length / 2);
    }
    const shared = await trained(sharing(2), run, 30, mixed);
    expect(shared.device).toMatch(/2 to a batch/);
    expect(bytesOf(shared.state)).toEqual(bytesOf((await trained(backend, run, 30)).state));
  });

  test('also of samples that cannot be shared, which one worker trains', async () => {
    for (const run of [
      runOf({ nFeatures: 20, nHidden: 5 }, { data: { featureProbability: 0.03 } }),
      runOf({}, { training: { batchSize: 200 } }),
    ]) {
      const apart = await trained(sharing(3), run, 10);
      expect(apart.device).toBe('WebAssembly SIMD, 1 worker');
      expect(bytesOf(apart.state)).toEqual(
        bytesOf((await trained(wasmBackend({ workers: 0 }), run, 10)).state),
      );
    }
  });
});

describe('stopping', () => {
  test.each([2, 3])(
    'an abort of %i workers leaves a state that goes on to the same bits',
    async (workers) => {
      const trainer = await sharedTrainer(LONG, workers);
      expect(trainer.info.device).toMatch(new RegExp(`${workers} to a batch`));
      const controller = new AbortController();
      const cut = await trainer.advance({
        toStep: 1e9,
        signal: controller.signal,
        onProgress: () => controller.abort(),
      });
      const { step } = await trainer.state();
      expect(cut.complete).toBe(false);
      expect(step[0]).toBeGreaterThan(0);
      expect(cut.losses[0]!.length).toBe(Math.floor(step[0]! / 10));
      const toStep = step[0]! + 15;
      const rest = await trainer.advance({ toStep });
      expect(rest.complete).toBe(true);
      const resumed = await trainer.state();
      await trainer.dispose();
      const straight = await trained(wasmBackend({ workers: 0 }), LONG, toStep);
      expect(bytesOf(resumed)).toEqual(bytesOf(straight.state));
      expect([...cut.losses[0]!, ...rest.losses[0]!]).toEqual([...straight.losses[0]!]);
    },
  );

  test('many short advances leave the same bits as one', async () => {
    const trainer = await sharedTrainer(LONG, 2);
    for (let toStep = 1; toStep <= 40; toStep += 3) await trainer.advance({ toStep });
    const state = await trainer.state();
    await trainer.dispose();
    expect(bytesOf(state)).toEqual(bytesOf((await trained(sharing(2), LONG, 40)).state));
  });

  test('an abort within a step of a huge batch drops that step whole', async () => {
    const run = runOf({ nFeatures: 400, nHidden: 30 }, { training: { batchSize: 2 ** 20 } });
    const trainer = await sharedTrainer(run, 2);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const result = await trainer.advance({ toStep: 1, signal: controller.signal });
    const state = await trainer.state();
    await trainer.dispose();
    expect(result.complete).toBe(false);
    expect(bytesOf(state)).toEqual(bytesOf(initialState(run)));
  });

  test('a signal that was aborted before does no step, and the next advance goes', async () => {
    const trainer = await sharedTrainer(LONG, 2);
    expect((await trainer.advance({ toStep: 10, signal: AbortSignal.abort() })).complete).toBe(false);
    expect([...(await trainer.state()).step]).toEqual([0]);
    expect((await trainer.advance({ toStep: 10 })).complete).toBe(true);
    await trainer.dispose();
  });

  test('progress never falls and ends at the number of steps asked for', async () => {
    const trainer = await sharedTrainer(LONG, 2);
    const seen: number[] = [];
    await trainer.advance({ toStep: 3000, onProgress: ({ modelSteps }) => seen.push(modelSteps) });
    await trainer.dispose();
    expect(seen.at(-1)).toBe(3000);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });
});

describe('a group that falls apart', () => {
  /** A trainer of three workers, which are told apart, and what became of them. */
  async function watched(
    post?: (worker: WorkerHandle, index: number) => WorkerHandle['post'],
  ): Promise<{ trainer: Trainer; workers: WorkerHandle[]; ended: Set<number> }> {
    const workers: WorkerHandle[] = [];
    const ended = new Set<number>();
    const spawn = (): WorkerHandle => {
      const worker = spawnWorker();
      const index = workers.push(worker) - 1;
      const end = (): Promise<void> => {
        ended.add(index);
        return worker.end();
      };
      return { ...worker, end, ...(post && { post: post(worker, index) }) };
    };
    const trainer = await createTrainer(LONG, initialState(LONG), 3, spawn, Infinity);
    return { trainer, workers, ended };
  }

  test('a worker that dies rejects what was asked, with what to do, and ends the others', async () => {
    const { trainer, workers, ended } = await watched();
    const advance = trainer.advance({ toStep: 1e9, onProgress: () => void workers[1]!.end() });
    await expect(advance).rejects.toThrow(BackendUnavailableError);
    await expect(advance).rejects.toThrow(/a worker of the wasm backend ended: exit code 1; .*workers: 0/);
    expect(ended).toEqual(new Set([0, 1, 2]));
    await expect(trainer.state()).rejects.toThrow(/lost a worker/);
  });

  test('an error in one worker is the error of all, and ends the others', async () => {
    const { trainer, ended } = await watched((worker, index) => (message) => {
      // No step at all, and not a number: it fails within the advance, while the others wait for it.
      const wrong = { ...message, toStep: 5n } as unknown as typeof message;
      worker.post(index === 1 && message.ask === 'advance' ? wrong : message);
    });
    await expect(trainer.advance({ toStep: 10 })).rejects.toThrow(/BigInt/);
    expect(ended).toEqual(new Set([0, 1, 2]));
    await expect(trainer.state()).rejects.toThrow(/lost a worker/);
  });

  test('a dispose in the middle of an advance rejects it and ends all workers', async () => {
    const { trainer, ended } = await watched();
    const advance = trainer.advance({ toStep: 1e9, onProgress: () => void trainer.dispose() });
    await expect(advance).rejects.toThrow(/it was disposed/);
    expect(ended).toEqual(new Set([0, 1, 2]));
  });

  test('a worker that waits for another one leaves by itself when the group is broken', async () => {
    const { members, memory } = await pairOf(LONG);
    const waiting = members[0]!.advance(10, false, () => {});
    setTimeout(() => new Steering(memory).break(), 20);
    expect((await waiting).complete).toBe(false);
    expect([...(await members[0]!.state()).step]).toEqual([0]);
    await Promise.all(members.map((part) => part.dispose()));
  });
});
