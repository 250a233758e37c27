/** The model drawn large with words at the things. */

import { completeSpec } from '@toymodels/core';
import { weightsAnatomy } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { viewOf } from '../../shared/models.js';
import { aloneIn, representedBy, sharedIn } from '../../shared/represented.js';
import { seeded } from '../../shared/training.js';
import { density, features } from '../../shared/words.js';
import { meta } from './meta.js';
import type { WeightsAnatomyData } from './run.js';
import type { WeightsAnatomySpec } from './spec.js';

function kinds({ model }: WeightsAnatomyData): string {
  const absent = model.nFeatures - representedBy(model).length;
  return `alone: ${features(aloneIn(model))}; in superposition: ${features(sharedIn(model))}; not represented: ${absent} of ${model.nFeatures}`;
}

export function plot(data: WeightsAnatomyData, _spec: WeightsAnatomySpec, options: SvgOptions): string {
  const view = viewOf(data.model);
  return weightsAnatomy(
    { view, bias: view.bias },
    { ...options, title: meta.title, description: `Features by how the model holds them. ${kinds(data)}.` },
  );
}

export function caption(data: WeightsAnatomyData, spec: WeightsAnatomySpec): string {
  const complete = completeSpec(seeded(spec, 'model'));
  return [
    `A feature can be held in three ways; here, ${kinds(data)}.`,
    'WᵀW says what each output receives from each feature, b what is added; the bars are the norms |W_i|, coloured by superposition Σ_{j≠i} (Ŵ_i·W_j)².',
    `ReLU output model, ${describeModel(complete)}, ${density(data.model.featureProbability)}.`,
    describeTraining(spec, 'model'),
  ].join(' ');
}
