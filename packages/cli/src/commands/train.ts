/**
 * `toymodels train`: one run of a person's own spec, kept as a file that Python reads too.
 *
 * Ctrl-C keeps the state reached, and every minute it is kept as well; `--resume` goes on from it, to the same
 * bits as a run that never stopped.
 */

import { join } from 'node:path';
import { encodeRun, InvalidArgumentError, type RunResult } from '@toymodels/core';
import { DEFAULT_BACKEND, findBackend, loadBackend, type BackendEntry } from '../backends.js';
import { canonicalJson } from '../canonical-json.js';
import { EXIT, UsageError, type ExitCode } from '../exit-codes.js';
import { print, tell, type Io } from '../io.js';
import { prepareFolder, writeFileWhole } from '../output/atomic.js';
import { absolute, shown } from '../paths.js';
import { formatDuration } from '../terminal/duration.js';
import { styler } from '../terminal/style.js';
import { checkSameSpec, readRun } from '../train/earlier-run.js';
import { trainKeeping } from '../train/keep.js';
import { profileOf, profileText, type RunProfile } from '../train/profile.js';
import { readSpec } from '../train/spec-file.js';
import { summarise } from '../train/summary.js';

export interface TrainOptions {
  /** Path of the spec, as given. */
  readonly spec: string;
  readonly out: string;
  readonly backend?: string;
  readonly workers?: number;
  readonly seed?: number;
  readonly checkpoints?: readonly number[];
  readonly resume: boolean;
  /** Begins anew although the folder holds a run. */
  readonly force: boolean;
  readonly json: boolean;
  /** Also says where the time of a step goes. */
  readonly profile: boolean;
}

/**
 * @throws UsageError, InvalidArgumentError before anything is begun
 * @throws FileAccessError, InvalidFileError, BackendUnavailableError
 */
export async function train(
  backends: readonly BackendEntry[],
  io: Io,
  options: TrainOptions,
): Promise<ExitCode> {
  if (options.resume && options.force) {
    throw new UsageError(
      'given both --resume, which goes on, and --force, which begins anew; give one of them',
    );
  }
  const backendOptions = options.workers === undefined ? {} : { workers: options.workers };
  const entry = findBackend(backends, options.backend ?? DEFAULT_BACKEND, backendOptions);
  const spec = await readSpec(absolute(io.cwd, options.spec), options.spec, options.seed);
  const beyond = options.checkpoints?.find((step) => step > spec.training.steps);
  if (beyond !== undefined) {
    throw new UsageError(
      `checkpoint ${beyond} lies beyond the run; allowed are steps from 0 to ${spec.training.steps}`,
    );
  }
  if (options.profile && (options.backend ?? DEFAULT_BACKEND) !== DEFAULT_BACKEND) {
    throw new UsageError(`--profile measures the ${DEFAULT_BACKEND} kernel; leave --backend out`);
  }
  const backend = await loadBackend(entry, backendOptions);
  const out = absolute(io.cwd, options.out);
  await prepareFolder(out);
  const runFile = join(out, 'run.safetensors');
  const earlier = await earlierRun(runFile, options, shown(io.cwd, out));
  if (earlier !== undefined) checkSameSpec(earlier.spec, spec);
  if (earlier !== undefined && earlier.status !== 'aborted') {
    tell(io, `The run in ${shown(io.cwd, out)} is complete already; nothing is left to do.`);
    return report(io, options, earlier, out);
  }

  const profile = options.profile ? await profileOf(spec) : undefined;
  const started = io.now();
  const result = await trainKeeping(
    spec,
    { backend, ...(options.checkpoints && { checkpoints: options.checkpoints }) },
    { io, earlier, keep: (reached) => writeFileWhole(runFile, encodeRun(reached)) },
  );
  await writeFileWhole(join(out, 'spec.json'), `${canonicalJson(result.spec, 2)}\n`);
  await writeFileWhole(runFile, encodeRun(result));
  await writeFileWhole(join(out, 'summary.json'), `${canonicalJson(summarise(result), 2)}\n`);
  tell(io, `Trained for ${formatDuration((io.now() - started) / 1000)}.`);
  return report(io, options, result, out, profile);
}

async function earlierRun(
  path: string,
  options: TrainOptions,
  folder: string,
): Promise<RunResult | undefined> {
  if (options.force) return undefined;
  if (options.resume) return readRun(path);
  // A damaged file is not ours to replace unasked either.
  const exists = await readRun(path).then(
    (run) => run !== undefined,
    () => true,
  );
  if (exists) {
    throw new InvalidArgumentError(
      `${folder} holds a run already; --resume goes on with it, --force replaces it, another --out leaves it alone`,
    );
  }
  return undefined;
}

function report(
  io: Io,
  options: TrainOptions,
  result: RunResult,
  out: string,
  profile?: RunProfile,
): ExitCode {
  const summary = summarise(result);
  const place = shown(io.cwd, out);
  const style = styler(io, io.stdout);
  if (options.json) print(io, JSON.stringify({ out, ...summary, ...(profile && { profile }) }, null, 2));
  else {
    const kept = summary.models.filter(({ selected, loss }) => selected && loss !== null);
    const losses = kept.map(({ loss }) => loss!);
    const range =
      losses.length === 0
        ? ''
        : losses.length === 1
          ? `, loss ${losses[0]!.toPrecision(4)}`
          : `, losses from ${Math.min(...losses).toPrecision(4)} to ${Math.max(...losses).toPrecision(4)}`;
    const count = summary.models.length;
    print(io, `${style('bold', summary.status)}: ${count} ${count === 1 ? 'model' : 'models'}${range}`);
    print(io, `${place}/run.safetensors, summary.json, spec.json`);
    if (profile) print(io, profileText(profile));
  }
  const diverged = summary.models.filter((model) => model.diverged).length;
  if (diverged > 0) {
    tell(
      io,
      `${diverged} of ${summary.models.length} models diverged: their loss is no number. Try a smaller learningRate.`,
    );
  }
  if (result.status !== 'aborted') return EXIT.ok;
  tell(
    io,
    `Interrupted after step ${summary.stepsDone} of ${summary.steps}; the same command with --resume goes on.`,
  );
  return EXIT.interrupted;
}
