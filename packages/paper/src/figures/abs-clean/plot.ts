/** The same circuit three times: as matrices, as stacks of features on neurons, and as a graph. */

import { completeSpec } from '@toymodels/core';
import { composeFigures, neuronStacks, weightGraph, weightMatrix } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { neuronView, outputView } from '../../shared/neuron-models.js';
import { seeded } from '../../shared/training.js';
import { count } from '../../shared/words.js';
import { isClean } from './claims.js';
import { meta } from './meta.js';
import type { AbsCleanData } from './run.js';
import type { AbsCleanSpec } from './spec.js';

export function plot({ best, starts }: AbsCleanData, _spec: AbsCleanSpec, options: SvgOptions): string {
  const input = neuronView(best);
  const output = outputView(best);
  const description = isClean(starts[0]!)
    ? `Each of ${best.nFeatures} features has one neuron that fires where it is positive and one where it is negative; both feed its own output.`
    : `Weights of ${best.nHidden} neurons that compute the absolute values of ${best.nFeatures} features.`;
  return composeFigures(
    [
      (part) =>
        weightMatrix(
          [
            { title: 'into neurons: W_{1}', view: input },
            { title: 'out of neurons: W_{2}', view: output },
          ],
          { ...part, title: 'matrices', showTitle: false, description, columnName: 'neuron' },
        ),
      (part) =>
        neuronStacks([{ title: 'W_{1} stacked on neurons', view: input }], {
          ...part,
          title: 'stacks',
          showTitle: false,
          description,
          order: 'as-given',
        }),
      (part) =>
        weightGraph([{ title: 'as a graph', input, output }], {
          ...part,
          title: 'graph',
          showTitle: false,
          description,
          order: 'as-given',
          layerNames: ['features x', 'neurons h', 'outputs y'],
        }),
    ],
    { ...options, title: meta.title, description, minPartWidth: 330 },
  );
}

export function caption({ starts }: AbsCleanData, spec: AbsCleanSpec): string {
  const complete = completeSpec(seeded(spec, 'absolute'));
  const clean = starts.filter(isClean).length;
  return [
    `Every neuron serves one side of one feature, x or −x, and its output adds the two in ${clean} of ${count(starts.length)} starts; shown is the one with the lowest exact loss.`,
    `Absolute-value model h = ReLU(W₁ x), y = ReLU(W₂ h + b), target |x|, ${describeModel(complete)}, dense data (the paper gives no density).`,
    describeTraining(spec, 'absolute'),
    'Each neuron is scaled so that its largest input weight is 1, and its output weights by the inverse; neurons are sorted by their feature.',
  ].join(' ');
}
