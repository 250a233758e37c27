import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { tf, tfjsBackend, type TfjsModel } from '@toymodels/backend-tfjs';
import { initialState, resolveRun, trainToEnd, type RunResult } from '@toymodels/core';
import { describe, expect, test } from 'vitest';
import { smallRun } from './helpers.js';

describe.each(['cpu', 'wasm'] as const)('a trainer on %s', (device) => {
  test('leaves no tensor behind: not when finished, not when aborted, not when its model throws', async () => {
    await trainToEnd(smallRun(), { backend: tfjsBackend({ device }) }); // warms up whatever is kept for good
    const before = tf.engine().memory().numTensors;
    for (const options of [{ device }, { device, dataOnDevice: true }]) {
      await trainToEnd(smallRun({ training: { sampling: 'non-empty', hiddenL1: 0.1 } }), {
        backend: tfjsBackend(options),
      });
      expect(tf.engine().memory().numTensors).toBe(before);
      const stop = new AbortController();
      const endless = smallRun({ training: { steps: 10_000_000 } });
      await trainToEnd(endless, {
        backend: tfjsBackend(options),
        signal: stop.signal,
        onProgress: () => stop.abort(),
      });
      expect(tf.engine().memory().numTensors).toBe(before);
    }
    const model: TfjsModel = {
      name: 'broken',
      sampleLoss: () => {
        throw new Error('broken on purpose');
      },
    };
    await expect(trainToEnd(smallRun(), { backend: tfjsBackend({ device, model }) })).rejects.toThrow(
      'broken on purpose',
    );
    expect(tf.engine().memory().numTensors).toBe(before);
  });

  test('lets other tasks run while it trains', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await trainToEnd(smallRun({ training: { steps: 300 } }), { backend: tfjsBackend({ device }) });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });

  test('reports progress that only grows and ends with all steps', async () => {
    const run = resolveRun(smallRun({ instances: { count: 2 }, training: { steps: 200 } }));
    const trainer = await tfjsBackend({ device }).createTrainer(run, initialState(run));
    const seen: number[] = [];
    await trainer.advance({ toStep: 200, onProgress: ({ modelSteps }) => seen.push(modelSteps) });
    await trainer.dispose();
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(400);
  });
});

test('two trainers on two devices at once give what each gives alone', async () => {
  const spec = smallRun({ training: { steps: 150 } });
  const backends = (['cpu', 'wasm'] as const).map((device) => tfjsBackend({ device }));
  const alone: RunResult[] = [];
  for (const backend of backends) alone.push(await trainToEnd(spec, { backend }));
  const together = await Promise.all(backends.map((backend) => trainToEnd(spec, { backend })));
  together.forEach((result, i) => expect(result.state).toEqual(alone[i]!.state));
});

test('the wasm device leaves the handlers of uncaught errors as they were', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { tfjsBackend } from '@toymodels/backend-tfjs';
       await tfjsBackend({ device: 'wasm' }).availability();
       console.log(process.listenerCount('uncaughtException'), process.listenerCount('unhandledRejection'));`,
    ],
    { cwd: fileURLToPath(new URL('..', import.meta.url)) },
  );
  expect(stdout).toBe('0 0\n');
});
