/**
 * The exact phase diagram of two features in one dimension, on a grid.
 *
 * Each cell is the global optimum over W and b (or over W alone), so that there is no noise, no restart to
 * choose and no training. About 0.1 ms a cell.
 *
 * Source: the paper, "Superposition as a phase change", figure of n = 2, m = 1 (relative importance of the
 * extra feature against feature probability); exact counterpart computed here.
 */

import { InvalidArgumentError } from '@toymodels/core';

import { type Numbers } from '../input.js';
import type { BiasMode } from '../optimise/relu-objective.js';
import { twoFeatureOptimum } from './full-optimum.js';
import { biasFreeMinima, type SectorMinimum } from './mcgrath.js';
import { nameExtraFeaturePhase, type ExtraFeaturePhase } from './name-phase.js';

/** A map of phases: row = importance ratio, column = feature probability. */
export interface PhaseMap {
  readonly importanceRatios: Float64Array;
  readonly featureProbabilities: Float64Array;
  /** Phase names, [importance ratio, feature probability] row-major */
  readonly phases: readonly ExtraFeaturePhase[];
  /** L at the optimum, [importance ratio, feature probability] */
  readonly loss: Float64Array;
  /** W at the optimum, [importance ratio, feature probability, 2] */
  readonly weights: Float64Array;
}

/** Options of {@link exactPhaseMap} and {@link exactPhaseMapAsync}. */
export interface PhaseMapOptions {
  /** `free` (default) optimises b too; `zero` is the bias-free model. */
  readonly bias?: BiasMode;
}

/** Progress and cancelling, for {@link exactPhaseMapAsync}. */
export interface PhaseMapControl {
  /** Stops between two rows. */
  readonly signal?: AbortSignal;
  /** Called after each row with the number of rows done. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** A finished map, or how many rows were done when it was aborted. */
export type PhaseMapResult =
  | { readonly status: 'finished'; readonly map: PhaseMap }
  | { readonly status: 'aborted'; readonly rowsDone: number };

/** Evenly spaced on a logarithmic axis, both ends included; for the axes of {@link exactPhaseMap}. */
export function logSpaced(from: number, to: number, count: number): Float64Array {
  if (!(from > 0 && to > 0 && Number.isInteger(count) && count >= 1)) {
    throw new InvalidArgumentError(
      `invalid logarithmic axis: ${from} to ${to} in ${count} points; both ends must be above 0 and the count a whole number from 1`,
    );
  }
  if (count === 1) return Float64Array.of(from);
  const ratio = Math.log(to / from) / (count - 1);
  const axis = Float64Array.from({ length: count }, (_, i) => from * Math.exp(ratio * i));
  axis[count - 1] = to;
  return axis;
}

/**
 * The phase, loss and weights of the exact optimum at every grid point, in one go (seconds for 200 x 200).
 *
 * @param importanceRatios r, each above 0
 * @param featureProbabilities p, each in (0, 1]
 */
export function exactPhaseMap(
  importanceRatios: Numbers,
  featureProbabilities: Numbers,
  options: PhaseMapOptions = {},
): PhaseMap {
  const grid = emptyMap(importanceRatios, featureProbabilities);
  for (let row = 0; row < grid.importanceRatios.length; row++) fillRow(grid, row, options.bias ?? 'free');
  return grid;
}

/** The same map, giving way to the event loop after each row. */
export async function exactPhaseMapAsync(
  importanceRatios: Numbers,
  featureProbabilities: Numbers,
  options: PhaseMapOptions = {},
  control: PhaseMapControl = {},
): Promise<PhaseMapResult> {
  const grid = emptyMap(importanceRatios, featureProbabilities);
  const rows = grid.importanceRatios.length;
  for (let row = 0; row < rows; row++) {
    if (control.signal?.aborted) return { status: 'aborted', rowsDone: row };
    fillRow(grid, row, options.bias ?? 'free');
    control.onProgress?.(row + 1, rows);
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
  }
  return { status: 'finished', map: grid };
}

/** A map being filled row by row. */
type GrowingMap = Omit<PhaseMap, 'phases'> & { readonly phases: ExtraFeaturePhase[] };

function emptyMap(importanceRatios: Numbers, featureProbabilities: Numbers): GrowingMap {
  const rows = Float64Array.from(importanceRatios);
  const columns = Float64Array.from(featureProbabilities);
  const loss = new Float64Array(rows.length * columns.length);
  const weights = new Float64Array(2 * loss.length);
  return { importanceRatios: rows, featureProbabilities: columns, phases: [], loss, weights };
}

function fillRow(grid: GrowingMap, row: number, bias: BiasMode): void {
  const { featureProbabilities: columns, loss, weights, phases } = grid;
  const r = grid.importanceRatios[row]!;
  let hint: readonly [number, number] | undefined;
  columns.forEach((p, column) => {
    const cell = row * columns.length + column;
    if (bias === 'zero') {
      const best = biasFreeOptimum(r, p);
      loss[cell] = best.loss;
      weights.set(best.weights, 2 * cell);
      phases.push(nameExtraFeaturePhase({ nFeatures: 2, nHidden: 1, weights: best.weights }).phase);
      return;
    }
    const optimum = twoFeatureOptimum(r, p, hint);
    hint = optimum.weights;
    loss[cell] = optimum.loss;
    weights.set(optimum.weights, 2 * cell);
    phases.push(optimum.phase);
  });
}

function biasFreeOptimum(r: number, p: number): SectorMinimum {
  const { sameSign, antipodal } = biasFreeMinima(r, p);
  return antipodal !== undefined && antipodal.loss <= sameSign.loss ? antipodal : sameSign;
}
