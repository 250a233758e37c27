/** Claims of the figures on correlated features, on solutions made by hand. */

import { describe, expect, test } from 'vitest';
import { claims as antipodalClaims } from '../src/figures/anticorrelated-antipodal/claims.js';
import { claims as orthogonalClaims } from '../src/figures/correlated-orthogonal/claims.js';
import { claims as besideClaims } from '../src/figures/correlated-side-by-side/claims.js';
import { claims as basesClaims } from '../src/figures/local-orthogonal-bases/claims.js';
import type { StartData } from '../src/figures/local-orthogonal-bases/run.js';
import { claims as collapseClaims } from '../src/figures/pca-collapse/claims.js';
import type { CollapsePoint, CollapseStart } from '../src/figures/pca-collapse/run.js';
import type { SetsData } from '../src/shared/correlated-sets.js';
import { at, made, verdicts } from './made.js';

function data(
  degrees: readonly number[],
  sets: readonly (readonly number[])[],
  starts: readonly (readonly number[])[] = [degrees],
  loss = 1,
): SetsData {
  const solution = (angles: readonly number[], own: number) => ({
    loss: own,
    weights: angles.flatMap((angle) => at(angle)),
    bias: angles.map(() => 0),
  });
  return {
    nFeatures: degrees.length,
    nHidden: 2,
    sets,
    starts: starts.map((angles) => solution(angles, loss)),
    optimum: { ...solution(degrees, 1), share: 1 },
    empty: 10,
  };
}

const PAIRS = [
  [0, 1],
  [2, 3],
];
const orthogonal = [0, 90, 180, 270];
const opposite = [0, 180, 90, 270];

describe('two correlated pairs', () => {
  const of = (found: SetsData): Record<string, string> => verdicts(orthogonalClaims(found));

  test('at right angles, opposite to the other pair, satisfy every claim', () => {
    expect(new Set(Object.values(of(data(orthogonal, PAIRS))))).toEqual(new Set(['holds']));
  });

  test('on one line each fail', () => {
    const verdict = of(data(opposite, PAIRS));
    expect(verdict['same-set-orthogonal']).toBe('fails');
    expect(verdict['other-set-opposite']).toBe('fails');
  });

  test('fail where training finds something else than the exact minimum', () => {
    const verdict = of(data(orthogonal, PAIRS, [opposite], 1.2));
    expect(verdict['same-set-orthogonal']).toBe('fails');
    expect(verdict['near-exact-minimum']).toBe('fails');
  });

  test('found by one start of three are not found by most', () => {
    const verdict = of(data(orthogonal, PAIRS, [orthogonal, opposite, opposite]));
    expect(verdict['same-set-orthogonal']).toBe('holds');
    expect(verdict['same-set-orthogonal-in-most-starts']).toBe('fails');
  });
});

test('two anticorrelated pairs have to be opposite', () => {
  expect(verdicts(antipodalClaims(data(opposite, PAIRS)))['same-set-opposite']).toBe('holds');
  expect(verdicts(antipodalClaims(data(orthogonal, PAIRS)))['same-set-opposite']).toBe('fails');
  expect(verdicts(antipodalClaims(data([0, 150, 90, 270], PAIRS)))['same-set-opposite']).toBe('fails');
});

test('three pairs have to be neighbours around the circle, across its end too', () => {
  const sets = [...PAIRS, [4, 5]];
  const of = (degrees: readonly number[]): string | undefined =>
    verdicts(besideClaims(data(degrees, sets)))['same-set-adjacent'];
  expect(of([350, 40, 100, 160, 220, 280])).toBe('holds');
  expect(of([10, 310, 70, 130, 190, 250])).toBe('holds');
  expect(of([0, 120, 60, 180, 240, 300])).toBe('fails');
});

test('a local basis is near the identity within a set and interferes across', () => {
  const start = (change: Partial<StartData> = {}): StartData => ({
    loss: 1,
    distance: [0.05, 0.1],
    distanceOfAll: 1,
    within: 0.02,
    across: 0.3,
    ...change,
  });
  const of = (starts: readonly StartData[]): Record<string, string> =>
    verdicts(basesClaims({ sets: [[0], [1]], starts, best: made([[1]]) }));
  expect(of([start(), start()])).toEqual({
    'identity-within-sets': 'holds',
    'superposition-across-sets': 'holds',
  });
  expect(of([start(), start({ distance: [0.05, 0.3] })])['identity-within-sets']).toBe('fails');
  expect(of([start({ across: 0.05 })])['superposition-across-sets']).toBe('fails');
});

describe('collapse', () => {
  const paper: readonly (readonly [p: number, nCollapsed: number])[] = [
    [0.02, 0],
    [0.1, 1],
    [0.17, 2],
    [0.3, 3],
    [0.6, 3],
  ];
  const point = (
    p: number,
    exact: number,
    trained = exact,
    fromProjection = p > 0.5 ? 0.1 : 0.5,
    others: readonly CollapseStart[] = [],
  ): CollapsePoint => {
    const solution = { loss: 1, weights: [], bias: [], fromProjection };
    return {
      featureProbability: p,
      exact: { ...solution, nCollapsed: exact, share: 1 },
      trained: { ...solution, nCollapsed: trained },
      starts: [{ loss: 1, nCollapsed: trained, fromProjection }, ...others],
    };
  };
  const of = (points: readonly CollapsePoint[]): Record<string, string> =>
    verdicts(collapseClaims({ points }));

  test("in the paper's order satisfies every claim", () => {
    expect(new Set(Object.values(of(paper.map(([p, count]) => point(p, count)))))).toEqual(
      new Set(['holds']),
    );
  });

  test('at other densities than the paper says differs if exact theory agrees with training, else fails', () => {
    expect(of(paper.map(([p, count]) => point(p, p === 0.3 ? 2 : count)))['all-collapsed']).toBe('differs');
    expect(of(paper.map(([p, count]) => point(p, count, p === 0.3 ? 2 : count)))['all-collapsed']).toBe(
      'fails',
    );
  });

  test('to a triangle of three pairs is not like principal components', () => {
    expect(of(paper.map(([p, count]) => point(p, count, count, 0.5)))['like-pca']).toBe('fails');
  });

  test('is asked of the best start, and the others are its spread', () => {
    const other: CollapseStart = { loss: 1.5, nCollapsed: 1, fromProjection: 0.5 };
    const points = paper.map(([p, count]) => point(p, count, count, undefined, [other, other]));
    const found = collapseClaims({ points });
    const measured = (id: string): string => found.find((each) => each.id === id)!.measured;
    expect(new Set(Object.values(verdicts(found)))).toEqual(new Set(['holds']));
    expect(measured('one-collapsed')).toContain('so in 3 of 3 starts');
    expect(measured('two-collapsed')).toContain('so in 1 of 3 starts');
    expect(measured('like-pca')).toContain('so in 1 of 3 starts, which lie at 0.1 to 0.5');
    expect(measured('near-exact-minimum')).toContain('1 to 1 of 3 starts are as near');
  });

  test('has no verdict without densities in the range', () => {
    expect(of([point(0.02, 0), point(0.6, 3)])['one-collapsed']).toBe('fails');
  });
});
