/** Trains all starts, evaluates each exactly, keeps the best at each density. */

import { reluOutputLoss } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import type { ModelData } from '../../shared/models.js';
import { trainRuns, type HistoryData } from '../../shared/training.js';
import type { IntroSpec } from './spec.js';

/** The kept model at one density, and how it compares with the other starts. */
export interface IntroSolution extends ModelData {
  /** Population loss of the kept model, without sampling noise. */
  readonly exactLoss: number;
  /** Population losses of all starts, ascending. */
  readonly exactLossOfStarts: readonly number[];
}

export interface IntroData {
  /** In the order of the spec's densities. */
  readonly solutions: readonly IntroSolution[];
  /** Loss over training of the kept models, in the same order. */
  readonly history: HistoryData;
}

function exactLoss(model: ModelData): number {
  const { featureProbability, nFeatures } = model;
  return reluOutputLoss({ ...model, featureProbability: new Array<number>(nFeatures).fill(featureProbability) });
}

export async function run(spec: IntroSpec, context: FigureContext): Promise<IntroData> {
  const { plane } = await trainRuns(spec, context);
  const nInstances = 1 + Math.max(...plane.models.map(({ instance }) => instance));
  const losses = plane.models.map(exactLoss);
  const kept: number[] = [];
  const solutions = Array.from({ length: nInstances }, (_, instance) => {
    const starts = [...plane.models.keys()].filter((index) => plane.models[index]!.instance === instance);
    const best = starts.reduce((a, b) => (losses[b]! < losses[a]! ? b : a));
    kept.push(best);
    const exactLossOfStarts = starts.map((index) => losses[index]!).sort((a, b) => a - b);
    return { ...plane.models[best]!, exactLoss: losses[best]!, exactLossOfStarts };
  });
  return { solutions, history: { ...plane.history, loss: kept.map((index) => plane.history.loss[index]!) } };
}
