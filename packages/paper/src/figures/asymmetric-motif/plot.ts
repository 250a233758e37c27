/** One circuit as a graph, how often there is one, and what asymmetry saves. */

import { completeSpec } from '@toymodels/core';
import { composeFigures, lineChart, weightGraph, type FigurePart, type LineSeries } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { seeded } from '../../shared/training.js';
import { count, density, features, list, number } from '../../shared/words.js';
import { byDensity } from './claims.js';
import { meta } from './meta.js';
import { COST_DENSITY, type MotifData } from './run.js';
import type { MotifSpec } from './spec.js';

/** Costs beyond it are not drawn. */
const HIGHEST = 6;
/** Points of a line. */
const POINTS = 80;

/** The costs where active features are so rare that they come one at a time (the text derives them), of the asymmetry. */
const RARE = { inhibited: (a: number) => a ** -4, sharing: (a: number) => a ** 4 + a ** -4 } as const;

export function plot(data: MotifData, _spec: MotifSpec, options: SvgOptions): string {
  const { circuit, costs } = data;
  const document = options.document;
  const asymmetries = costs.map(({ asymmetry }) => asymmetry);
  const [least, most] = [Math.min(...asymmetries), Math.max(...asymmetries)];
  const between = (cost: (a: number) => number): { x: number; y: number }[] =>
    Array.from({ length: POINTS + 1 }, (_, k) => least + ((most - least) * k) / POINTS)
      .map((a) => ({ x: a, y: cost(a) }))
      .filter(({ y }) => y < HIGHEST);
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
                title: `features ${features(circuit.features)}`,
                subtitle: `neuron 1 shared (a = ${number(circuit.asymmetry)}), 2 inhibiting`,
                input: view(circuit.input),
                output: view(circuit.output),
                featureNames: circuit.features.map((i) => String(i + 1)),
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
        { label: 'inhibited', kind: 'exact', points: between(RARE.inhibited) },
        { label: 'sharing', labelX: HIGHEST, kind: 'exact', points: between(RARE.sharing) },
        ...(['inhibited', 'sharing'] as const).map((key): LineSeries => ({
          label: '',
          kind: 'dots',
          hue: 0,
          points: costs
            .filter((cost) => cost[key] < HIGHEST)
            .map((cost) => ({ x: cost.asymmetry, y: cost[key] })),
        })),
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
          `The graph: features ${features(circuit.features)} of the best model at ${density(circuit.featureProbability)}, the shared neuron scaled so that its input weights multiply to ±1, the inhibiting one so that the first is ±1; other features and neurons are left out.`,
        ]
      : []),
    `The chart: the cost of the ideal circuit in units of p/6, with and without the inhibiting neuron; lines a⁻⁴ and a⁴ + a⁻⁴, dots exact losses at ${density(COST_DENSITY)}.`,
    `Absolute-value model, ${describeModel(complete)} (sizes and densities are ours).`,
    describeTraining(spec, 'absolute'),
    `A tenth of Xavier’s initial scale; all ${count(complete.training.restarts.count)} starts at each density are searched, and each again in ${count(spec.shuffles)} shuffled copies.`,
  ].join(' ');
}
