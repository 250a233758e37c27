/** The three solutions side by side, turned to one orientation; and the words around them. */

import { featureVectors } from '@toymodels/plots';
import { completeSpec } from '@toymodels/core';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { viewOf } from '../../shared/models.js';
import { seeded } from '../../shared/training.js';
import { count, features, number } from '../../shared/words.js';
import { meta } from './meta.js';
import type { IntroData, IntroSolution } from './run.js';
import type { IntroSpec } from './spec.js';

const REPRESENTED = 0.5;

function embedded({ norms }: IntroSolution): number[] {
  return norms.flatMap((norm, i) => (norm > REPRESENTED ? [i] : []));
}

export function plot({ solutions }: IntroData, _spec: IntroSpec, options: SvgOptions): string {
  const panels = solutions.map((solution) => ({
    title: `S = ${number(1 - solution.featureProbability)}`,
    subtitle: `${embedded(solution).length} of ${solution.nFeatures} features embedded`,
    view: viewOf(solution),
    importance: solution.importance,
  }));
  const description = solutions
    .map(
      (solution) =>
        `At sparsity ${number(1 - solution.featureProbability)} features ${features(embedded(solution))} are embedded.`,
    )
    .join(' ');
  return featureVectors(panels, { ...options, title: meta.title, description });
}

export function caption({ solutions }: IntroData, spec: IntroSpec): string {
  const counts = solutions.map((solution) => embedded(solution).length).join(', then ');
  const complete = completeSpec(seeded(spec, 'plane'));
  const starts = complete.training.restarts.count;
  return [
    `${counts} of the features are embedded as sparsity grows; each arrow is the vector of one feature, standing out more where it is more important, in the unit circle.`,
    `ReLU output model, ${describeModel(complete)}.`,
    describeTraining(spec, 'plane'),
    starts > 1
      ? `At each S the best of ${count(starts)} starts by exact loss is shown, since single starts end in local minima.`
      : 'One start at each S.',
    'Solutions are turned so that feature 1 points up and the next one to the right.',
  ].join(' ');
}
