/**
 * The steps of the argument with numbers, and how a decoder scales.
 *
 * Thresholds, set before the first run: more than twice the mean number of active features is rare below 1 %; a
 * decoder scales like the bound when the ratio of both changes by less than a factor of 2.
 */

import { compressedSensingDimensions } from '@toymodels/theory';
import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { fromTo, withRange } from '../../shared/spread.js';
import { density, list, number } from '../../shared/words.js';
import type { SensingBoundData, SensingPoint } from './run.js';
import type { SensingBoundSpec } from './spec.js';

export function claims({ points }: SensingBoundData, spec: SensingBoundSpec): readonly Claim[] {
  return [boundInWords(), concentrates(), scales(points, spec), notProportional(points, spec)];
}

const N = 1000;
const P = 0.01;

function boundInWords(): Claim {
  const k = N * P;
  const ofSparsity = k * Math.log(N / k);
  const ofDensity = compressedSensingDimensions(N, P);
  return claim(
    {
      id: 'bound',
      statement:
        'For k = n (1−S) active features of n the bound of k log(n/k) dimensions is −n (1−S) log(1−S).',
      method: `Both sides at n = ${N}, ${density(P)}, constant 1, natural logarithm.`,
      expected: '46.0517',
    },
    Math.abs(ofSparsity - ofDensity) < 1e-9 && Math.abs(ofDensity - 46.0517) < 1e-4,
    `${ofDensity.toFixed(4)} and ${ofSparsity.toFixed(4)}`,
  );
}

/** P(K > limit) of a binomial K. */
export function binomialTail(n: number, p: number, limit: number): number {
  let term = (1 - p) ** n;
  let below = 0;
  for (let k = 0; k <= limit; k++) {
    below += term;
    term *= ((n - k) / (k + 1)) * (p / (1 - p));
  }
  return Math.max(0, 1 - below);
}

function concentrates(): Claim {
  const tail = binomialTail(N, P, 2 * N * P);
  return claim(
    {
      id: 'sparse-with-high-probability',
      statement: 'Nearly all inputs have O(n (1−S)) active features.',
      method: `Exact probability of more than twice the mean number of active features, n = ${N}, ${density(P)}.`,
      expected: 'below 0.01',
    },
    tail < 0.01,
    number(tail),
  );
}

/** Mean dimensions over the seeds. */
export function meanDimensions({ dimensions }: SensingPoint): number {
  return dimensions.reduce((a, b) => a + b, 0) / dimensions.length;
}

const FACTOR = 2;

function scales(points: readonly SensingPoint[], { nFeatures }: SensingBoundSpec): Claim {
  const ratios = points.map(
    (point) => meanDimensions(point) / compressedSensingDimensions(nFeatures, point.nActive / nFeatures),
  );
  const factor = (values: readonly number[]): number => Math.max(...values) / Math.min(...values);
  const spread = factor(ratios);
  const single = points[0]!.dimensions.map((_, seed) =>
    factor(
      points.map(
        ({ dimensions, nActive }) =>
          dimensions[seed]! / compressedSensingDimensions(nFeatures, nActive / nFeatures),
      ),
    ),
  );
  return claim(
    {
      id: 'decoder-scales-like-bound',
      statement: 'Up to a constant the bound can be reached.',
      method: `Dimensions from which matching pursuit recovers half of the vectors (mean over the seeds) over −n p ln p, p = k/n, at ${points.length} densities: largest over least ratio. Asked of the means; spread: of each seed by itself.`,
      expected: `below ${FACTOR}`,
    },
    spread < FACTOR,
    `${number(spread)} (${fromTo(single)} over ${single.length} seeds; ratios ${list(ratios.map(number))})`,
    spread < FACTOR
      ? undefined
      : 'The bound leaves out terms of order k; where log(n/k) is hardly larger than 1 they count as much as it does.',
  );
}

function notProportional(points: readonly SensingPoint[], { nFeatures }: SensingBoundSpec): Claim {
  const each = points.map((point) => meanDimensions(point) / point.nActive);
  return claim(
    {
      id: 'logarithm-matters',
      statement:
        'The sparser the vectors, the more dimensions each active feature takes, though fewer in all.',
      method:
        'Dimensions for each active feature and in all, means over the seeds (in brackets their range), from sparse to dense: the first falls and the second grows.',
      expected: 'falling; growing',
    },
    each.every((value, i) => i === 0 || value < each[i - 1]!) &&
      points.every((point, i) => i === 0 || meanDimensions(point) > meanDimensions(points[i - 1]!)),
    `${list(each.map(number))} for each active one; ${list(points.map((point) => withRange(meanDimensions(point), point.dimensions)))} of ${nFeatures} in all`,
  );
}
