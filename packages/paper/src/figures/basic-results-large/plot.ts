/** Norms of both sizes as bars: the large models first, the small ones below, at the same height. */

import { completeSpec } from '@toymodels/core';
import { weightsPortrait, type PortraitPanel } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { viewOf, type ModelData } from '../../shared/models.js';
import { representedBy } from '../../shared/represented.js';
import { seeded } from '../../shared/training.js';
import { count, list, number } from '../../shared/words.js';
import { meta } from './meta.js';
import type { BasicResultsLargeData } from './run.js';
import type { BasicResultsLargeSpec } from './spec.js';

/** All eight of one size in a row at the usual width. */
const MIN_PANEL_WIDTH = 66;

export function plot(data: BasicResultsLargeData, _spec: BasicResultsLargeSpec, options: SvgOptions): string {
  const large = data.relu.first;
  const small = data.smallRelu.first;
  const panels = [...rowOf(data.linear.first[0]!, large), ...rowOf(data.smallLinear.first[0]!, small)];
  return weightsPortrait(panels, {
    ...options,
    title: meta.title,
    description: `Represented features of the large ReLU models: ${counts(large)}; of the small ones: ${counts(small)}, at 1−S = ${densities(data)}.`,
    parts: ['norms'],
    minPanelWidth: MIN_PANEL_WIDTH,
  });
}

function rowOf(linear: ModelData, relu: readonly ModelData[]): PortraitPanel[] {
  const panel = (title: string, model: ModelData): PortraitPanel => ({
    title,
    subtitle: `n = ${model.nFeatures}`,
    view: viewOf(model),
  });
  // Without spaces: panels are as narrow as these words, and a line would break after "1−S =".
  return [
    panel('linear', linear),
    ...relu.map((model) => panel(`1−S=${number(model.featureProbability)}`, model)),
  ];
}

function counts(models: readonly ModelData[]): string {
  return list(models.map((model) => `${representedBy(model).length} of ${model.nFeatures}`));
}

function densities({ relu }: BasicResultsLargeData): string {
  return list(relu.first.map(({ featureProbability }) => number(featureProbability)));
}

export function caption(data: BasicResultsLargeData, spec: BasicResultsLargeSpec): string {
  return [
    'The upper panels have four times as many bars, drawn at the same height: on dense data the norms fall and take colour where those of the small models below do, on the sparsest further down.',
    `Norms |W_i|, most important feature on top, coloured by superposition. Above: ${describeModel(completeSpec(seeded(spec, 'sparseRelu')))}. Below: ${describeModel(completeSpec(seeded(spec, 'smallRelu')))}. Linear models at 1−S = ${number(data.linear.first[0]!.featureProbability)}, then ReLU output models at 1−S = ${densities(data)}.`,
    describeTraining(spec, 'sparseRelu'),
    ...othersInWords(spec),
  ].join(' ');
}

/** The densest of the sparse densities. */
function sparseFrom(spec: BasicResultsLargeSpec): string {
  return number(completeSpec(seeded(spec, 'sparseRelu')).data.featureProbability as number);
}

const OTHERS = {
  denseRelu: 'large models on denser data',
  linear: 'large linear model',
  smallLinear: 'small linear model',
  smallRelu: 'small ReLU models',
} as const;

/** What the other runs do otherwise than the large models on sparse data, and how many starts each has. */
function othersInWords(spec: BasicResultsLargeSpec): string[] {
  const trainingOf = (name: keyof typeof spec.runs) => completeSpec(seeded(spec, name)).training;
  const usual = trainingOf('sparseRelu');
  const others = (Object.keys(OTHERS) as (keyof typeof OTHERS)[]).flatMap((name) => {
    const { steps, optimiser } = trainingOf(name);
    const other = [
      ...(steps === usual.steps ? [] : [`${count(steps)} steps`]),
      ...(optimiser.learningRate === usual.optimiser.learningRate
        ? []
        : [`a rate from ${number(optimiser.learningRate)}`]),
    ];
    return other.length === 0 ? [] : [`the ${OTHERS[name]} ${other.join(' at ')}`];
  });
  const small = trainingOf('smallRelu').restarts.count;
  const large = usual.restarts.count;
  return [
    ...(others.length === 0
      ? []
      : [`That is for the large models up to 1−S = ${sparseFrom(spec)}; for ${list(others)}.`]),
    `Each large model has ${large === 1 ? 'one start' : `${large} starts`}, each small ReLU model ${small}; the first is drawn and all count in the claims.`,
  ];
}
