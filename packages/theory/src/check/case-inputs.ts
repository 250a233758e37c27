/**
 * Reads the inputs of a reference case: JSON as written by a derivation, W as [hidden][feature], sets as lists of
 * indices. Everything else in this package has W as [feature, hidden]; the two meet here only.
 */

import { InvalidFileError } from '@toymodels/core';

import type { ExactInput, FeatureGroup } from '../input.js';

/** The inputs of a case, keys by kind. */
export type CaseInputs = Readonly<Record<string, unknown>>;

/** A number under `key`. */
export function numberIn(inputs: CaseInputs, key: string): number {
  const value = inputs[key];
  if (typeof value !== 'number')
    throw new InvalidFileError(`inputs.${key} is ${JSON.stringify(value)}; a number is needed`);
  return value;
}

/** A list of numbers under `key`. */
export function vectorIn(inputs: CaseInputs, key: string): number[] {
  const value = inputs[key];
  if (!Array.isArray(value) || !value.every((v) => typeof v === 'number')) {
    throw new InvalidFileError(`inputs.${key} is ${JSON.stringify(value)}; a list of numbers is needed`);
  }
  return value;
}

/** A list of rows of equal length under `key`. */
export function matrixIn(inputs: CaseInputs, key: string): number[][] {
  const value = inputs[key];
  const rows = Array.isArray(value) ? (value as unknown[]) : [];
  const width = Array.isArray(rows[0]) ? rows[0].length : 0;
  const fits = (row: unknown): boolean =>
    Array.isArray(row) && row.length === width && row.every((v) => typeof v === 'number');
  if (width === 0 || !rows.every(fits)) {
    throw new InvalidFileError(
      `inputs.${key} is ${JSON.stringify(value)}; a list of rows of numbers is needed`,
    );
  }
  return rows as number[][];
}

/** [hidden][feature] to [feature, hidden] row-major. */
export function featureMajor(rows: readonly (readonly number[])[]): Float64Array {
  const nHidden = rows.length;
  const nFeatures = rows[0]!.length;
  const out = new Float64Array(nFeatures * nHidden);
  rows.forEach((row, h) => row.forEach((w, i) => (out[i * nHidden + h] = w)));
  return out;
}

/** [feature, hidden] row-major to [hidden][feature]. */
export function hiddenMajor(weights: Float64Array, nHidden: number): number[][] {
  return Array.from({ length: nHidden }, (_h, h) =>
    Array.from({ length: weights.length / nHidden }, (_i, i) => weights[i * nHidden + h]!),
  );
}

/** W, b, I and p (or sets) as an {@link ExactInput}; what the case leaves out is 0, 1 and 1. */
export function modelIn(inputs: CaseInputs): ExactInput {
  const rows = matrixIn(inputs, 'W');
  const nFeatures = rows[0]!.length;
  const groups: FeatureGroup[] = [];
  let featureProbability = 'p' in inputs ? vectorIn(inputs, 'p') : new Array<number>(nFeatures).fill(1);
  if (inputs['sets'] !== undefined) {
    featureProbability = new Array<number>(nFeatures).fill(0);
    for (const set of inputs['sets'] as CaseInputs[]) {
      const features = vectorIn(set, 'idx');
      const probability = numberIn(set, 'p');
      const kind = set['type'];
      if (kind === 'independent') for (const i of features) featureProbability[i] = probability;
      else if (kind === 'correlated' || kind === 'anticorrelated')
        groups.push({ kind, features, probability });
      else
        throw new InvalidFileError(
          `a set has type ${JSON.stringify(kind)}; allowed are independent, correlated and anticorrelated`,
        );
    }
  }
  return {
    nFeatures,
    nHidden: rows.length,
    weights: featureMajor(rows),
    bias: 'b' in inputs ? vectorIn(inputs, 'b') : new Array<number>(nFeatures).fill(0),
    importance: 'I' in inputs ? vectorIn(inputs, 'I') : new Array<number>(nFeatures).fill(1),
    featureProbability,
    groups,
  };
}
