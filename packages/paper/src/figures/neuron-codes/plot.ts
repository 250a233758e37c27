/** The best model of each density as stacks of features on neurons, with its code in words. */

import { neuronStacks as analyse } from '@toymodels/analysis';
import { completeSpec } from '@toymodels/core';
import { neuronStacks } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { neuronView } from '../../shared/neuron-models.js';
import { seeded } from '../../shared/training.js';
import { count, density } from '../../shared/words.js';
import { codeInWords } from './code.js';
import { meta } from './meta.js';
import type { NeuronCodesData } from './run.js';
import type { NeuronCodesSpec } from './spec.js';

export function plot({ densities }: NeuronCodesData, _spec: NeuronCodesSpec, options: SvgOptions): string {
  const panels = densities.map(({ best, code }) => ({
    title: density(best.featureProbability),
    subtitle: codeInWords(code),
    view: neuronView(best),
    polysemantic: analyse(neuronView(best)).map(({ kind }) => kind === 'polysemantic'),
  }));
  return neuronStacks(panels, {
    ...options,
    title: meta.title,
    description: `Features on five neurons: ${panels.map(({ title, subtitle }) => `${title}: ${subtitle}`).join('; ')}.`,
    order: 'as-given',
  });
}

export function caption({ densities, nStarts }: NeuronCodesData, spec: NeuronCodesSpec): string {
  const complete = completeSpec(seeded(spec, 'codes'));
  return [
    `From dense to sparse the best models hold ${densities.map(({ code }) => codeInWords(code)).join('; ')} (features in neurons); tinted neurons serve more than one feature.`,
    `Model h = ReLU(W x), x′ = ReLU(Wᵀ h + b), ${describeModel(complete)}.`,
    describeTraining(spec, 'codes'),
    `Of ${count(nStarts)} starts at each density the one with the lowest loss on ${count(complete.training.evaluationSamples)} non-empty samples is shown, as the best codes are rare; codes are read from positive weights, since negative ones inhibit.`,
  ].join(' ');
}
