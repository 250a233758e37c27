/** The scatter of D_i, and below it the graphs of a few of its models. */

import { completeSpec } from '@toymodels/core';
import { composeFigures, dimensionalityScatter, featureGraph } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { seeded } from '../../shared/training.js';
import { graphPanel } from '../../shared/uniform-geometry.js';
import { count, list, number } from '../../shared/words.js';
import { meta } from './meta.js';
import type { FeatureDimensionalityData } from './run.js';
import type { FeatureDimensionalitySpec } from './spec.js';

export function plot(
  { sweep, graphs, nFeatures }: FeatureDimensionalityData,
  _spec: FeatureDimensionalitySpec,
  options: SvgOptions,
): string {
  const columns = sweep.map(({ featureProbability, dimensionality, factors }) => {
    const polytopes = new Array<string | undefined>(nFeatures).fill(undefined);
    for (const { name, features } of factors)
      if (name !== 'unnamed') for (const feature of features) polytopes[feature] = name;
    return { featureProbability, dimensionality, polytopes };
  });
  const panels = graphs.map((graph) => graphPanel(sweep[graph.instance]!, graph, nFeatures));
  const { document } = options;
  const shapes = graphs.map(
    (graph) =>
      `at ${number(1 / sweep[graph.instance]!.featureProbability)} ${inWords(sweep[graph.instance]!.factors)}`,
  );
  return composeFigures(
    [
      (part) =>
        dimensionalityScatter(columns, {
          ...part,
          document,
          title: 'Dimensionality of every feature',
          description: 'One dot for each feature and density, with lines at 3/4, 2/3, 1/2, 2/5, 3/8 and 0.',
        }),
      (part) =>
        featureGraph(panels, {
          ...part,
          title: 'Which features interfere',
          description: 'Represented features as nodes, joined where they are far from orthogonal.',
        }),
    ],
    {
      ...options,
      title: meta.title,
      description: `Feature dimensionality against 1/(1−S). Sets of features found: ${list(shapes)}.`,
    },
  );
}

function inWords(factors: FeatureDimensionalityData['sweep'][number]['factors']): string {
  const names = [...new Set(factors.map(({ name }) => name))];
  if (names.length === 0) return 'no features';
  return list(names.map((name) => `${factors.filter((factor) => factor.name === name).length} × ${name}`));
}

export function caption(
  { sweep, graphs }: FeatureDimensionalityData,
  spec: FeatureDimensionalitySpec,
): string {
  const complete = completeSpec(seeded(spec, 'sweep'));
  const starts = completeSpec(seeded(spec, 'starts'));
  const seededSpread = completeSpec(seeded(spec, 'spread'));
  const cut = graphs.some(({ edges, nEdges }) => edges.length / 3 < nEdges);
  return [
    'Lines stand at the fractions of a dimension that polytopes give; dots are features, coloured after the polytope which the set of features that interfere with them forms.',
    `Each column is one ReLU output model, ${describeModel(complete)}, at one of ${sweep.length} densities; dots are spread sideways by the feature's index.`,
    'Dimensionality is taken among represented features (norm above 0.5); for the others it is that among all features. Polytopes are named from the shape of the vectors, not from their dimensionality; grey dots have no name, and sets count as apart up to a cosine of 0.3 between their features, so that those near the entangled end have less than their fraction.',
    `Graphs join represented features where the cosine is above 0.1 in size${cut ? '; of entangled models only the 600 strongest edges are drawn' : ''}.`,
    describeTraining(spec, 'sweep'),
    `Initial weights are ${number(complete.training.initialisation.scale)} times Xavier's, since plain Xavier leaves dead outputs.`,
    `For the spread of the claims, models of this size were trained from ${seededSpread.training.restarts.count} starts at each of ${seededSpread.instances.count} densities; ${starts.training.restarts.count} starts of a smaller one (${describeModel(starts)}) at each of ${starts.instances.count} densities, ${starts.training.steps} steps of ${count(starts.training.batchSize)} samples.`,
  ].join(' ');
}
