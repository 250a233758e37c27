/** Both exact losses with every trained start on them, the norm of the sparser feature, and three of the solutions. */

import { completeSpec } from '@toymodels/core';
import { branches, composeFigures, featureVectors } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { seeded } from '../../shared/training.js';
import { count, number } from '../../shared/words.js';
import { meta } from './meta.js';
import type { PerturbData, Shape, SolutionData } from './run.js';
import type { PerturbSpec } from './spec.js';

const HUES: Readonly<Record<Shape, number>> = { pentagon: 0, digons: 1, 'digons with it': 2, other: 3 };
const BRANCHES = ['pentagon', 'digons', 'digons with it'] as const;
const SHAPES = [...BRANCHES, 'other'] as const;

export function plot(data: PerturbData, _spec: PerturbSpec, options: SvgOptions): string {
  const { trained, branches: exact, crossover, drawn } = data;
  const series = (of: (solution: SolutionData) => number) => [
    ...BRANCHES.map((shape) => ({
      label: shape,
      kind: 'exact' as const,
      points: exact[shape].map((solution) => ({ x: solution.ratio, y: of(solution) })),
    })),
    ...SHAPES.map((shape) => ({
      label: '',
      kind: 'dots' as const,
      hue: HUES[shape],
      points: distinct(trained.filter((each) => each.shape === shape)).map((solution) => ({
        x: solution.ratio,
        y: of(solution),
      })),
    })).filter(({ points }) => points.length > 0),
  ];
  const titles = ['pentagon', 'stretched', 'two digons'];
  const panels = drawn.map((solution, place) => ({
    title: titles[place]!,
    subtitle: `relative density ${number(solution.ratio)}`,
    view: { weights: Float64Array.from(solution.weights), nFeatures: 5, nHidden: 2 },
    sets: [0, 0, 0, 0, 1],
  }));
  return composeFigures(
    [
      (part) =>
        featureVectors(panels, {
          ...part,
          title: 'Three exact solutions',
          description: 'A regular pentagon, a stretched one, and two digons without the sparser feature.',
        }),
      (part) =>
        branches(
          [
            {
              yTitle: 'exact loss L',
              zero: false,
              series: series(({ loss }) => loss),
              crossings: [
                { x: crossover.ratio, y: crossover.loss, label: `1/${number(1 / crossover.ratio)}` },
              ],
              references: [{ axis: 'x', value: 1 / 2.5, label: 'paper: 1/2.5' }],
            },
            { yTitle: 'norm of the sparser feature', series: series(({ norms }) => norms[4]!) },
          ],
          {
            ...part,
            document: options.document,
            title: 'Loss and norm against the relative density',
            description: 'Two loss curves that cross, with trained models as dots on them.',
            xTitle: 'density of one feature, relative to the others',
            xScale: 'log',
          },
        ),
    ],
    {
      ...options,
      title: meta.title,
      description: `The exact losses of pentagon and digons cross at a relative density of ${number(crossover.ratio)}; trained models lie on both curves.`,
    },
  );
}

/** One of each group of solutions that could not be told apart in the drawing. */
function distinct(solutions: readonly SolutionData[]): SolutionData[] {
  const seen = new Map<string, SolutionData>();
  for (const each of solutions) {
    const key = `${each.ratio} ${each.loss.toPrecision(2)} ${each.norms[4]!.toFixed(2)}`;
    if (!seen.has(key)) seen.set(key, each);
  }
  return [...seen.values()];
}

export function caption({ crossover, trained }: PerturbData, spec: PerturbSpec): string {
  const complete = completeSpec(seeded(spec, 'plane'));
  const { restarts, initialisation } = complete.training;
  const shares = SHAPES.map((shape) => `${trained.filter((each) => each.shape === shape).length} ${shape}`);
  return [
    `The two losses cross where one feature is ${number(1 / crossover.ratio)} times sparser than the others; up to there the pentagon only stretches.`,
    `Lines are exact minima of the population loss (two digons leave out the varied feature, or hold it and leave out another), dots trained models (${shares.join(', ')}), the best and all others; dots that cannot be told apart are drawn once.`,
    `ReLU output model, ${describeModel(complete)}, 1−S = ${number(spec.featureProbability)} for four features; ${spec.ratios.length} relative densities with ${count(restarts.count)} starts each.`,
    describeTraining(spec, 'plane'),
    `Biases start at ${number(initialisation.bias)}, the mean of a feature, since that of a feature that loses its vector otherwise dies.`,
  ].join(' ');
}
