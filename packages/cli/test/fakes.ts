/** Small figures, streams and folders for the tests of the program. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { trainToEnd } from '@toymodels/core';
import { AbortedError, defineFigure, type Claim, type FigureEntry } from '@toymodels/paper';
import { runProgram, type ExitCode, type Io, type ProgramOptions } from '@toymodels/cli';

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'toymodels-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

interface FakeSpec {
  readonly seed: number;
  readonly steps: number;
}

interface FakeData {
  readonly loss: number;
  readonly weights: readonly number[];
}

export interface FakeOptions {
  readonly id: string;
  readonly order?: number;
  readonly claims?: (data: FakeData) => readonly Claim[];
  /** Called at the start of each run; may throw. */
  readonly onRun?: () => void;
}

/** A claim that holds, of the fields given. */
export function claim(fields: Partial<Claim> = {}): Claim {
  return {
    id: 'loss-is-small',
    statement: 'The loss falls below one & stays <there>.',
    method: 'Mean loss on fresh samples.',
    expected: 'below 1',
    measured: '0.25',
    verdict: 'holds',
    ...fields,
  };
}

/** A figure that trains two features in one dimension: a real run, over in milliseconds. */
export function fakeFigure({ id, order = 100, claims, onRun }: FakeOptions): FigureEntry {
  const meta = { id, section: '1', sectionTitle: 'Tests', title: `What ${id} shows`, order };
  return {
    ...meta,
    load: () =>
      Promise.resolve(
        defineFigure<FakeSpec, FakeData>({
          ...meta,
          presets: { quick: { seed: 7, steps: 5 }, paper: { seed: 7, steps: 10 } },
          async run({ seed, steps }, { backend, signal, onProgress }) {
            onRun?.();
            const result = await trainToEnd(
              {
                model: { kind: 'relu-output', nFeatures: 2, nHidden: 1 },
                data: { featureProbability: 0.5 },
                training: { steps, batchSize: 8, recordEvery: 1, evaluationSamples: 16 },
                seed,
              },
              {
                backend,
                ...(signal && { signal }),
                onProgress: ({ done }) => onProgress?.(done, 'training'),
              },
            );
            if (result.status === 'aborted') throw new AbortedError();
            return { loss: result.models[0]!.loss, weights: [...result.parameters.weights] };
          },
          claims: (data) => claims?.(data) ?? [claim()],
          caption: (_data, { steps }) => `A line. Trained for ${steps} steps.`,
          plot: (data, _spec, { idPrefix = 'tm', theme = 'light', width = 720 }) =>
            `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="40" viewBox="0 0 ${width} 40" ` +
            `data-theme="${theme}" aria-labelledby="${idPrefix}-title"><title id="${idPrefix}-title">${id}</title>` +
            `<text x="4" y="20" font-family="sans-serif">loss ${data.loss.toFixed(3)}</text></svg>`,
        }),
      ),
  };
}

class Captured extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

export interface Ran {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Runs the program in this process, on the reference backend's registry entry unless told otherwise. */
export async function run(
  args: readonly string[],
  { io = {}, ...program }: ProgramOptions & { readonly io?: Partial<Io> } = {},
): Promise<Ran> {
  const stdout = new Captured();
  const stderr = new Captured();
  const code = await runProgram(
    args,
    {
      stdout,
      stderr,
      env: {},
      cwd: join(tmpdir(), 'elsewhere'), // so that the folders of tests are shown with their whole path
      signal: new AbortController().signal,
      now: () => Date.UTC(2022, 8, 14),
      ...io,
    },
    program,
  );
  return { code, out: stdout.text, err: stderr.text };
}
