/** Three maps side by side: trained, the paper's three candidates, the exact optimum; and the words around them. */

import { completeSpec } from '@toymodels/core';
import { phaseMap, type PhaseBorder as DrawnBorder, type PhasePanel } from '@toymodels/plots';
import { antipodalBorder, twoFeatureCandidates } from '@toymodels/theory';
import type { SvgOptions } from '../../figure.js';
import { describeTraining } from '../../shared/captions.js';
import { axisValues, rounded, tally, type LogAxis } from '../../shared/phase-grid.js';
import { seeded } from '../../shared/training.js';
import { count, number } from '../../shared/words.js';
import { trainedPhases, WORDS } from './claims.js';
import { meta } from './meta.js';
import { CODE, type Phase21Data } from './run.js';
import type { Phase21Spec } from './spec.js';

type Point = DrawnBorder['points'][number];

/** A border for r up to 1 and its mirror image beyond, as one line. */
function mirrored(points: readonly Point[]): Point[] {
  const rising = points.toSorted((a, b) => a.importanceRatio - b.importanceRatio);
  const falling = rising
    .filter(({ importanceRatio }) => importanceRatio < 1)
    .toReversed()
    .map((point) => ({ ...point, importanceRatio: 1 / point.importanceRatio }));
  return [...rising, ...falling];
}

function exactBorders({ borders }: Phase21Data): DrawnBorder[] {
  const strong = mirrored(borders.filter(({ kind }) => kind === 'strong'));
  const weak = borders.filter(({ kind }) => kind === 'weak');
  const lines: DrawnBorder[] = [{ points: strong, kind: 'first-order' }];
  for (const order of ['second', 'first'] as const) {
    const part = weak.filter((point) => point.order === order);
    if (part.length < 2) continue;
    const kind = order === 'first' ? 'first-order' : 'continuous';
    lines.push({ points: part, kind });
    lines.push({
      points: part.map((point) => ({ ...point, importanceRatio: 1 / point.importanceRatio })).toReversed(),
      kind,
    });
  }
  return lines.map((line) => ({
    ...line,
    points: line.points.map(({ importanceRatio, featureProbability }) => ({
      importanceRatio,
      featureProbability,
    })),
  }));
}

const CANDIDATE_CELLS = 96;

function candidatePanel(grid: Phase21Spec['grid']): PhasePanel {
  const fine = (axis: LogAxis): number[] => axisValues({ ...axis, count: CANDIDATE_CELLS });
  const ratios = fine(grid.importanceRatio);
  const probabilities = fine(grid.featureProbability);
  const phases = ratios.flatMap((ratio) =>
    probabilities.map((p) => {
      const { extraIgnored, extraDedicated, antipodal } = twoFeatureCandidates(ratio, p);
      if (antipodal < Math.min(extraIgnored, extraDedicated)) return 'strong-antipodal';
      return extraIgnored <= extraDedicated ? 'extra-ignored' : 'extra-dedicated';
    }),
  );
  const border = ratios
    .filter((ratio) => ratio <= 1)
    .map((importanceRatio) => ({
      importanceRatio,
      featureProbability: antipodalBorder(importanceRatio, 'zero'),
    }));
  return {
    title: 'three candidates',
    subtitle: '[1, 0], [0, 1], [1, −1]; no bias',
    importanceRatios: ratios,
    featureProbabilities: probabilities,
    phases,
    borders: [{ points: mirrored([...border, { importanceRatio: 1, featureProbability: 1 }]) }],
  };
}

export function plot(data: Phase21Data, spec: Phase21Spec, options: SvgOptions): string {
  const { grid } = spec;
  const borders = exactBorders(data);
  const fine = (axis: LogAxis): number[] => axisValues({ ...axis, count: spec.exactCells });
  const panels: PhasePanel[] = [
    {
      title: 'trained',
      subtitle: 'lines: exact borders',
      importanceRatios: axisValues(grid.importanceRatio),
      featureProbabilities: axisValues(grid.featureProbability),
      phases: data.trained.map((models) => tally(CODE.decode(models))),
      borders,
    },
    candidatePanel(grid),
    {
      title: 'exact optimum',
      subtitle: 'all weights and biases',
      importanceRatios: fine(grid.importanceRatio),
      featureProbabilities: fine(grid.featureProbability),
      phases: data.exactMap.flatMap((row) => CODE.decode(row)),
      borders,
    },
  ];
  const phases = trainedPhases(data);
  const counts = Object.entries(tally(phases))
    .sort((a, b) => b[1] - a[1])
    .map(([name, n]) => `${WORDS[name as keyof typeof WORDS]} in ${rounded((100 * n) / phases.length, 2)} %`);
  return phaseMap(panels, {
    ...options,
    document: options.document,
    title: meta.title,
    description: `What becomes of the extra feature over its relative importance (horizontal) and the density of the data (vertical). Trained models: ${counts.join(', ')} of the cells.`,
  });
}

export function caption(data: Phase21Data, spec: Phase21Spec): string {
  const { grid } = spec;
  const { training } = completeSpec(seeded(spec, 'cell'));
  const { count: ratios, from, to } = grid.importanceRatio;
  const { count: densities } = grid.featureProbability;
  const starts = training.restarts.count;
  const cells = CODE.decode(data.exact).length;
  return [
    'Where data are dense the extra feature is ignored or pushes the other one out, whichever is less important; where they are sparse both share the dimension as an antipodal pair.',
    `Trained: ReLU output models, n = 2 features, m = 1 hidden dimension, the first of importance 1, the second from ${number(from)} to ${number(to)}, in ${ratios} × ${densities} = ${count(cells)} cells, each coloured by what its kept models do: of ${starts} starts a cell the one with the highest loss is dropped.`,
    "Three candidates: the cheapest of the paper's, without biases. Exact optimum: the global minimum of the exact loss over weights and biases; solid borders are first order, dashed ones continuous.",
    describeTraining(spec, 'cell'),
  ].join(' ');
}
