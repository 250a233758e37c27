/** Makes one figure: trains, measures, checks, draws, and puts its folder in place. */

import { join } from 'node:path';
import type { Backend, BackendInfo } from '@toymodels/core';
import type { AnyFigure, Json } from '@toymodels/paper';
import { writeFolderWhole } from '../output/atomic.js';
import { newDocument } from '../output/document.js';
import { svgToPng } from '../output/png.js';
import type { Io } from '../io.js';
import { canonicalJson } from '../canonical-json.js';
import { recordFiles, type CacheInput, type FinishedFigure, readFinished, type RunRecord } from './record.js';

export interface MakeOptions {
  readonly backend: Backend;
  readonly io: Io;
  readonly onProgress: (done: number, what: string) => void;
}

/**
 * @param out the folder that holds all figures
 * @throws AbortedError when `io.signal` ended it; nothing is written then
 * @throws FileAccessError
 */
export async function makeFigure(
  figure: AnyFigure,
  input: CacheInput,
  out: string,
  { backend, io, onProgress }: MakeOptions,
): Promise<FinishedFigure> {
  const started = io.now();
  const { seen, observed } = observe(backend);
  const measured = await figure.run(input.spec, { backend: observed, signal: io.signal, onProgress });
  // What is checked and drawn is what the file will say, so that a figure read back is the same figure.
  const data = JSON.parse(canonicalJson(measured)) as Json;
  const seconds = (io.now() - started) / 1000;

  const claims = figure.claims(data, input.spec);
  const svg = figure.plot(data, input.spec, { document: newDocument(), theme: 'light' });
  const info = seen();
  const run: RunRecord = {
    seconds: Math.round(seconds * 1000) / 1000,
    finishedAt: new Date(io.now()).toISOString(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    ...(info && { device: info.device }),
  };
  const folder = join(out, input.figure);
  await writeFolderWhole(folder, {
    ...recordFiles(input, { data, claims, backend: withoutDevice(info) ?? { name: input.backend } }),
    'figure.svg': `${svg}\n`,
    'figure.png': svgToPng(svg),
    'run.json': `${canonicalJson(run, 2)}\n`,
  });
  const finished = await readFinished(folder);
  if (finished === undefined) throw new Error(`${folder} was written but cannot be read back`);
  return finished;
}

/** Remembers what the backend says of itself once it trains: only then does it know. */
function observe(backend: Backend): { seen: () => BackendInfo | undefined; observed: Backend } {
  let info: BackendInfo | undefined;
  const observed: Backend = {
    name: backend.name,
    async createTrainer(run, state) {
      const trainer = await backend.createTrainer(run, state);
      info = trainer.info;
      return trainer;
    },
  };
  return { seen: () => info, observed };
}

function withoutDevice(info: BackendInfo | undefined): Omit<BackendInfo, 'device'> | undefined {
  if (info === undefined) return undefined;
  const { device: _device, ...rest } = info;
  return rest;
}
