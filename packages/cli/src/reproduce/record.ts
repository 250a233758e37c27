/**
 * What lies in the folder of a finished figure, and when it may be used again.
 *
 * `spec.json`, `data.json` and `claims.json` depend on nothing but the configuration: the same call
 * gives the same bytes. What differs from run to run (time, machine) is in `run.json` alone.
 */

import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VERSION, type BackendInfo } from '@toymodels/core';
import type { Claim, FigureSpec, Json, PresetName } from '@toymodels/paper';
import { canonicalJson, sha256 } from '../canonical-json.js';

/** Version of the folder's layout. */
const FORMAT = 'toymodels-figure-1';

/** `spec.json`: everything that determines the figure. */
export interface FigureRecord {
  readonly format: string;
  readonly figure: string;
  readonly preset: PresetName;
  readonly seed: number;
  /** The whole configuration, seed included. */
  readonly spec: FigureSpec;
  /** Of @toymodels/*, which are released together. */
  readonly version: string;
  /** Hash of the built code, between releases only: the version stands still there. */
  readonly code?: string;
  /** Name, version and precision; without the device, on which a reproducible backend does not depend. */
  readonly backend: Omit<BackendInfo, 'device'> | { readonly name: string };
  /** {@link cacheKey} of the above. */
  readonly hash: string;
  /** SHA-256 of the bytes of `data.json`. */
  readonly dataSha256: string;
}

/** `run.json`: how it went this time. */
export interface RunRecord {
  /** Time that training and measuring took. */
  readonly seconds: number;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  readonly node: string;
  readonly platform: string;
  /** What computed, in the backend's words. */
  readonly device?: string;
}

/** A finished figure, read back. */
export interface FinishedFigure {
  readonly folder: string;
  readonly record: FigureRecord;
  readonly run: RunRecord;
  readonly claims: readonly Claim[];
  readonly data: Json;
}

/** What identifies a figure: equal keys give equal figures. */
export interface CacheInput {
  readonly figure: string;
  readonly preset: PresetName;
  readonly spec: FigureSpec;
  readonly backend: string;
  /** Of `codeHash`. */
  readonly code?: string;
}

/** SHA-256 over figure, preset, spec, seed, version, backend and, between releases, code. */
export function cacheKey({ figure, preset, spec, backend, code }: CacheInput): string {
  return sha256(
    canonicalJson({ format: FORMAT, figure, preset, spec, seed: spec.seed, version: VERSION, backend, code }),
  );
}

/** The text of each JSON file but `run.json`. */
export function recordFiles(
  input: CacheInput,
  content: {
    readonly data: Json;
    readonly claims: readonly Claim[];
    readonly backend: FigureRecord['backend'];
  },
): Readonly<Record<'data.json' | 'claims.json' | 'spec.json', string>> {
  const data = `${canonicalJson(content.data)}\n`;
  const record: FigureRecord = {
    format: FORMAT,
    figure: input.figure,
    preset: input.preset,
    seed: input.spec.seed,
    spec: input.spec,
    version: VERSION,
    ...(input.code !== undefined && { code: input.code }),
    backend: content.backend,
    hash: cacheKey(input),
    dataSha256: sha256(data),
  };
  return {
    'data.json': data,
    'claims.json': `${canonicalJson(content.claims, 2)}\n`,
    'spec.json': `${canonicalJson(record, 2)}\n`,
  };
}

/**
 * Reads a finished figure back, or `undefined` where there is none, or one that is damaged or of
 * another version: all of these are to be made anew.
 */
export async function readFinished(folder: string): Promise<FinishedFigure | undefined> {
  try {
    const text = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
    const record = JSON.parse(await text('spec.json')) as FigureRecord;
    if (record.format !== FORMAT || record.version !== VERSION) return undefined;
    const data = await text('data.json');
    if (sha256(data) !== record.dataSha256) return undefined;
    const claims = JSON.parse(await text('claims.json')) as Claim[];
    const run = JSON.parse(await text('run.json')) as RunRecord;
    await Promise.all(['figure.svg', 'figure.png'].map((name) => access(join(folder, name))));
    return { folder, record, run, claims, data: JSON.parse(data) as Json };
  } catch {
    return undefined;
  }
}
