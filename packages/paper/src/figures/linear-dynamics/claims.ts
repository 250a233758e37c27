/**
 * What the closed form promises, on trained models.
 *
 * Thresholds, set before the first run: three standard errors of the mean over the models, plus 0.02 for the finite
 * learning rate; learning times within 5 %; a projector within 0.05 in every entry.
 */

import { featureVariance, linearLearningTime } from '@toymodels/theory';
import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { list, number } from '../../shared/words.js';
import type { DescentData, LinearDynamicsData } from './run.js';
import type { LinearDynamicsSpec } from './spec.js';

export function claims(data: LinearDynamicsData, spec: LinearDynamicsSpec): readonly Claim[] {
  return [
    agrees(
      'aligned-agrees',
      'When every feature has an axis of its own, each grows along a logistic curve of rate 8 I v.',
      data.aligned,
    ),
    agrees(
      'random-agrees',
      'From a random start and at equal importance the whole matrix WᵀW follows the closed form.',
      data.random,
    ),
    learningTimes(data.aligned, spec),
    importantFirst(data.aligned),
    rowSpace(data.random, spec),
  ];
}

const ERRORS = 3;
const RATE_TOLERANCE = 0.02;
const POINTS = 0.95;

/** Mean over the models and its standard error, [feature][time]. */
function meanOf({ trained, theory }: DescentData): { mean: number; error: number }[][] {
  return theory.map((curve, i) =>
    curve.map((_, t) => {
      const values = trained.map((model) => model[i]![t]!);
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1);
      return { mean, error: Math.sqrt(variance / values.length) };
    }),
  );
}

function agrees(id: string, statement: string, data: DescentData): Claim {
  const points = meanOf(data).flatMap((curve, i) =>
    curve.map(({ mean, error }, t) => ({ off: Math.abs(mean - data.theory[i]![t]!), error })),
  );
  const within =
    points.filter(({ off, error }) => off <= ERRORS * error + RATE_TOLERANCE).length / points.length;
  const worst = Math.max(...points.map(({ off }) => off));
  const spread = Math.max(...points.map(({ error }) => error)) * Math.sqrt(data.trained.length);
  return claim(
    {
      id,
      statement,
      method: `Strength |W_i|² at ${data.time.length} times, mean over ${data.trained.length} models with samples of their own: share of points within ${ERRORS} standard errors plus ${RATE_TOLERANCE} (for the finite learning rate) of the closed form.`,
      expected: `at least ${POINTS}`,
    },
    within >= POINTS,
    `${number(within)}; largest deviation of the mean ${number(worst)}, largest standard deviation between models ${number(spread)}`,
  );
}

/** Time at which a curve first reaches 1/2, by linear interpolation; NaN if it never does. */
export function halfTime(time: readonly number[], curve: readonly number[]): number {
  const k = curve.findIndex((each) => each >= 0.5);
  if (k <= 0) return k === 0 ? time[0]! : NaN;
  const [low, high] = [curve[k - 1]!, curve[k]!];
  return time[k - 1]! + ((0.5 - low) / (high - low)) * (time[k]! - time[k - 1]!);
}

const TIME_TOLERANCE = 0.05;

function learningTimes({ time, trained }: DescentData, spec: LinearDynamicsSpec): Claim {
  const { importance, start } = spec.aligned;
  const variance = featureVariance(spec.featureProbability);
  const expected = importance.map((weight) => linearLearningTime(start.strength, 8 * weight * variance));
  const found = importance.map((_, i) => trained.map((model) => halfTime(time, model[i]!)));
  const mean = found.map((each) => each.reduce((a, b) => a + b, 0) / each.length);
  const off = mean.map((each, i) => Math.abs(each / expected[i]! - 1));
  return claim(
    {
      id: 'learning-times',
      statement: 'A feature is learnt after a time ln(1/a_0 − 1)/(8 I v), the later the less it counts.',
      method: `Time at which |W_i|² reaches 1/2, interpolated, mean over the models, within ${TIME_TOLERANCE * 100} % of the formula for each feature; ranges over the models are given.`,
      expected: list(expected.map(number)),
    },
    off.every((each) => each <= TIME_TOLERANCE),
    list(
      mean.map(
        (each, i) =>
          `${number(each)} (${number(Math.min(...found[i]!))} to ${number(Math.max(...found[i]!))})`,
      ),
    ),
  );
}

function importantFirst({ time, trained }: DescentData): Claim {
  const ordered = trained.filter((model) => {
    const times = model.map((curve) => halfTime(time, curve));
    return times.every((each, i) => i === 0 || each > times[i - 1]!);
  }).length;
  return claim(
    {
      id: 'important-first',
      statement: 'Features are learnt one after the other, the most important first.',
      method: 'Models in which the times at which |W_i|² reaches 1/2 come in the order of importance.',
      expected: `${trained.length} of ${trained.length}`,
    },
    ordered === trained.length,
    `${ordered} of ${trained.length}`,
  );
}

const PROJECTOR_TOLERANCE = 0.05;

function rowSpace({ start, gram }: DescentData, spec: LinearDynamicsSpec): Claim {
  const { nFeatures: n, nHidden: m } = spec.random;
  const basis = columns(start, n, m);
  const projector = Array.from({ length: n * n }, (_, cell) =>
    basis.reduce((sum, u) => sum + u[Math.floor(cell / n)]! * u[cell % n]!, 0),
  );
  const off = gram.map((each) => Math.max(...each.map((value, cell) => Math.abs(value - projector[cell]!))));
  const mean = gram[0]!.map((_, cell) => gram.reduce((sum, each) => sum + each[cell]!, 0) / gram.length);
  const offMean = Math.max(...mean.map((value, cell) => Math.abs(value - projector[cell]!)));
  const diagonal = Array.from({ length: n }, (_, i) => projector[i * (n + 1)]!);
  return claim(
    {
      id: 'keeps-first-directions',
      statement:
        'At equal importance a linear model ends at the projector on the directions it began with, which need not be those of features.',
      method: `WᵀW at the end, mean over the models, against the projector on the row space of the first W: largest difference of an entry at most ${PROJECTOR_TOLERANCE}; range over the models given.`,
      expected: `at most ${PROJECTOR_TOLERANCE}; diagonal ${list(diagonal.map(number))}`,
    },
    offMean <= PROJECTOR_TOLERANCE,
    `${number(offMean)} (single models ${number(Math.min(...off))} to ${number(Math.max(...off))})`,
  );
}

/** Orthonormal columns of W as an n x m matrix, by Gram and Schmidt. */
function columns(weights: readonly number[], n: number, m: number): number[][] {
  const basis: number[][] = [];
  for (let h = 0; h < m; h++) {
    let column = Array.from({ length: n }, (_, i) => weights[i * m + h]!);
    for (const u of basis) {
      const dot = u.reduce((sum, each, i) => sum + each * column[i]!, 0);
      column = column.map((each, i) => each - dot * u[i]!);
    }
    const norm = Math.hypot(...column);
    basis.push(column.map((each) => each / norm));
  }
  return basis;
}
