/** Three maps side by side: trained, the paper's four candidates, the exact optimum. */

import { completeSpec } from '@toymodels/core';
import { phaseMap, type PhaseMapOptions } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeTraining } from '../../shared/captions.js';
import { axisValues, tally } from '../../shared/phase-grid.js';
import { seeded } from '../../shared/training.js';
import { count, number } from '../../shared/words.js';
import { candidatePhases, trainedPhases } from './claims.js';
import { meta } from './meta.js';
import type { Phase32Data } from './run.js';
import { CODE, WORDS, type Phase32 } from './solution.js';
import type { Phase32Spec } from './spec.js';

const NAMES: NonNullable<PhaseMapOptions['names']> = {
  'extra-ignored': { kind: 'ignored', words: WORDS['extra-ignored'] },
  'other-ignored': { kind: 'none', words: WORDS['other-ignored'] },
  'extra-paired': { kind: 'antipodal', words: WORDS['extra-paired'] },
  'others-paired': { kind: 'dedicated', words: WORDS['others-paired'] },
  mixed: { kind: 'mixed', words: WORDS.mixed },
};

export function plot(data: Phase32Data, spec: Phase32Spec, options: SvgOptions): string {
  const axes = {
    importanceRatios: axisValues(spec.grid.importanceRatio),
    featureProbabilities: axisValues(spec.grid.featureProbability),
  };
  const panels = [
    { title: 'trained', ...axes, phases: data.trained.map((models) => tally(CODE.decode(models))) },
    { title: 'four candidates', subtitle: 'unit vectors, no bias', ...axes, phases: candidatePhases(spec) },
    { title: 'exact optimum', subtitle: 'all weights and biases', ...axes, phases: CODE.decode(data.exact) },
  ];
  const phases = trainedPhases(data);
  const counts = Object.entries(tally(phases))
    .sort((a, b) => b[1] - a[1])
    .map(([name, n]) => `${WORDS[name as Phase32]} in ${number((100 * n) / phases.length)} %`);
  return phaseMap(panels, {
    ...options,
    document: options.document,
    title: meta.title,
    description: `What becomes of the extra feature over its relative importance (horizontal) and the density of the data (vertical). Trained models: ${counts.join(', ')} of the cells.`,
    names: NAMES,
  });
}

export function caption(_data: Phase32Data, spec: Phase32Spec): string {
  const { training } = completeSpec(seeded(spec, 'cell'));
  const { count: ratios, from, to } = spec.grid.importanceRatio;
  const { count: densities } = spec.grid.featureProbability;
  return [
    'On dense data the least important feature is left out; on sparse data the two less important ones share a dimension as an antipodal pair.',
    `Trained: ReLU output models, n = 3 features, m = 2 hidden dimensions, two of importance 1, the extra one from ${number(from)} to ${number(to)}, in ${ratios} × ${densities} cells, each coloured by what its kept models do: of ${count(training.restarts.count)} starts a cell the one with the highest loss is dropped.`,
    `Four candidates: the cheapest of the paper's, W perpendicular to (0, 0, 1), (1, 0, 0), (0, 1, 1) or (1, 1, 0). Exact optimum: the lowest minimum of the exact loss over weights and biases that descents find from the candidates, a neighbour and ${count(spec.exactStarts)} random starts.`,
    describeTraining(spec, 'cell'),
  ].join(' ');
}
