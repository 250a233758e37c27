/** Trains every start, learns a dictionary from its activations, and matches it with W; a random dictionary beside it. */

import {
  drawInputs,
  hiddenActivations,
  learnDictionary,
  matchDictionary,
  REPRESENTED_NORM,
} from '@toymodels/analysis';
import { RandomStream, streamKey } from '@toymodels/core';
import type { FigureContext } from '../../figure.js';
import { representedBy } from '../../shared/represented.js';
import { viewOf } from '../../shared/models.js';
import { mapStaged, stage } from '../../shared/stages.js';
import { trainRuns } from '../../shared/training.js';
import type { OvercompleteSpec } from './spec.js';

export interface DictionaryStart {
  readonly featureProbability: number;
  readonly represented: number;
  /** Cosine of each represented feature with its partner in the dictionary, ascending. */
  readonly cosines: readonly number[];
  /** Mean of them; 0 where none is represented. */
  readonly mean: number;
  /** Mean matched cosine of random unit vectors, as many. */
  readonly random: number;
  /** Share of |h|^2 that the dictionary reconstructs. */
  readonly explained: number;
}

export interface OvercompleteData {
  readonly nFeatures: number;
  readonly nHidden: number;
  /** By density, from dense to sparse, then by restart. */
  readonly starts: readonly DictionaryStart[];
}

const round = (value: number): number => Number(value.toFixed(4)) + 0;

export async function run(spec: OvercompleteSpec, context: FigureContext): Promise<OvercompleteData> {
  const { models } = await trainRuns(spec, stage(context, 0, 0.5));
  const starts = await mapStaged(
    stage(context, 0.5, 1),
    'learning dictionaries',
    models.models,
    (model): DictionaryStart => {
      const { nFeatures, nHidden, featureProbability } = model;
      const view = viewOf(model);
      const stream = (part: number): RandomStream =>
        new RandomStream(streamKey(spec.seed, 'search', 3 * model.instance + part, model.restart));
      const law = {
        nFeatures,
        featureProbability: new Array<number>(nFeatures).fill(featureProbability),
        importance: new Array<number>(nFeatures).fill(1),
      };
      const activations = hiddenActivations(view, drawInputs(law, spec.inputs, stream(0)));
      const learned = learnDictionary(activations, stream(1), {
        nAtoms: nFeatures,
        rounds: spec.rounds,
        starts: spec.dictionaryStarts,
      });
      const random = stream(2);
      const guess = {
        nFeatures,
        nHidden,
        weights: Float64Array.from({ length: nFeatures * nHidden }, () => random.normal()),
      };
      const representedNorm = REPRESENTED_NORM;
      const match = matchDictionary(learned, view, { representedNorm });
      const chance = matchDictionary(guess, view, { representedNorm });
      const represented = representedBy(model).length;
      return {
        featureProbability,
        represented,
        cosines: match.pairs.map(({ cosine }) => round(cosine)).sort((a, b) => a - b),
        mean: represented > 0 ? round(match.meanCosine) : 0,
        random: represented > 0 ? round(chance.meanCosine) : 0,
        explained: round(learned.explained),
      };
    },
  );
  const { nFeatures, nHidden } = models.models[0]!;
  return { nFeatures, nHidden, starts };
}
