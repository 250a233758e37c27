/** One circuit as a graph, how often there is one, and what asymmetry saves. */

import { completeSpec } from '@toymodels/core';
import { composeFigures, lineChart, weightGraph, type FigurePart } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { seeded } from '../../shared/training.js';
import { count, density, features, list, number } from '../../shared/words.js';
import { byDensity } from './claims.js';
import { meta } from './meta.js';
import { COST_DENSITY, type MotifData } from './run.js';
import type { MotifSpec } from './spec.js';

export function plot(data: MotifData, _spec: MotifSpec, options: SvgOptions): string {
  const { circuit, costs } = data;
  const document = options.document;
  const total = data.starts.reduce((sum, { motifs }) => sum + motifs.length, 0);
  const description = `${total} motifs in ${data.starts.length} models${circuit ? `; the one drawn has an asymmetry of ${number(circuit.asymmetry)}` : ''}. With inhibition the cost of sharing falls as the fourth power of the asymmetry; without it sharing never pays.`;
  const view = (
    weights: readonly number[],
  ): { weights: Float64Array; nFeatures: number; nHidden: number } => ({
    weights: Float64Array.from(weights),
    nFeatures: 2,
    nHidden: 2,
  });
  const graph: FigurePart[] = circuit
    ? [
        (part) =>
          weightGraph(
            [
              {
                title: `1 = feature ${circuit.features[0] + 1}, 2 = feature ${circuit.features[1] + 1}`,
                subtitle: `neuron 1 shared (a = ${number(circuit.asymmetry)}), 2 inhibiting`,
                input: view(circuit.input),
                output: view(circuit.output),
              },
            ],
            {
              ...part,
              title: 'circuit',
              showTitle: false,
              description,
              order: 'as-given',
              weightLabels: true,
              leastWeight: 0.1,
            },
          ),
      ]
    : [];
  const chart: FigurePart = (part) =>
    lineChart(
      [
        {
          label: 'inhibited',
          kind: 'exact',
          points: costs.map(({ asymmetry, inhibited }) => ({ x: asymmetry, y: inhibited })),
        },
        {
          label: 'sharing',
          labelX: 6,
          kind: 'guide',
          points: costs
            .filter(({ sharing }) => sharing < 6)
            .map(({ asymmetry, sharing }) => ({ x: asymmetry, y: sharing })),
        },
      ],
      {
        ...part,
        document,
        title: 'cost',
        showTitle: false,
        description,
        xTitle: 'asymmetry a',
        yTitle: 'exact cost / cost of dropping a side',
        references: [{ axis: 'y', value: 1, label: 'dropping a side' }],
        height: 230,
      },
    );
  return composeFigures([...graph, chart], { ...options, title: meta.title, description, minPartWidth: 330 });
}

export function caption(data: MotifData, spec: MotifSpec): string {
  const complete = completeSpec(seeded(spec, 'absolute'));
  const found = [...byDensity(data)].map(
    ([p, starts]) =>
      `${starts.filter(({ motifs }) => motifs.length > 0).length} of ${starts.length} models at ${density(p)}`,
  );
  const { circuit } = data;
  return [
    `Two features share one neuron, the first by its input, the second by its output, and a second neuron inhibits what the first would spill into the second; found by code in ${list(found)}.`,
    ...(circuit
      ? [
          `Left: features ${features(circuit.features)} of the best model at ${density(circuit.featureProbability)}, the shared neuron scaled so that its input weights multiply to ±1, the inhibiting one so that the first is ±1; other features and neurons are left out.`,
        ]
      : []),
    `The chart: exact loss of the ideal circuit at ${density(COST_DENSITY)} in units of p/6, with and without the inhibiting neuron.`,
    `Absolute-value model, ${describeModel(complete)} (sizes and densities are ours).`,
    describeTraining(spec, 'absolute'),
    `A tenth of Xavier’s initial scale; all ${count(complete.training.restarts.count)} starts at each density are searched, and each again in ${count(spec.shuffles)} shuffled copies.`,
  ].join(' ');
}
