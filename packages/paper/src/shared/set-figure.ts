/** Plot and caption of the small figures on correlated sets: the best start beside the exact minimum. */

import { completeSpec } from '@toymodels/core';
import { featureVectors } from '@toymodels/plots';
import type { SvgOptions } from '../figure.js';
import { describeModel, describeTraining } from './captions.js';
import { setView, type SetsData, type SetSolution, type SetsSpec } from './correlated-sets.js';
import { seeded } from './training.js';
import { count, density, number } from './words.js';

/** The set of each feature. */
function setNumbers({ sets, nFeatures }: SetsData): number[] {
  const of = new Array<number>(nFeatures).fill(0);
  sets.forEach((features, set) => features.forEach((feature) => (of[feature] = set)));
  return of;
}

export function plotSets(data: SetsData, title: string, description: string, options: SvgOptions): string {
  const panel = (name: string, solution: SetSolution) => ({
    title: name,
    subtitle: `L = ${number(solution.loss)}`,
    view: setView(solution, data),
    sets: setNumbers(data),
  });
  const panels = [panel('trained, best start', data.starts[0]!), panel('exact minimum', data.optimum)];
  return featureVectors(panels, { ...options, title, description });
}

export function captionSets(first: string, data: SetsData, spec: SetsSpec): string {
  const complete = completeSpec(seeded(spec, 'plane'));
  const { sets } = complete.data;
  const kind = sets[0]!.kind;
  return [
    first,
    'Left the best by exact loss of the trained starts, right the lowest minimum of the exact loss; each set has its own hue and shape.',
    `ReLU output model, ${describeModel(complete)}, ${sets.length} ${kind} sets of ${sets[0]!.features.length}, ${density(complete.data.featureProbability as number)} for each set (${kind === 'correlated' ? 'all of its features are active, or none' : 'one of its features is active, or none'}). The paper gives no density; this one is ours.`,
    `${count(data.starts.length)} starts; exact descent from ${count(spec.exactStarts)} random starts, of which a share of ${number(data.optimum.share)} ends at the minimum shown.`,
    describeTraining(spec, 'plane'),
  ].join(' ');
}
