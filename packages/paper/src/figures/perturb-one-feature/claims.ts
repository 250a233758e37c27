/**
 * The stretched pentagon, the snap, and a rule for its norms.
 *
 * The numbers were set before any run; the third exact branch (digons that hold the varied feature) was added
 * after starts were found on it. "About 2.5" is within 10 % of it; slopes of the two branches that differ by 10 % or more are a
 * crossing (first order); a trained solution lies on a branch when its exact loss is within 2 % of that of
 * its shape, and 95 % of all starts have to; a stretched pentagon has angles that differ by 5 degrees or more; a rule for norms
 * holds when it is met within 2 %.
 */

import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { list, number } from '../../shared/words.js';
import type { DrawnSolution, PerturbData } from './run.js';
import type { PerturbSpec } from './spec.js';

const PAPER_FACTOR = 2.5;
const FACTOR_TOLERANCE = 0.1;
const SLOPES = 0.1;
const ON_BRANCH = 0.02;
const SHARE_ON_BRANCH = 0.95;
const STRETCHED_DEGREES = 5;
const RULE_TOLERANCE = 0.02;

export function claims(data: PerturbData, spec: PerturbSpec): readonly Claim[] {
  return [stretches(data), snaps(data, spec), cross(data), sameCurves(data), normRule(data, spec)];
}

/** Angles between neighbours around the circle, in degrees. */
function gaps({ weights, norms }: DrawnSolution): number[] {
  const angles = norms
    .map((_, i) => (Math.atan2(weights[2 * i + 1]!, weights[2 * i]!) * 180) / Math.PI)
    .sort((a, b) => a - b);
  return angles.map((angle, k) =>
    k + 1 < angles.length ? angles[k + 1]! - angle : angles[0]! + 360 - angle,
  );
}

function stretches({ drawn, crossover }: PerturbData): Claim {
  const [regular, stretched] = drawn as readonly [DrawnSolution, DrawnSolution];
  const spread = (solution: DrawnSolution): number =>
    Math.max(...gaps(solution)) - Math.min(...gaps(solution));
  return claim(
    {
      id: 'pentagon-stretches',
      statement: 'As one feature gets sparser, the pentagon first stretches.',
      method: `Exact minima with all five features: largest less smallest angle between neighbours with equal densities, and at the crossover.`,
      expected: `0 with equal densities, at least ${STRETCHED_DEGREES} degrees before the snap`,
    },
    stretched.shape === 'pentagon' && spread(regular) < 0.01 && spread(stretched) >= STRETCHED_DEGREES,
    `${number(spread(regular))} degrees with equal densities, ${number(spread(stretched))} at a relative density of ${number(crossover.ratio)}; norm of the sparser feature ${number(regular.norms[4]!)}, then ${number(stretched.norms[4]!)}`,
  );
}

function snaps({ trained, crossover }: PerturbData, { ratios, featureProbability }: PerturbSpec): Claim {
  const best = ratios.map((ratio) => {
    const here = trained.filter((each) => each.ratio === ratio);
    return here.reduce((a, b) => (b.loss < a.loss ? b : a)).shape;
  });
  const digons = ratios.filter((_, k) => best[k] === 'digons');
  const pentagons = ratios.filter((_, k) => best[k] === 'pentagon');
  const [from, to] = [Math.max(...digons), Math.min(...pentagons)];
  const clean = digons.length > 0 && pentagons.length > 0 && from < to;
  const factor = 1 / crossover.ratio;
  const texts = {
    id: 'snaps-at-factor',
    statement: `With four densities of ${number(featureProbability)}, the pentagon gives way to two digons when one feature is about ${PAPER_FACTOR} times sparser than the others.`,
    method:
      'Relative density at which the exact losses of the two branches are equal; beside it the bracket in which the best trained start changes its shape.',
    expected: `a factor of ${PAPER_FACTOR} within ${FACTOR_TOLERANCE * 100} %`,
  };
  const measured = `exact factor ${number(factor)} (relative density ${number(crossover.ratio)}); best of the trained starts: ${clean ? `digons up to ${number(from)}, pentagon from ${number(to)}, factors ${number(1 / to)} to ${number(1 / from)}` : 'no single change'}`;
  if (Math.abs(factor / PAPER_FACTOR - 1) <= FACTOR_TOLERANCE) return claim(texts, clean, measured);
  return {
    ...texts,
    measured,
    verdict: clean && from <= crossover.ratio && crossover.ratio <= to ? 'differs' : 'fails',
    note: `The two exact losses are equal at a factor of ${number(factor)}, not ${PAPER_FACTOR}; the paper reads its number off trained models. The exact factor depends on p: 6.33 at 0.01, 2.35 at 0.1.`,
  };
}

function cross({ crossover: { slopes, ratio } }: PerturbData): Claim {
  const difference = Math.abs(slopes.digons - slopes.pentagon) / Math.max(slopes.digons, slopes.pentagon);
  return claim(
    {
      id: 'losses-cross',
      statement:
        'The loss curves of the two solutions cross at the snap, so that the change is of first order.',
      method: 'Slopes of both exact losses over the relative density, where they are equal.',
      expected: `slopes that differ by at least ${SLOPES * 100} %`,
    },
    difference >= SLOPES,
    `${number(slopes.pentagon)} for the pentagon and ${number(slopes.digons)} for the digons at ${number(ratio)}`,
  );
}

function sameCurves({ trained, atRatios, optima }: PerturbData): Claim {
  let [on, other] = [0, 0];
  let worst = 0;
  for (const { ratio, shape, loss } of trained) {
    const here = atRatios.find((each) => each.ratio === ratio)!;
    const branch = shape === 'other' ? null : here.loss[shape];
    if (branch === null) {
      other++;
      continue;
    }
    const away = Math.abs(loss / branch - 1);
    worst = Math.max(worst, away);
    if (away <= ON_BRANCH) on++;
  }
  const others = optima.filter(({ shape }) => shape === 'other');
  return claim(
    {
      id: 'same-curves',
      statement: 'Sub-optimal solutions lie on the curves of the pentagon and of two digons.',
      method: `All trained starts at all relative densities: the share whose exact loss is within ${ON_BRANCH * 100} % of the exact branch of their shape (pentagon; two digons without the varied feature; or with it and without another).`,
      expected: `at least ${SHARE_ON_BRANCH}`,
    },
    trained.length > 0 && on / trained.length >= SHARE_ON_BRANCH,
    `${number(on / trained.length)} of ${trained.length} starts (largest distance of a pentagon or two digons ${number(worst)}; ${other} starts have another shape); ${others.length} of ${optima.length} exact minima have another shape`,
    others.length === 0
      ? undefined
      : `Exact descent ends in other minima too, such as at a relative density of ${list([...new Set(others.map((each) => number(each.ratio)))].slice(0, 3))}.`,
  );
}

function normRule({ drawn, trained }: PerturbData, { featureProbability }: PerturbSpec): Claim {
  const { norms, bias } = drawn[0]!;
  const [norm, b] = [norms[0]!, bias[0]!];
  const rule = 1 / (1 - b);
  const otherSign = 1 / (1 - Math.abs(b));
  const nearest = Math.min(...[rule, otherSign].map((each) => Math.abs(each / norm - 1)));
  const pentagons = trained.filter(({ shape }) => shape === 'pentagon');
  const deviations = pentagons.flatMap((each) => each.norms.map((own, i) => own * (1 - each.bias[i]!) - 1));
  const texts = {
    id: 'norm-and-bias',
    statement: 'In the pentagon the norm of a feature is 1/(1 − its bias).',
    method: `The regular pentagon of lowest exact loss at 1−S = ${number(featureProbability)}: its norm against 1/(1−b), and against 1/(1−|b|) in case the sign is meant so.`,
    expected: `equal within ${RULE_TOLERANCE * 100} %`,
  };
  const measured = `norm ${number(norm)}, bias ${number(b)}: the rule gives ${number(rule)}, with the other sign ${number(otherSign)}; |W|² = ${number(norm * norm)}; trained pentagons miss the rule by ${deviations.length === 0 ? 'nothing, as there are none' : `${number(Math.min(...deviations))} to ${number(Math.max(...deviations))}`}`;
  if (nearest <= RULE_TOLERANCE) return claim(texts, true, measured);
  return {
    ...texts,
    measured,
    verdict: 'differs',
    note: `At the exact minimum the norm is ${number(norm)}. The square of the norm, ${number(norm * norm)}, lies between 1 + |b| = ${number(1 + Math.abs(b))} and 1/(1−|b|) = ${number(otherSign)}, and meets neither.`,
  };
}
