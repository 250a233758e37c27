/** W^T W of each polytope, above the polytope itself. */

import { composeFigures, polytope3d, weightsPortrait } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { list } from '../../shared/words.js';
import { meta } from './meta.js';
import type { LowRankData, LowRankPolytope } from './run.js';
import type { LowRankSpec } from './spec.js';

/** Vectors of fewer dimensions lie in the plane or on the line of the first ones. */
function inSpace({ weights, nFeatures, nHidden }: LowRankPolytope): number[] {
  const norm = Math.max(
    ...Array.from({ length: nFeatures }, (_, i) =>
      Math.hypot(...weights.slice(i * nHidden, (i + 1) * nHidden)),
    ),
  );
  return Array.from({ length: nFeatures * 3 }, (_, k) => {
    const h = k % 3;
    return h < nHidden ? weights[Math.floor(k / 3) * nHidden + h]! / norm : 0;
  });
}

export function plot({ polytopes }: LowRankData, _spec: LowRankSpec, options: SvgOptions): string {
  const shapes = polytopes.map((polytope) => ({
    title: polytope.name,
    subtitle: `${polytope.nFeatures} in ${polytope.nHidden}`,
    points: inSpace(polytope),
    polytope: polytope.name,
  }));
  const matrices = polytopes.map(({ name, weights, nFeatures, nHidden }) => ({
    title: name,
    view: { weights: Float64Array.from(weights), nFeatures, nHidden },
  }));
  return composeFigures(
    [
      (part) =>
        weightsPortrait(matrices, {
          ...part,
          parts: ['gram'],
          minPanelWidth: 96,
          title: 'W^{T}W',
          description: 'Projectors of low rank as heat maps, each with a pattern of its own.',
        }),
      (part) =>
        polytope3d(shapes, {
          ...part,
          elevation: 35,
          title: 'The columns of W',
          description: 'The polytopes that the columns of each W form.',
        }),
    ],
    {
      ...options,
      title: meta.title,
      description: `Low-rank matrices and their polytopes: ${list(polytopes.map(({ name }) => name))}.`,
    },
  );
}

export function caption({ polytopes }: LowRankData, { seed }: LowRankSpec): string {
  const triangle = polytopes.find(({ name }) => name === 'triangle');
  return [
    `Every polytope of features is the picture of a low-rank matrix WᵀW, and the directions that W leaves out are relations among the features${triangle ? '; W perpendicular to (1,1,1) gives the triangle' : ''}.`,
    `Above, WᵀW of ${polytopes.length} polytopes; below, the columns of W, scaled to unit length. Each W is made from the relations alone, with orthonormal rows, and the polytope named from it.`,
    `Nothing is trained and nothing drawn by lot (seed ${seed} does nothing).`,
  ].join(' ');
}
