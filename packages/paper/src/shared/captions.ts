/**
 * How a figure was made, in words, from its spec: sizes, data, optimiser, selection, seed.
 *
 * Where a setting is not that of the authors' notebook (AdamW, constant rate 1e-3, batches of 1 024
 * plain samples, 10 000 steps, one start), the sentence says so.
 */

import { completeSpec, type CompleteRunSpec, type FeatureValues } from '@toymodels/core';
import { seeded, type RunsSpec } from './training.js';
import { count, number } from './words.js';

/** "n = 20 features, m = 5 hidden dimensions, I_i = 0.7^i (i from 0)". */
export function describeModel({ model, data }: CompleteRunSpec): string {
  return `n = ${model.nFeatures} features, m = ${model.nHidden} hidden dimensions, importance ${describeImportance(data.importance)}`;
}

function describeImportance(importance: FeatureValues): string {
  if (typeof importance === 'number') return `${number(importance)} for all`;
  if (!('curve' in importance)) return importance.map(number).join(', ');
  switch (importance.curve) {
    case 'geometric':
      return `${importance.first === 1 ? '' : `${number(importance.first)} · `}${number(importance.ratio)}^i (i from 0)`;
    case 'linear':
    case 'logarithmic':
      return `from ${number(importance.first)} to ${number(importance.last)} in ${importance.curve} steps`;
  }
}

/** One or more sentences on how a run of the figure was trained. */
export function describeTraining(spec: RunsSpec, name: string): string {
  const { training, seed } = completeSpec(seeded(spec, name));
  const { optimiser } = training;
  const rate =
    optimiser.schedule === 'constant'
      ? `a constant rate of ${number(optimiser.learningRate)}`
      : `a rate that falls from ${number(optimiser.learningRate)} to ${number(optimiser.learningRate * optimiser.finalRate)} ${optimiser.schedule === 'linear' ? 'on a line' : 'on half a cosine'}`;
  const sampling = training.sampling === 'non-empty' ? 'non-empty samples' : 'samples';
  const sentences = [
    `Trained by AdamW for ${count(training.steps)} steps of ${count(training.batchSize)} ${sampling}, with ${rate} and weight decay ${number(optimiser.weightDecay)}, seed ${seed}.`,
  ];
  if (optimiser.schedule !== 'constant') {
    sentences.push(
      "The falling rate, in place of the authors' constant 0.001, ends the jitter that hides small weights and biases.",
    );
  }
  if (training.sampling === 'non-empty') {
    sentences.push(
      'Empty samples are not drawn but added with their exact weight: the same loss in expectation, with far less noise where data are sparse.',
    );
  }
  const { count: starts, keep } = training.restarts;
  if (starts > 1 && keep === 'best') {
    sentences.push(
      `Of ${count(starts)} starts for each model the one with the lowest evaluated loss is kept, as single starts end in local minima.`,
    );
  }
  return sentences.join(' ');
}
