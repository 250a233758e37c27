/** Trains both models, rotates them, and compares losses on the same samples in float64. */

import { BatchSampler, lossAndGradient, RandomStream, resolveRun, streamKey } from '@toymodels/core';
import type { FigureContext } from '../../figure.js';
import type { ModelData } from '../../shared/models.js';
import { mapStaged, stage } from '../../shared/stages.js';
import { seeded, trainRuns } from '../../shared/training.js';
import { planeRotation, randomPermutation, randomRotation, rotated } from './rotation.js';
import type { PrivilegedBasisSpec } from './spec.js';

/** One model under rotations. */
export interface RotatedModel {
  readonly loss: number;
  /** (loss(OW) − loss(W)) / loss(W) for random rotations O, [rotation]. */
  readonly changes: readonly number[];
  /** The same for random permutations of the hidden dimensions. */
  readonly permuted: readonly number[];
  /** The same for angles from 0 to 360 degrees in the first plane, [angle]. */
  readonly turned: readonly number[];
}

export interface PrivilegedBasisData {
  /** [model]. */
  readonly output: readonly RotatedModel[];
  readonly hidden: readonly RotatedModel[];
}

export async function run(spec: PrivilegedBasisSpec, context: FigureContext): Promise<PrivilegedBasisData> {
  const trained = await trainRuns(spec, stage(context, 0, 0.6));
  return {
    output: await rotations(spec, 'output', trained.output.models, stage(context, 0.6, 0.8)),
    hidden: await rotations(spec, 'hidden', trained.hidden.models, stage(context, 0.8, 1)),
  };
}

function rotations(
  spec: PrivilegedBasisSpec,
  name: 'output' | 'hidden',
  models: readonly ModelData[],
  context: FigureContext,
): Promise<RotatedModel[]> {
  const resolved = resolveRun(seeded(spec, name));
  return mapStaged(context, 'rotations', models, (model, place) => {
    const { nFeatures, nHidden, importance } = model;
    const x = new BatchSampler(resolved, place * resolved.spec.training.restarts.count, 'evaluation').batch(
      0,
      spec.samples,
    );
    const problem = {
      model: resolved.spec.model,
      importance: Float64Array.from(importance),
      hiddenL1: 0,
    };
    const lossOf = (weights: readonly number[]): number =>
      lossAndGradient(
        problem,
        {
          nInstances: 1,
          nFeatures,
          nHidden,
          weights: Float64Array.from(weights),
          bias: Float64Array.from(model.bias),
        },
        x,
      ).loss;
    const loss = lossOf(model.weights);
    const change = (rotation: number[][]): number => lossOf(rotated(model.weights, rotation)) / loss - 1;
    const random = new RandomStream(streamKey(spec.seed, 'general', place));
    const repeat = (of: () => number[][]): number[] =>
      Array.from({ length: spec.rotations }, () => change(of()));
    return {
      loss,
      changes: repeat(() => randomRotation(nHidden, random)),
      permuted: repeat(() => randomPermutation(nHidden, random)),
      turned: Array.from({ length: spec.angles }, (_, k) =>
        change(planeRotation(nHidden, (2 * Math.PI * k) / (spec.angles - 1))),
      ),
    };
  });
}
