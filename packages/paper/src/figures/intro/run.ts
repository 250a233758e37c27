/** Trains all starts, evaluates each exactly, keeps the best at each density, and looks for the exact minimum. */

import { findOptima, reluOutputLoss } from '@toymodels/theory';
import { AbortedError, type FigureContext } from '../../figure.js';
import { exactInput, type ModelData } from '../../shared/models.js';
import { trainRuns, type HistoryData } from '../../shared/training.js';
import type { IntroSpec } from './spec.js';

/** The kept model at one density, and how it compares with the other starts. */
export interface IntroSolution extends ModelData {
  /** Population loss of the kept model, without sampling noise. */
  readonly exactLoss: number;
  /** Population losses of all starts, ascending. */
  readonly exactLossOfStarts: readonly number[];
  /** The lowest population loss found by exact descent, with no sampling at all. */
  readonly leastLoss: number;
}

export interface IntroData {
  /** In the order of the spec's densities. */
  readonly solutions: readonly IntroSolution[];
  /** Every start, [density][start]. */
  readonly starts: readonly (readonly ModelData[])[];
  /** Loss over training of the kept models, in the same order. */
  readonly history: HistoryData;
}

export async function run(spec: IntroSpec, context: FigureContext): Promise<IntroData> {
  const { plane } = await trainRuns(spec, context);
  const nInstances = 1 + Math.max(...plane.models.map(({ instance }) => instance));
  const losses = plane.models.map((model) => reluOutputLoss(exactInput(model)));
  const kept: number[] = [];
  const solutions: IntroSolution[] = [];
  const all: ModelData[][] = [];
  for (let instance = 0; instance < nInstances; instance++) {
    const starts = [...plane.models.keys()].filter((index) => plane.models[index]!.instance === instance);
    const best = starts.reduce((a, b) => (losses[b]! < losses[a]! ? b : a));
    kept.push(best);
    all.push(starts.map((index) => plane.models[index]!));
    solutions.push({
      ...plane.models[best]!,
      exactLoss: losses[best]!,
      exactLossOfStarts: starts.map((index) => losses[index]!).sort((a, b) => a - b),
      leastLoss: await leastLoss(plane.models[best]!, spec, context),
    });
  }
  return {
    solutions,
    starts: all,
    history: { ...plane.history, loss: kept.map((index) => plane.history.loss[index]!) },
  };
}

/** The lowest minimum of the exact loss that descents from random starts find. */
async function leastLoss(model: ModelData, spec: IntroSpec, { signal }: FigureContext): Promise<number> {
  const { status, optima } = await findOptima(
    exactInput(model),
    { starts: spec.exactStarts, seed: spec.seed },
    signal ? { signal } : {},
  );
  if (status === 'aborted') throw new AbortedError();
  return optima[0]!.loss;
}
