/** The three polytopes, with the fractions of their features. */

import { polytope3d } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { number } from '../../shared/words.js';
import { fractionsOf } from './claims.js';
import { meta } from './meta.js';
import type { TegumData } from './run.js';
import type { TegumSpec } from './spec.js';

export function plot({ products }: TegumData, _spec: TegumSpec, options: SvgOptions): string {
  const panels = products.map(({ built, weights, factors, nFeatures }) => ({
    title: built,
    subtitle: fractionsOf(built),
    points: weights,
    sets: Array.from({ length: nFeatures }, (_, i) =>
      factors.findIndex(({ features }) => features.includes(i)),
    ),
  }));
  return polytope3d(panels, {
    ...options,
    title: meta.title,
    description: products
      .map(({ built, factors }) => `The ${built}: ${factors.map(({ name }) => name).join(' and ')}.`)
      .join(' '),
  });
}

/** "2 digon + 1 dedicated" as "2 digons + 1 dedicated". */
function plural(name: string): string {
  return name.replaceAll(/\b(\d+) ([a-z ]+)/g, (whole, count: string, kind: string) =>
    count === '1' || kind.startsWith('dedicated')
      ? whole
      : `${count} ${kind.includes('hedron') ? kind.replace('hedron', 'hedra') : kind.replace(/(\s*)$/, 's$1')}`,
  );
}

export function caption(
  { products }: TegumData,
  { featureProbability, exactStarts, seed }: TegumSpec,
): string {
  const minima = products.map(
    ({ nFeatures, minima: [lowest] }) => `${plural(lowest?.name ?? 'none')} for ${nFeatures}`,
  );
  return [
    'Each polytope is made of smaller ones in orthogonal spaces, one hue for each: their features do not interfere, and keep the fraction of a dimension they have there.',
    'Vectors are built by construction, all of unit length, and the factors found from the weights.',
    `Exact descent on the ReLU output model with as many features of importance 1 at 1−S = ${number(featureProbability)} (${exactStarts} random starts, seed ${seed}) ends lowest in: ${minima.join(', ')}.`,
  ].join(' ');
}
