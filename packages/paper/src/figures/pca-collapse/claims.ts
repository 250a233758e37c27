/**
 * How many pairs have collapsed at which density.
 *
 * The ranges are the paper's (which gives them with "about"); densities are taken inside them, none at their ends. Thresholds, set before any run: a pair has
 * collapsed at a cosine of 0.95 or more (18 degrees) with both norms above 0.3; three collapsed pairs are like
 * principal components when W W^T is within 0.2 of the identity (a triangle of three pairs has 0.5).
 */

import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { fromTo } from '../../shared/spread.js';
import { list, number } from '../../shared/words.js';
import type { CollapsePoint, CollapseStart, PcaCollapseData } from './run.js';

const PROJECTION = 0.2;
const NEAR = 0.01;

interface Range {
  readonly id: string;
  readonly statement: string;
  readonly from: number;
  readonly to: number;
  readonly nCollapsed: number;
}

const RANGES: readonly Range[] = [
  {
    id: 'none-collapsed',
    statement: 'Up to 1−S of about 0.05 no pair has collapsed.',
    from: 0,
    to: 0.05,
    nCollapsed: 0,
  },
  {
    id: 'one-collapsed',
    statement: 'From about 0.05 to 0.15 one pair has collapsed.',
    from: 0.05,
    to: 0.15,
    nCollapsed: 1,
  },
  {
    id: 'two-collapsed',
    statement: 'From about 0.15 to 0.2 two pairs have collapsed.',
    from: 0.15,
    to: 0.2,
    nCollapsed: 2,
  },
  {
    id: 'all-collapsed',
    statement: 'From about 0.25 to 0.5 all three pairs have collapsed.',
    from: 0.25,
    to: 0.5,
    nCollapsed: 3,
  },
];

export function claims({ points }: PcaCollapseData): readonly Claim[] {
  return [...RANGES.map((range) => counted(points, range)), likePca(points), near(points)];
}

/** Densities at which the exact minimum has so many collapsed pairs, in words. */
function exactRange(points: readonly CollapsePoint[], nCollapsed: number): string {
  const here = points.filter(({ exact }) => exact.nCollapsed === nCollapsed);
  if (here.length === 0) return 'at none of the densities';
  return `at ${list(here.map(({ featureProbability }) => number(featureProbability)))}`;
}

function counted(points: readonly CollapsePoint[], { id, statement, from, to, nCollapsed }: Range): Claim {
  const inside = points.filter(({ featureProbability: p }) => p > from && p < to);
  const counts = (of: (point: CollapsePoint) => number): string =>
    list(inside.map((point) => String(of(point))));
  const exactAgrees = inside.every(({ exact }) => exact.nCollapsed === nCollapsed);
  const trainedAgrees = inside.every(({ trained }) => trained.nCollapsed === nCollapsed);
  const trainedIsExact = inside.every(({ trained, exact }) => trained.nCollapsed === exact.nCollapsed);
  const texts = {
    id,
    statement,
    method: `Collapsed pairs (cosine at least 0.95, norms above 0.3) in the best trained start and in the lowest exact minimum, at the densities inside the range. Spread: trained starts that have the expected number, each by itself.`,
    expected: `${nCollapsed} at each`,
  };
  const measured = `trained ${counts(({ trained }) => trained.nCollapsed)}, exact ${counts(({ exact }) => exact.nCollapsed)} at 1−S = ${list(inside.map(({ featureProbability }) => number(featureProbability)))}; so in ${having(inside, (start) => start.nCollapsed === nCollapsed)}`;
  if (!exactAgrees && trainedIsExact) {
    return {
      ...texts,
      measured,
      verdict: 'differs',
      note: `The lowest exact minimum has ${nCollapsed} collapsed ${nCollapsed === 1 ? 'pair' : 'pairs'} ${exactRange(points, nCollapsed)}; training agrees with it.`,
    };
  }
  return claim(
    texts,
    inside.length > 0 && exactAgrees && trainedAgrees,
    measured,
    trainedIsExact
      ? undefined
      : 'The best trained start and the lowest exact minimum do not agree everywhere.',
  );
}

/** "5, 4 and 6 of 6 starts": single starts that have a property, at each density. */
function having(points: readonly CollapsePoint[], has: (start: CollapseStart) => boolean): string {
  const most = Math.max(0, ...points.map(({ starts }) => starts.length));
  return `${list(points.map(({ starts }) => String(starts.filter(has).length)))} of ${most} starts`;
}

function likePca(points: readonly CollapsePoint[]): Claim {
  const inside = points.filter(({ featureProbability: p }) => p > 0.5);
  const like = ({ nCollapsed, fromProjection }: CollapseStart): boolean =>
    nCollapsed >= 2 && fromProjection <= PROJECTION;
  const exact = inside.map((point) => point.exact);
  const trained = inside.map((point) => point.trained);
  const texts = {
    id: 'like-pca',
    statement: 'Above 1−S of about 0.5 the solution is like that of principal component analysis.',
    method: `Pairs collapsed (two at least, as two components may leave a pair out), and the distance of W Wᵀ from the identity, relative to it: 0 for a projection on principal components, 0.5 for three pairs in a triangle. Asked of the best trained start and of the lowest exact minimum; spread: of each start by itself.`,
    expected: `at most ${PROJECTION} at each density above 0.5`,
  };
  const measured = `trained ${list(trained.map((each) => number(each.fromProjection)))}, exact ${list(exact.map((each) => number(each.fromProjection)))} at 1−S = ${list(inside.map(({ featureProbability }) => number(featureProbability)))}; so in ${having(inside, like)}, which lie at ${list(inside.map(({ starts }) => fromTo(starts.map(({ fromProjection }) => fromProjection))))}; at the other densities exact ${number(Math.min(...points.filter(({ featureProbability: p }) => p <= 0.5).map((point) => point.exact.fromProjection)))} or more`;
  return claim(texts, inside.length > 0 && trained.every(like) && exact.every(like), measured);
}

function near(points: readonly CollapsePoint[]): Claim {
  const excess = points.map(({ trained, exact }) => trained.loss / exact.loss - 1);
  const nearStarts = points.map(
    ({ starts, exact }) => starts.filter(({ loss }) => loss / exact.loss - 1 <= NEAR).length,
  );
  return claim(
    {
      id: 'near-exact-minimum',
      statement: 'Training finds the best solutions.',
      method:
        'Exact loss of the best trained start over the lowest minimum of exact descent, less 1, the largest over all densities; spread: starts at each density that are as near, each by itself.',
      expected: `at most ${NEAR}`,
    },
    excess.every((each) => each <= NEAR),
    `${number(Math.max(...excess))}, at 1−S = ${number(points[excess.indexOf(Math.max(...excess))]!.featureProbability)}; ${fromTo(nearStarts)} of ${points[0]!.starts.length} starts are as near`,
  );
}
