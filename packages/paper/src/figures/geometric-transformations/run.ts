/** Trains with checkpoints, evaluates each exactly, and finds the stages. */

import { cosines, instanceOf, trainingStages, type WeightView } from '@toymodels/analysis';
import { completeSpec } from '@toymodels/core';
import { reluOutputLoss } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { exactSets } from '../../shared/correlated-sets.js';
import { trainRaw } from '../../shared/raw-training.js';
import { mapStaged, stage } from '../../shared/stages.js';
import { seeded } from '../../shared/training.js';
import type { TransformationsSpec } from './spec.js';

export interface StageData {
  readonly name: string;
  readonly firstStep: number;
  readonly lastStep: number;
  /** Exact loss at the look that stands for it. */
  readonly loss: number;
  /** Step of that look. */
  readonly step: number;
  /** Sets of features that point the same way there, singles included. */
  readonly directions: readonly (readonly number[])[];
  /** W there, [feature, 3], turned as the end is. */
  readonly weights: readonly number[];
}

export interface StartStages {
  readonly stages: readonly StageData[];
  /** Largest |cosine| of two features of one set at the end. */
  readonly withinAtEnd: number;
  /** Least cosine of a feature with one of the other set at the end, the largest over features. */
  readonly oppositeAtEnd: number;
  readonly finalLoss: number;
}

export interface TransformationsData {
  readonly sets: readonly (readonly number[])[];
  /** Step of each look. */
  readonly steps: readonly number[];
  /** Exact loss at each look, [start][look]. */
  readonly loss: readonly (readonly number[])[];
  readonly starts: readonly StartStages[];
  /** W of the first start at each look, [look][feature, 3], turned as the end is. */
  readonly path: readonly (readonly number[])[];
}

const round = (value: number): number => Number(value.toPrecision(6));
const N = 6;

export async function run(spec: TransformationsSpec, context: FigureContext): Promise<TransformationsData> {
  const { training, data } = completeSpec(seeded(spec, 'sets'));
  const looks = Array.from({ length: Math.floor(training.steps / spec.every) + 1 }, (_, k) => k * spec.every);
  const { sets: result } = await trainRaw(spec, stage(context, 0, 0.8), { sets: looks });
  const sets = data.sets.map(({ features }) => features);
  const problem = exactSets(spec.runs.sets, data.featureProbability as number);
  const found = await mapStaged(stage(context, 0.8, 1), 'finding stages', result.models, (_, place) => {
    const views = result.checkpoints.map(({ parameters }) => instanceOf(parameters, place));
    const loss = result.checkpoints.map(({ parameters }, look) =>
      round(
        reluOutputLoss({
          ...problem,
          weights: views[look]!.weights,
          bias: parameters.bias.subarray(place * N, (place + 1) * N),
        }),
      ),
    );
    return { loss, start: stagesOf(views, looks, loss, sets) };
  });
  return {
    sets,
    steps: looks,
    loss: found.map((each) => each.loss),
    starts: found.map(({ start }) => start),
    path: pathOf(result.checkpoints.map(({ parameters }) => instanceOf(parameters, 0))),
  };
}

function pathOf(views: readonly WeightView[]): number[][] {
  const turn = upright(views.at(-1)!);
  return views.map((view) => turned(view, turn));
}

function stagesOf(
  views: readonly WeightView[],
  looks: readonly number[],
  loss: readonly number[],
  sets: readonly (readonly number[])[],
): StartStages {
  const end = views.at(-1)!;
  const turn = upright(end);
  const cosine = cosines(end);
  const other = (i: number): readonly number[] => sets.find((features) => !features.includes(i))!;
  const within = sets.flatMap((features) =>
    features.flatMap((i) => features.flatMap((j) => (i < j ? [Math.abs(cosine[N * i + j]!)] : []))),
  );
  const opposite = Array.from({ length: N }, (_, i) => Math.min(...other(i).map((j) => cosine[N * i + j]!)));
  return {
    stages: trainingStages([...views], [...looks]).map(
      ({ name, firstStep, lastStep, middle, directions }) => ({
        name,
        firstStep,
        lastStep,
        loss: loss[middle]!,
        step: looks[middle]!,
        directions,
        weights: turned(views[middle]!, turn),
      }),
    ),
    withinAtEnd: round(Math.max(...within)),
    oppositeAtEnd: round(Math.max(...opposite)),
    finalLoss: loss.at(-1)!,
  };
}

/**
 * A turn after which the sum of the first set's vectors points up: an antiprism then stands on a face.
 *
 * Rows are the new axes. The first of them is the part of feature 1 across the vertical.
 */
function upright(view: WeightView): number[][] {
  const vector = (i: number): number[] => Array.from(view.weights.subarray(3 * i, 3 * i + 3));
  const sum = [0, 1, 2].map((h) => vector(0)[h]! + vector(1)[h]! + vector(2)[h]!);
  const up = unit(sum, [0, 0, 1]);
  const first = vector(0);
  const along = first.reduce((total, value, h) => total + value * up[h]!, 0);
  const front = unit(
    first.map((value, h) => value - along * up[h]!),
    [1, 0, 0],
  );
  const side = [
    up[1]! * front[2]! - up[2]! * front[1]!,
    up[2]! * front[0]! - up[0]! * front[2]!,
    up[0]! * front[1]! - up[1]! * front[0]!,
  ];
  return [front, side, up];
}

function unit(vector: readonly number[], otherwise: readonly number[]): number[] {
  const norm = Math.hypot(...vector);
  return norm > 1e-9 ? vector.map((value) => value / norm) : [...otherwise];
}

function turned(view: WeightView, axes: readonly (readonly number[])[]): number[] {
  return Array.from({ length: 3 * N }, (_, k) => {
    const [i, axis] = [Math.floor(k / 3), axes[k % 3]!];
    return Number(axis.reduce((sum, value, h) => sum + value * view.weights[3 * i + h]!, 0).toFixed(4));
  });
}
