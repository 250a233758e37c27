/**
 * How packings of almost orthogonal directions grow.
 *
 * Thresholds, set before the first run: growth is exponential when log N is straighter in d than in log d, by the
 * share of variance explained.
 */

import { fitGrowth } from '@toymodels/analysis';
import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { withRange } from '../../shared/spread.js';
import { list, number } from '../../shared/words.js';
import type { AlmostOrthogonalData, PackingPoint } from './run.js';
import type { AlmostOrthogonalSpec } from './spec.js';

export function claims(
  { random, optimised }: AlmostOrthogonalData,
  spec: AlmostOrthogonalSpec,
): readonly Claim[] {
  return [
    exponential(random, spec),
    manyMore(random),
    optimisedMore(random, optimised),
    valid([...random, ...optimised], spec),
  ];
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

function exponential(points: readonly PackingPoint[], { epsilon, nSeeds }: AlmostOrthogonalSpec): Claim {
  const full = points.filter((point) => point.full);
  const dimensions = full.map(({ dimension }) => dimension);
  const growth = Array.from({ length: nSeeds }, (_, seed) =>
    fitGrowth(
      dimensions,
      full.map(({ counts }) => counts[seed]!),
    ),
  );
  const rates = growth.map((each) => each.exponential.rate);
  return claim(
    {
      id: 'exponential-growth',
      statement:
        'At a fixed tolerance the number of almost orthogonal directions grows exponentially with the dimension.',
      method: `Random directions, kept when all |cos| < ${epsilon}, until 100 in a row do not fit: log N fitted by a line in d and by one in log d, for each seed; the first explains more of the variance.`,
      expected: `the first in ${nSeeds} of ${nSeeds} seeds`,
    },
    growth.every(({ better }) => better === 'exponential'),
    `${growth.filter(({ better }) => better === 'exponential').length} of ${nSeeds}; N ~ exp(${number(Math.min(...rates))} d) to exp(${number(Math.max(...rates))} d), R² ${number(mean(growth.map((each) => each.exponential.rSquared)))} against ${number(mean(growth.map((each) => each.power.rSquared)))}`,
  );
}

function manyMore(points: readonly PackingPoint[]): Claim {
  const last = points.at(-1)!;
  const least = Math.min(...last.counts) / last.dimension;
  return claim(
    {
      id: 'more-than-dimensions',
      statement:
        'In many dimensions far more directions fit than there are dimensions, though only as many are orthogonal.',
      method: `Fewest random directions over the seeds for each dimension, at d = ${last.dimension}; numbers of directions are means over the seeds, in brackets their range.`,
      expected: 'more than 2',
    },
    least > 2,
    `${number(least)}; numbers of directions ${list(points.map(({ dimension, counts }) => `${withRange(mean(counts), counts)} at d = ${dimension}`))}`,
  );
}

function optimisedMore(random: readonly PackingPoint[], optimised: readonly PackingPoint[]): Claim {
  const bySize = optimised.map(({ dimension, counts }) => ({ dimension, least: Math.min(...counts) }));
  return claim(
    {
      id: 'optimised-at-least-orthogonal',
      statement: 'Directions that are pushed apart fit in larger numbers than random ones.',
      method:
        'Optimised packings: the fewest over the seeds is at least d, and at the largest d more for each dimension than random packings have at the least d above it. Measured are means over the seeds, in brackets their range.',
      expected: 'at least d everywhere; more than random at the end',
    },
    bySize.every(({ dimension, least }) => least >= dimension) && endsAbove(random, optimised),
    list(optimised.map(({ dimension, counts }) => `${withRange(mean(counts), counts)} at d = ${dimension}`)),
  );
}

function endsAbove(random: readonly PackingPoint[], optimised: readonly PackingPoint[]): boolean {
  const last = optimised.at(-1)!;
  const next = random.find(({ dimension }) => dimension >= last.dimension);
  return (
    next !== undefined &&
    Math.min(...last.counts) / last.dimension > Math.max(...next.counts) / next.dimension
  );
}

function valid(points: readonly PackingPoint[], { epsilon }: AlmostOrthogonalSpec): Claim {
  const largest = Math.max(...points.map((point) => point.coherence));
  return claim(
    {
      id: 'within-tolerance',
      statement: 'All directions counted are almost orthogonal.',
      method: 'Largest |cos| of any two vectors in any packing.',
      expected: `below ${epsilon}`,
    },
    largest < epsilon,
    largest.toFixed(4),
  );
}
