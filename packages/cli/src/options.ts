/** Reads the values of options; whatever is out of range becomes a usage error that says what is allowed. */

import { MAX_SEED } from '@toymodels/core';
import type { PresetName } from '@toymodels/paper';
import { InvalidArgumentError as InvalidOptionValue } from 'commander';

const MAX_WORKERS = 256;

function wholeNumber(text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) {
    throw new InvalidOptionValue(`Allowed are whole numbers from ${least} to ${most}.`);
  }
  return value;
}

/** `--seed N` */
export function parseSeed(text: string): number {
  return wholeNumber(text, 0, MAX_SEED);
}

/** `--workers N` */
export function parseWorkers(text: string): number {
  return wholeNumber(text, 1, MAX_WORKERS);
}

/** `--checkpoints a,b,c`: steps; those beyond the end of the run are refused when the spec is known. */
export function parseCheckpoints(text: string): number[] {
  return text.split(',').map((part) => wholeNumber(part, 0, 2 ** 31 - 1));
}

const PRESETS: readonly PresetName[] = ['quick', 'paper'];

/** `--preset NAME` */
export function parsePreset(text: string): PresetName {
  const preset = PRESETS.find((name) => name === text);
  if (preset === undefined) throw new InvalidOptionValue(`Allowed are ${PRESETS.join(' and ')}.`);
  return preset;
}
