/** Both configurations for each number of points, features above electrons. */

import { composeFigures, polytope3d, type Polytope3dPanel } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { count, list, number } from '../../shared/words.js';
import { coincidences } from './claims.js';
import { meta } from './meta.js';
import type { ThomsonCase, ThomsonData } from './run.js';
import type { ThomsonSpec } from './spec.js';

function panelOf(which: 'features' | 'electrons', each: ThomsonCase): Polytope3dPanel {
  const { weights, energy } = each[which];
  return {
    title: `N = ${each.nPoints}`,
    subtitle: `E = ${number(energy < 1e-12 ? 0 : energy)}`,
    points: weights,
    labels: [],
  };
}

export function plot({ cases }: ThomsonData, _spec: ThomsonSpec, options: SvgOptions): string {
  const shared = cases
    .filter(({ features }) => coincidences(features) > 0)
    .map(({ nPoints }) => String(nPoints));
  const description = `Best configurations of points on a sphere under the interference of features and as electrons, for N = ${list(cases.map(({ nPoints }) => String(nPoints)))}. Vectors of features coincide at N = ${list(shared)}.`;
  const { document } = options;
  return composeFigures(
    (['features', 'electrons'] as const).map(
      (which) => (part) =>
        polytope3d(
          cases.map((each) => panelOf(which, each)),
          {
            ...part,
            ...(document === undefined ? {} : { document }),
            title:
              which === 'features' ? 'features: Σ ReLU(W_{i} · W_{j})²' : 'electrons: Σ 1/|W_{i} − W_{j}|',
            showTitle: true,
            description,
            sphere: true,
            minPanelWidth: 78,
          },
        ),
    ),
    { ...options, title: meta.title, description },
  );
}

export function caption({ cases }: ThomsonData, spec: ThomsonSpec): string {
  const shared = cases
    .filter(({ features }) => coincidences(features) > 0)
    .map(({ nPoints }) => String(nPoints));
  return [
    `Up to six points, features do not interfere at all; up to ten they stand nearly where electrons would; at N = ${list(shared)} some vectors of features coincide.`,
    'Above: unit vectors in three dimensions with the least energy Σ ReLU(W_i · W_j)² over pairs, the interference of features without a bias; below: Thomson’s electrons, least Σ 1/|W_i − W_j|.',
    `Best of ${count(spec.featureStarts)} and ${count(spec.electronStarts)} random starts, seed ${spec.seed}; turned to their most symmetric axis. Below seven points the energy of features has many minimisers, of which one is shown.`,
  ].join(' ');
}
