/**
 * The comment's confused feature, and what it does to the paper's three phases.
 *
 * Thresholds, set before the first run: closed forms are met within 1e-6 (descents end at 1e-12, bisections at
 * 1e-12); a trained model is at a minimum when both weights are within 0.05; "dense" is p above
 * 0.5; "both important" a ratio of importances above 1/3.
 */

import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { axisValues } from '../../shared/phase-grid.js';
import { list, number } from '../../shared/words.js';
import { CODE, type Exact21Data, type Minimum, type SurfaceData } from './run.js';
import type { Exact21Spec } from './spec.js';

export function claims(data: Exact21Data, spec: Exact21Spec): readonly Claim[] {
  return [
    confusedMinimum(data),
    border(data),
    denseAndImportant(data, spec),
    dedicated(data),
    antipodalEverywhere(data),
    needsNoBias(data),
    trainedAtMinima(data),
  ];
}

const EXACT = 1e-6;
const pair = (weights: readonly number[]): string => `(${weights.map(number).join(', ')})`;

/** Distance of a model from a minimum or its mirror image, the larger of both weights. */
export function distance(a: readonly [number, number], b: readonly [number, number]): number {
  const to = (sign: number): number => Math.max(Math.abs(a[0] - sign * b[0]), Math.abs(a[1] - sign * b[1]));
  return Math.min(to(1), to(-1));
}

function confusedMinimum({ confused }: Exact21Data): Claim {
  const { found, closedForm } = confused;
  const off = Math.max(distance(found.weights, closedForm.weights), Math.abs(found.loss - closedForm.loss));
  return claim(
    {
      id: 'confused-feature',
      statement:
        'Without biases, dense features of equal importance are confused: both weights are 1/√2, and the model keeps their sum.',
      method: `Minimum of the exact loss with weights of one sign, by descent at r = 1 and 0.01 above the border: its weights and loss against W = (1/√2, 1/√2) and p/3 − p²/4, within ${number(EXACT)}.`,
      expected: `W = ${pair(closedForm.weights)}, loss ${number(closedForm.loss)}`,
    },
    off <= EXACT,
    `W = ${pair(found.weights)}, loss ${number(found.loss)}; largest difference ${number(off)}`,
  );
}

function border({ crossing: { found, closedForm } }: Exact21Data): Claim {
  return claim(
    {
      id: 'confused-border',
      statement: 'At equal importance the confused feature wins above one exact density, 4(10 − √14)/43.',
      method: `Density at which the losses of the two minima cross, by bisection on descents, within ${number(EXACT)} of the closed form.`,
      expected: closedForm.toFixed(7),
    },
    Math.abs(found - closedForm) <= EXACT,
    found.toFixed(7),
  );
}

const DENSE = 0.5;
const IMPORTANT = 1 / 3;

function denseAndImportant({ map, nearlyEqual }: Exact21Data, spec: Exact21Spec): Claim {
  const ratios = axisValues(spec.map.importanceRatio);
  const probabilities = axisValues(spec.map.featureProbability);
  const confused = map.flatMap((row, i) =>
    CODE.decode(row).flatMap((phase, j) =>
      phase === 'confused' ? [{ ratio: Math.min(ratios[i]!, 1 / ratios[i]!), p: probabilities[j]! }] : [],
    ),
  );
  const least = Math.min(...confused.map(({ p }) => p));
  const ratio = Math.min(...confused.map((cell) => cell.ratio));
  return claim(
    {
      id: 'dense-and-important',
      statement: 'Features are confused only where sparsity is low and both are important.',
      method: `Cells of the exact map whose optimum has both weights of one sign and the shorter at least half of the longer: their least density and their least ratio of importances (the smaller over the larger).`,
      expected: `density above ${DENSE}, ratio above 1/3`,
    },
    confused.length > 0 && least > DENSE && ratio > IMPORTANT,
    confused.length === 0 ? 'no such cell' : `density from ${number(least)}, ratio from ${number(ratio)}`,
    `There is no border towards ignoring the less important feature, only a falling ratio of the weights, so the range depends on where "confused" begins. With the shorter at least 0.9 of the longer: density from ${number(nearlyEqual.featureProbability)}, ratio from ${number(nearlyEqual.importanceRatio)}.`,
  );
}

const SLOPE = 1e-4;

function dedicated({ slopeAtDedicated, border: line }: Exact21Data): Claim {
  const found = slopeAtDedicated.map((slope) => slope.found);
  const stationary = found.every((slope) => slope >= -SLOPE);
  const shares = line.map(
    ({ weights }) => Math.min(...weights.map(Math.abs)) / Math.max(...weights.map(Math.abs)),
  );
  const steps = shares.slice(1).map((share, k) => share - shares[k]!);
  return {
    id: 'dedicated-is-a-phase',
    statement: 'Ignoring the less important feature, W = [1, 0], is a solution and a phase of its own.',
    method: `Slope of the exact loss without biases at W = [1, 0] towards W_2 > 0 at each point shown (not a minimum where it is below −${SLOPE}); and the ratio of both weights along the border, for ratios of importance from ${number(line[0]!.importanceRatio)} to 1.`,
    expected: 'a slope of 0 or more, and a jump of the ratio somewhere along the border',
    measured: `slopes ${list(found.map(number))}; the ratio grows from ${number(shares[0]!)} to ${number(shares.at(-1)!)} in ${steps.length} steps of at most ${number(Math.max(...steps))}`,
    verdict: stationary ? 'holds' : 'differs',
    ...(stationary
      ? {}
      : {
          note: 'The slope is exactly −r p²/2: without a bias the model can always predict a little of the mean. "Ignored" and "confused" are the two ends of one phase, in which the ratio of the weights moves without a jump; the one sharp border is where the sign of W_1 W_2 changes. With biases the ignored feature is a true minimum.',
        }),
  };
}

function antipodalEverywhere({ crossing, map }: Exact21Data): Claim {
  const holds = crossing.found > 1 - EXACT;
  return {
    id: 'antipodal-up-to-dense',
    statement:
      'At equal importance the antipodal solution wins at every density below 1, as the comparison of three candidates says.',
    method: 'Density at which the antipodal minimum of the exact loss stops being the global one, at r = 1.',
    expected: '1',
    measured: `${crossing.found.toFixed(7)} (antipodal in ${number(antipodalShare(map) * 100)} % of the map)`,
    verdict: holds ? 'holds' : 'differs',
    ...(holds
      ? {}
      : {
          note: 'The three candidates leave out the confused solution, which is better on denser data. No ratio of importances has a border at a higher density.',
        }),
  };
}

function antipodalShare(map: readonly string[]): number {
  const phases = map.flatMap((row) => CODE.decode(row));
  return (
    phases.filter((phase) => phase === 'strong-antipodal' || phase === 'weak-antipodal').length /
    phases.length
  );
}

function needsNoBias({ withBias }: Exact21Data): Claim {
  return claim(
    {
      id: 'biases-end-confusion',
      statement: 'With biases no feature is confused.',
      method:
        'Global minimum of the exact loss over weights and biases at r = 1 and four densities above the border: the product of both weights.',
      expected: 'negative or zero at every density',
    },
    withBias.every(({ weights }) => weights[0] * weights[1] <= EXACT),
    list(
      withBias.map(
        ({ weights, featureProbability }) => `${pair(weights)} at p = ${number(featureProbability)}`,
      ),
    ),
    'Our addition, not a statement of the comment: the paper trains with biases, and its phase diagram shows no confused feature.',
  );
}

const AT = 0.05;

const STUCK_NOTE =
  'Those elsewhere sit at [1, 0], reached from the side W_1 W_2 < 0: there the output of the second feature is dead and the gradient fades with W_2, so that descent never crosses over to the side on which the loss falls. [1, 0] is a kink, not a minimum.';

function trainedAtMinima({ surfaces }: Exact21Data): Claim {
  const off = surfaces.flatMap((surface) =>
    surface.trained.map((weights) =>
      Math.min(...minimaOf(surface).map((each) => distance(weights, each.weights))),
    ),
  );
  const away = off.filter((each) => !(each <= AT)).length;
  const starts = surfaces.map(({ trained }) => trained.length);
  return claim(
    {
      id: 'trained-at-minima',
      statement: 'Trained models end in the minima of the exact surface.',
      method: `Each of ${starts[0]} models trained at each point, without biases: within ${AT} of a minimum of the exact loss in both weights, up to a common sign.`,
      expected: 'all of them',
    },
    away === 0,
    `${off.length - away} of ${off.length}; largest distance ${number(Math.max(...off))}; in the global minimum ${list(surfaces.map((surface) => `${inGlobal(surface)} of ${surface.trained.length}`))}`,
    away === 0 ? undefined : STUCK_NOTE,
  );
}

/** The minima of a surface, the global one first. */
export function minimaOf({ sameSign, antipodal }: SurfaceData): Minimum[] {
  return (antipodal === null ? [sameSign] : [sameSign, antipodal]).toSorted((a, b) => a.loss - b.loss);
}

function inGlobal(surface: SurfaceData): number {
  const [global] = minimaOf(surface);
  return surface.trained.filter((weights) => distance(weights, global!.weights) <= AT).length;
}
