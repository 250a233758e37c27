/**
 * `toymodels reproduce`: figures made one after the other, each with its claims, and a report.
 *
 * A figure that cannot be made does not keep the others from being made; Ctrl-C keeps what is finished.
 */

import { join } from 'node:path';
import { VERSION, type Backend } from '@toymodels/core';
import type { FigureEntry, PresetName } from '@toymodels/paper';
import { DEFAULT_BACKEND, findBackend, loadBackend, type BackendEntry } from '../backends.js';
import { errorText } from '../error-text.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { chooseFigures, inOrder } from '../figures.js';
import { print, tell, type Io } from '../io.js';
import { prepareFolder } from '../output/atomic.js';
import { absolute, shown } from '../paths.js';
import { codeHash } from '../reproduce/code-hash.js';
import { makeFigure } from '../reproduce/make-figure.js';
import { cacheKey, readFinished, type CacheInput, type FinishedFigure } from '../reproduce/record.js';
import { countVerdicts, type FigureOutcome, type ReproduceResult } from '../reproduce/result.js';
import { printOutcome, printSummary } from '../reproduce/text.js';
import { writeReport } from '../report/write.js';
import { startProgress } from '../terminal/progress.js';

export interface ReproduceOptions {
  /** Ids; none stands for all. */
  readonly names: readonly string[];
  readonly preset: PresetName;
  readonly seed?: number;
  readonly out: string;
  readonly backend?: string;
  readonly workers?: number;
  /** Makes anew what an earlier run has made. */
  readonly force: boolean;
  readonly json: boolean;
}

interface Registries {
  readonly figures: readonly FigureEntry[];
  readonly backends: readonly BackendEntry[];
}

/**
 * @throws UsageError before anything is begun
 * @throws FileAccessError when the output folder cannot be written
 * @throws BackendUnavailableError
 */
export async function reproduce(
  registries: Registries,
  io: Io,
  options: ReproduceOptions,
): Promise<ExitCode> {
  const chosen = chooseFigures(registries.figures, options.names);
  const backendName = options.backend ?? DEFAULT_BACKEND;
  const backendOptions = options.workers === undefined ? {} : { workers: options.workers };
  const entry = findBackend(registries.backends, backendName, backendOptions);
  const backend = await loadBackend(entry, backendOptions);
  const out = absolute(io.cwd, options.out);
  await prepareFolder(out);

  const code = codeHash(VERSION);
  const outcomes: FigureOutcome[] = [];
  for (const [index, figure] of chosen.entries()) {
    const place = `[${index + 1}/${chosen.length}]`;
    const outcome = await makeOrKeep(figure, { place, out, backend, backendName, code, io, options });
    outcomes.push(outcome);
    if (!options.json) printOutcome(io, outcome);
  }

  const report = await writeReport(out, await finishedIn(out, registries.figures));
  const result: ReproduceResult = {
    version: VERSION,
    preset: options.preset,
    seed: options.seed ?? null,
    backend: backendName,
    out,
    figures: outcomes,
    verdicts: countVerdicts(outcomes.flatMap((outcome) => ('claims' in outcome ? outcome.claims : []))),
    report,
  };
  if (options.json) print(io, JSON.stringify(result, null, 2));
  else printSummary(io, result);
  if (io.signal.aborted && outcomes.some(({ status }) => status === 'interrupted')) {
    tell(
      io,
      `Interrupted. What is finished is in ${shown(io.cwd, out)}; the same command goes on from there.`,
    );
    return EXIT.interrupted;
  }
  return outcomes.some(({ status }) => status === 'failed') ? EXIT.failed : EXIT.ok;
}

interface MakeContext {
  /** `[2/4]` */
  readonly place: string;
  readonly out: string;
  readonly backend: Backend;
  readonly backendName: string;
  /** Hash of the code, where the version does not say it. */
  readonly code: string | undefined;
  readonly io: Io;
  readonly options: ReproduceOptions;
}

/** Makes one figure or takes the finished one; whatever goes wrong is an outcome, not an exception. */
async function makeOrKeep(entry: FigureEntry, context: MakeContext): Promise<FigureOutcome> {
  const { io, options, out } = context;
  const { id, title } = entry;
  if (io.signal.aborted) return { id, title, status: 'interrupted' };
  const progress = startProgress(io, `${context.place} ${id}`);
  try {
    const figure = await entry.load();
    const preset = figure.presets[options.preset];
    const spec = { ...preset, seed: options.seed ?? preset.seed };
    const { backendName, code } = context;
    const input: CacheInput = {
      figure: id,
      preset: options.preset,
      spec,
      backend: backendName,
      ...(code !== undefined && { code }),
    };
    const earlier = options.force ? undefined : await readFinished(join(out, id));
    const isKept = earlier !== undefined && earlier.record.hash === cacheKey(input);
    const { folder, run, claims } = isKept
      ? earlier
      : await makeFigure(figure, input, out, {
          backend: context.backend,
          io,
          onProgress: (done, what) => progress.update(done, what),
        });
    return { id, title, status: isKept ? 'kept' : 'made', folder, seconds: run.seconds, claims };
  } catch (error) {
    if (io.signal.aborted) return { id, title, status: 'interrupted' };
    return { id, title, status: 'failed', error: errorText(error) };
  } finally {
    progress.end();
  }
}

/** All finished figures of this version in a folder, whichever runs made them, in reading order. */
async function finishedIn(
  out: string,
  figures: readonly FigureEntry[],
): Promise<{ entry: FigureEntry; finished: FinishedFigure }[]> {
  const found = [];
  for (const entry of inOrder(figures)) {
    const finished = await readFinished(join(out, entry.id));
    if (finished !== undefined) found.push({ entry, finished });
  }
  return found;
}
