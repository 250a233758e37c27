/** One panel for the linear model and one for each density of the ReLU model. */

import { completeSpec } from '@toymodels/core';
import { weightsPortrait } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { viewOf } from '../../shared/models.js';
import { representedBy } from '../../shared/represented.js';
import { seeded } from '../../shared/training.js';
import { count, density, list, number } from '../../shared/words.js';
import { meta } from './meta.js';
import type { BasicResultsData } from './run.js';
import type { BasicResultsSpec } from './spec.js';

export function plot(
  { linear, relu }: BasicResultsData,
  _spec: BasicResultsSpec,
  options: SvgOptions,
): string {
  const panelOf = (title: string, model: (typeof relu.models)[number]) => {
    const view = viewOf(model);
    return { title, view, bias: view.bias };
  };
  const dense = linear.models[0]!;
  const panels = [
    panelOf(`linear, ${density(dense.featureProbability)}`, dense),
    ...relu.models.map((model) => panelOf(`ReLU, ${density(model.featureProbability)}`, model)),
  ];
  const counts = relu.models.map(
    (model) => `${representedBy(model).length} at ${density(model.featureProbability)}`,
  );
  return weightsPortrait(panels, {
    ...options,
    title: meta.title,
    description: `The linear model represents ${representedBy(dense).length} features. Features represented by the ReLU output model: ${list(counts)}.`,
  });
}

export function caption({ linear, relu }: BasicResultsData, spec: BasicResultsSpec): string {
  const counts = relu.models.map((model) => representedBy(model).length);
  const complete = completeSpec(seeded(spec, 'relu'));
  const densities = list(relu.models.map(({ featureProbability }) => number(featureProbability)));
  return [
    `The linear model represents ${representedBy(linear.models[0]!).length} features and stays so at every density; with a ReLU on the output the number goes ${list(counts.map(String))} as the data get sparser, and bars turn yellow where features share dimensions.`,
    `Each panel shows WᵀW, the bias b and the norms |W_i| of one model, the most important feature on top: ${describeModel(complete)}; 1−S = ${densities}.`,
    describeTraining(spec, 'relu'),
    linearInWords(spec),
  ].join(' ');
}

function linearInWords(spec: BasicResultsSpec): string {
  const { training } = completeSpec(seeded(spec, 'linear'));
  const { steps, restarts } = training;
  return `The linear model was trained for ${count(steps)} steps at every density, from ${count(restarts.count)} ${restarts.count === 1 ? 'start' : 'starts'}; the first ${restarts.count === 1 ? 'density' : 'start at the first density'} is drawn.`;
}
