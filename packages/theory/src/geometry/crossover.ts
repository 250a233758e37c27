/**
 * From the pentagon to two digons: where one sparser feature breaks the geometry.
 *
 * n = 5 features of equal importance in m = 2 dimensions, four with feature probability p, one with rho p.
 * At rho = 1 and p below 0.224875 the pentagon is the optimum. As rho falls the pentagon deforms, and at
 * rho* the two digons that leave the fifth feature out become cheaper:
 *
 *   L_digons = 2 L_pair(p) + rho p/3 - (rho p)^2/4,      b_5 = rho p/2.
 *
 * Both are local minima on both sides and their slopes in rho differ at rho*: first order, as the paper
 * observes. The paper reads a factor of about 2.5 in density off models trained at p = 0.05; the exact crossover of
 * the loss at that p is what {@link pentagonDigonCrossover} computes.
 *
 * Source: the paper, "Geometry of superposition" (non-uniform superposition); exact branches computed here.
 */

import { InvalidArgumentError } from '@toymodels/core';

import { ReluOutputLoss } from '../exact/relu-output.js';
import { bracketedRoot } from '../numeric/root.js';
import { optimiseFrom, type ReluOptimum } from '../optimise/relu-objective.js';
import { optimalKgon } from './kgon.js';

/** A branch of local minima. */
export type FiveFeatureBranch = 'pentagon' | 'digons';

/** W and b to begin from. */
interface Start {
  readonly weights: Float64Array;
  readonly bias: Float64Array;
}

/**
 * The local minimum of n = 5, m = 2 on one branch; the last feature has probability `ratio` times that of the
 * others.
 *
 * @param featureProbability p of the four, in (0, 1]
 * @param ratio rho, above 0 with rho p at most 1; default 1
 * @param start where to descend from; default the branch's ideal shape
 */
export function fiveFeatureBranch(
  branch: FiveFeatureBranch,
  featureProbability: number,
  ratio = 1,
  start?: Start,
): ReluOptimum {
  const p = featureProbability;
  if (!(p > 0 && p <= 1)) {
    throw new InvalidArgumentError(`invalid featureProbability: ${p}; allowed are numbers above 0, up to 1`);
  }
  if (!(ratio > 0 && ratio * p <= 1)) {
    throw new InvalidArgumentError(
      `invalid ratio: ${ratio}; allowed are numbers above 0 up to 1/p = ${1 / p}`,
    );
  }
  const problem = {
    nFeatures: 5,
    nHidden: 2,
    importance: [1, 1, 1, 1, 1],
    featureProbability: [p, p, p, p, ratio * p],
  };
  const from = start ?? (branch === 'pentagon' ? idealPentagon() : idealDigons(ratio * p));
  return optimiseFrom(problem, from, {
    loss: new ReluOutputLoss(problem),
    gradientTolerance: 1e-11 * Math.min(1, 20 * p),
  });
}

/** Where the two branches cost the same. */
export interface Crossover {
  /** rho*: probability of the fifth feature relative to the others */
  readonly ratio: number;
  /** L of both branches there */
  readonly loss: number;
  readonly pentagon: ReluOptimum;
  readonly digons: ReluOptimum;
}

/** Above this p the pentagon stops being a local minimum (near 0.265) before its loss meets the digons'. */
export const MAX_CROSSOVER_PROBABILITY = 0.25;

/**
 * rho*(p), the ratio of densities at which pentagon and digons cross; below it the digons win. It passes 1, all five
 * features alike, at p = 0.224875.
 *
 * @param featureProbability p of the four equal features, in (0, {@link MAX_CROSSOVER_PROBABILITY}]
 * @throws InvalidArgumentError outside that range, or if the branches do not cross
 */
export function pentagonDigonCrossover(featureProbability: number): Crossover {
  const p = featureProbability;
  if (!(p > 0 && p <= MAX_CROSSOVER_PROBABILITY)) {
    throw new InvalidArgumentError(
      `invalid featureProbability: ${p}; allowed are numbers above 0, up to ${MAX_CROSSOVER_PROBABILITY} (on denser data the pentagon is no local minimum where the branches would cross)`,
    );
  }
  let warm: Start | undefined;
  const difference = (ratio: number): number => {
    const pentagon = fiveFeatureBranch('pentagon', p, ratio, warm);
    warm = pentagon;
    return (pentagon.loss - digonLoss(ratio)) / p;
  };
  // The digons do not see the fifth feature, so their branch is one descent and a formula.
  const pairs = fiveFeatureBranch('digons', p, Math.min(1, 0.5 / p));
  const unused = (q: number): number => q / 3 - (q * q) / 4;
  const pairLoss = pairs.loss - unused(Math.min(1, 0.5 / p) * p);
  const digonLoss = (ratio: number): number => pairLoss + unused(ratio * p);
  // Start at equal densities, where the pentagon is firmly itself, and step away from there.
  const step = difference(1) < 0 ? 0.85 : 1 / 0.85;
  let near = 1;
  let far = step;
  while (difference(far) < 0 === step < 1) {
    near = far;
    far *= step;
    if (!(far > 0.02 && far * p <= 1)) {
      throw new InvalidArgumentError(`pentagon and digons do not cross at featureProbability ${p}`);
    }
  }
  const ratio = bracketedRoot(difference, near, far, 1e-10);
  const pentagon = fiveFeatureBranch('pentagon', p, ratio, warm);
  return { ratio, loss: pentagon.loss, pentagon, digons: fiveFeatureBranch('digons', p, ratio) };
}

/** The p at which pentagon and digons tie for five equal features: 0.224875. Below it the pentagon wins. */
export function uniformPentagonBorder(): number {
  return bracketedRoot(
    (p) => (fiveFeatureBranch('pentagon', p).loss - fiveFeatureBranch('digons', p).loss) / p,
    0.1,
    0.3,
    1e-10,
  );
}

/** The sparse-limit pentagon, turned so that the fifth feature lies on the first axis. */
function idealPentagon(): Start {
  const { radius, bias } = optimalKgon(5);
  const weights = new Float64Array(10);
  for (let i = 0; i < 5; i++) {
    const angle = (2 * Math.PI * (i + 1)) / 5;
    weights[2 * i] = radius * Math.cos(angle);
    weights[2 * i + 1] = radius * Math.sin(angle);
  }
  return { weights, bias: new Float64Array(5).fill(bias) };
}

/** Features 0 and 1 opposite, 2 and 3 opposite, 4 unused with its bias at the mean. */
function idealDigons(lastProbability: number): Start {
  return {
    weights: Float64Array.of(1, 0, -1, 0, 0, 1, 0, -1, 0, 0),
    bias: Float64Array.of(0.001, 0.001, 0.001, 0.001, lastProbability / 2),
  };
}
