/**
 * The plateaus of D*, told by width.
 *
 * The numbers were set before any run; that the ends of a plateau are interpolated between densities came
 * after the first quick one, whose grid is coarse. On a plateau D* stays within 0.05 of its level over neighbouring densities whose 1/(1-S) span
 * at least a factor of 1.25 at 1 and of 1.5 at 1/2 (elsewhere D* falls from 1 to below 0.1 over a factor of 100, or by 0.05 over a factor of 1.1).
 */

import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { fromTo, startsInWords } from '../../shared/spread.js';
import { list, number } from '../../shared/words.js';
import type { DensityPointData, DimensionsPerFeatureData } from './run.js';

const TOLERANCE = 0.05;
const LEVELS = [
  { id: 'plateau-1', level: 1, label: '1', width: 1.25 },
  { id: 'plateau-1-2', level: 1 / 2, label: '1/2', width: 1.5 },
] as const;
const EXCESS = 0.02;

export function claims(data: DimensionsPerFeatureData): readonly Claim[] {
  return [...LEVELS.map((level) => plateau(data, level)), falls(data), near(data)];
}

/**
 * The widest stretch at a level: the 1/(1-S) of its ends. Between densities D* is taken to go straight over log 1/(1-S), so
 * that the width does not hang on which densities were chosen.
 */
export function widest(
  points: readonly (readonly [x: number, y: number])[],
  level: number,
): [number, number] | undefined {
  const onLevel = (y: number): boolean => Math.abs(y - level) <= TOLERANCE;
  let found: [number, number] | undefined;
  let from: number | undefined;
  points.forEach(([x, y], k) => {
    if (!onLevel(y)) {
      from = undefined;
      return;
    }
    const before = points[k - 1];
    const after = points[k + 1];
    from ??= before === undefined ? x : end([x, y], before, level);
    const to = after === undefined || onLevel(after[1]) ? x : end([x, y], after, level);
    if (found === undefined || to / from > found[1] / found[0]) found = [from, to];
  });
  return found;
}

/** Where D* leaves a level on the way from a point that is near it to one that is not. */
function end(
  [x, y]: readonly [number, number],
  [otherX, otherY]: readonly [number, number],
  level: number,
): number {
  const edge = level + (otherY > level ? TOLERANCE : -TOLERANCE);
  return x * (otherX / x) ** ((edge - y) / (otherY - y));
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;
const curve = (points: readonly DensityPointData[], start?: number): [number, number][] =>
  points.map(({ featureProbability, perFeature }) => [
    1 / featureProbability,
    start === undefined ? mean(perFeature) : perFeature[start]!,
  ]);

function plateau(
  { sweep, starts, spread, products }: DimensionsPerFeatureData,
  { id, level, label, width }: (typeof LEVELS)[number],
): Claim {
  const found = widest(curve(sweep), level);
  const inWords = (range: [number, number] | undefined): string =>
    range === undefined ? 'nowhere' : `${number(range[0])} to ${number(range[1])}`;
  const nStarts = starts[0]?.perFeature.length ?? 0;
  const ofStarts = Array.from({ length: nStarts }, (_, start) => widest(curve(starts, start), level));
  const holding = ofStarts.filter((range) => range !== undefined && range[1] / range[0] >= width).length;
  const exact = widest(
    products.map(({ featureProbability, perFeature }) => [1 / featureProbability, perFeature]),
    level,
  );
  return claim(
    {
      id,
      statement: `Dimensions for each feature have a plateau at ${label}.`,
      method: `The widest range of neighbouring densities with D* within ${TOLERANCE} of ${label}, as 1/(1−S) at its ends (D* between densities on a straight line over log 1/(1−S)).`,
      expected: `a factor of at least ${width}`,
    },
    found !== undefined && found[1] / found[0] >= width,
    `1/(1−S) = ${inWords(found)}; ${holding} of ${nStarts} starts of the smaller model have such a plateau; ${ofSpread(spread)}; best orthogonal products, exact: ${inWords(exact)}`,
  );
}

/** D* of starts as large as the sweep's models. */
function ofSpread(spread: readonly DensityPointData[]): string {
  const each = spread.map(
    ({ featureProbability, perFeature }) =>
      `${fromTo(perFeature)} in ${startsInWords(perFeature.length)} at 1/(1−S) = ${number(1 / featureProbability)}`,
  );
  return `D* of models as large as the drawn ones: ${list(each)}`;
}

function falls({ sweep }: DimensionsPerFeatureData): Claim {
  const values = curve(sweep).map(([, y]) => y);
  const rises = values.slice(1).map((value, k) => value - values[k]!);
  const worst = Math.max(...rises);
  return claim(
    {
      id: 'sparser-means-more-features',
      statement: 'The sparser the features, the fewer dimensions each of them has.',
      method: 'Largest rise of D* from one density to the next sparser one, and D* at both ends.',
      expected: `no rise above ${TOLERANCE}; less than 1/5 at the sparse end`,
    },
    worst <= TOLERANCE && values.at(-1)! < 0.2,
    `largest rise ${number(Math.max(0, worst))}; from ${number(values[0]!)} to ${number(values.at(-1)!)}`,
  );
}

function near({ sweep, products }: DimensionsPerFeatureData): Claim {
  const excess = sweep.map(({ loss }, k) => mean(loss) / products[k]!.loss - 1);
  return claim(
    {
      id: 'near-exact-products',
      statement: 'Training comes as low as the best product of orthogonal polytopes.',
      method:
        'Loss of each trained model over the exact loss of the best polytope, digon to square antiprism, repeated in orthogonal spaces until the hidden dimensions are full, less 1.',
      expected: `at most ${EXCESS} at every density; below 0 where entangled features are better than any product`,
    },
    excess.every((each) => each <= EXCESS),
    `${list(excess.map(number))} at 1/(1−S) = ${list(curve(sweep).map(([x]) => number(x)))}`,
  );
}
