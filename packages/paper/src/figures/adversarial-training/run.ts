/** Trains every start at every length of attack, counts features, and attacks what came out. */

import { drawInputs, fixedAttacks, perExampleAttacks, vulnerability } from '@toymodels/analysis';
import { RandomStream, streamKey } from '@toymodels/core';
import { meanInputNorm } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { viewOf } from '../../shared/models.js';
import { aloneIn, representedBy } from '../../shared/represented.js';
import { mapStaged, stage } from '../../shared/stages.js';
import { trainRuns } from '../../shared/training.js';
import type { AdversarialTrainingSpec } from './spec.js';

export interface RobustStart {
  /** Evaluated loss on inputs that are not attacked. */
  readonly loss: number;
  /** |W|_F^2 / m = 1 / D*. */
  readonly featuresPerDimension: number;
  readonly represented: number;
  /** Represented features in superposition. */
  readonly sharing: number;
  /** (L' - L) / epsilon^2 under the worst single attack for all inputs. */
  readonly fixed: number;
  /** The same under the worst attack for each input. */
  readonly perExample: number;
}

export interface AtLength {
  /** |x_adv - x| in training. */
  readonly length: number;
  /** In the order of the restarts. */
  readonly starts: readonly RobustStart[];
}

export interface AdversarialTrainingData {
  readonly nHidden: number;
  readonly meanInputNorm: number;
  readonly lengths: readonly AtLength[];
}

const round = (value: number): number => Number(value.toPrecision(5));

export async function run(
  spec: AdversarialTrainingSpec,
  context: FigureContext,
): Promise<AdversarialTrainingData> {
  const trained = await trainRuns(spec, stage(context, 0, 0.8));
  const { nFeatures, nHidden, featureProbability } = trained['length-0']!.models[0]!;
  const law = {
    nFeatures,
    featureProbability: new Array<number>(nFeatures).fill(featureProbability),
    importance: new Array<number>(nFeatures).fill(1),
  };
  const norm = meanInputNorm(law);
  const epsilon = spec.measuredShare * norm;
  const samples = drawInputs(law, spec.inputs, new RandomStream(streamKey(spec.seed, 'general')));
  const all = spec.lengths.flatMap((length, k) =>
    trained[`length-${k}`]!.models.map((model) => ({ length, model })),
  );
  const measured = await mapStaged(stage(context, 0.8, 1), 'attacking', all, ({ length, model }) => {
    const view = viewOf(model);
    const represented = representedBy(model).length;
    const squares = model.norms.reduce((sum, each) => sum + each * each, 0);
    const start: RobustStart = {
      loss: round(model.loss),
      featuresPerDimension: round(squares / nHidden),
      represented,
      sharing: represented - aloneIn(model).length,
      fixed: round(vulnerability(fixedAttacks(view, { samples }, { epsilon })).ratio),
      perExample: round(vulnerability(perExampleAttacks(view, samples, { epsilon })).ratio),
    };
    return { length, start };
  });
  return {
    nHidden,
    meanInputNorm: round(norm),
    lengths: spec.lengths.map((length) => ({
      length,
      starts: measured.filter((each) => each.length === length).map(({ start }) => start),
    })),
  };
}
