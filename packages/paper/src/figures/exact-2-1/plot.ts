/** The surface at each point with its minima and trained models, beside or above the map of its global minimum. */

import { completeSpec } from '@toymodels/core';
import {
  composeFigures,
  lossSurface,
  phaseMap,
  type SurfacePanel,
  type SurfacePoint,
} from '@toymodels/plots';
import { biasFreeSurface } from '@toymodels/theory';
import type { SvgOptions } from '../../figure.js';
import { describeTraining } from '../../shared/captions.js';
import { axisValues } from '../../shared/phase-grid.js';
import { seeded } from '../../shared/training.js';
import { count, list, number } from '../../shared/words.js';
import { minimaOf } from './claims.js';
import { meta } from './meta.js';
import { CODE, type Exact21Data, type SurfaceData } from './run.js';
import type { Exact21Spec } from './spec.js';

function surfacePanel(surface: SurfaceData, { range, surfaceCells }: Exact21Spec): SurfacePanel {
  const { importanceRatio, featureProbability } = surface;
  const axis = Array.from({ length: surfaceCells }, (_, i) => range * ((2 * i) / (surfaceCells - 1) - 1));
  const points: SurfacePoint[] = [
    ...surface.trained.map(([x, y]) => ({ x, y, kind: 'trained' as const })),
    ...minimaOf(surface).flatMap(({ weights: [x, y] }, rank) =>
      [1, -1].map((sign) => ({
        x: sign * x,
        y: sign * y,
        kind: rank === 0 ? ('global' as const) : ('local' as const),
      })),
    ),
  ];
  return {
    title: nameOf(surface),
    subtitle: `r = ${number(importanceRatio)}, 1−S = ${number(featureProbability)}`,
    x: axis,
    y: axis,
    loss: axis.flatMap((y) => axis.map((x) => biasFreeSurface(x, y, importanceRatio, featureProbability))),
    points,
  };
}

/** What the global minimum of a surface is, in a word. */
function nameOf(surface: SurfaceData): string {
  const [u, w] = minimaOf(surface)[0]!.weights;
  if (u * w < 0) return 'antipodal';
  return Math.min(Math.abs(u), Math.abs(w)) >= 0.5 * Math.max(Math.abs(u), Math.abs(w))
    ? 'confused'
    : 'mostly one feature';
}

export function plot(data: Exact21Data, spec: Exact21Spec, options: SvgOptions): string {
  const names = data.surfaces.map(
    (surface) =>
      `${nameOf(surface)} at ratio ${number(surface.importanceRatio)} and density ${number(surface.featureProbability)}`,
  );
  const description = `Exact loss over the two weights; the global minimum is ${list(names)}. Then the global minimum over relative importance and density.`;
  const { document } = options;
  const line = data.border.map(({ importanceRatio, featureProbability }) => ({
    importanceRatio,
    featureProbability,
  }));
  const mirror = line
    .slice(0, -1)
    .toReversed()
    .map((point) => ({ ...point, importanceRatio: 1 / point.importanceRatio }));
  return composeFigures(
    [
      (part) =>
        lossSurface(
          data.surfaces.map((surface) => surfacePanel(surface, spec)),
          { ...part, document, title: 'Exact loss over both weights', description, minPanelWidth: 150 },
        ),
      (part) =>
        phaseMap(
          [
            {
              title: 'global minimum without biases',
              subtitle: 'line: where the sign of W_{1}W_{2} changes',
              importanceRatios: axisValues(spec.map.importanceRatio),
              featureProbabilities: axisValues(spec.map.featureProbability),
              phases: data.map.flatMap((row) => CODE.decode(row)),
              borders: [{ points: [...line, ...mirror] }],
            },
          ],
          { ...part, document, title: 'Phases without biases', description },
        ),
    ],
    { ...options, title: meta.title, description, minPartWidth: 400 },
  );
}

export function caption(data: Exact21Data, spec: Exact21Spec): string {
  const { training } = completeSpec(seeded(spec, 'point'));
  return [
    `Where data are dense and both features count, the best model without biases stores their sum, W_1 = W_2 = 1/√2; at equal importance that is so above 1−S = ${data.crossing.closedForm.toFixed(3)}, below it the weights are opposite.`,
    'Surfaces: the exact loss x′ = ReLU(WᵀW x) over both weights, n = 2 features of importance 1 and r, m = 1 hidden dimension; what stands out most from the page is the lowest, filled marks are global minima, rings local ones, dots trained models.',
    'Map: which kind of minimum is global over r and density.',
    `${count(training.restarts.count)} models without biases were trained at each point from different starts, all are shown.`,
    describeTraining(spec, 'point'),
  ].join(' ');
}
