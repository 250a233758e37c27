/** Claims of `energy-levels` and `geometric-transformations` on data made by hand. */

import { describe, expect, test } from 'vitest';
import { claims as levelClaims } from '../src/figures/energy-levels/claims.js';
import type { StartLevels } from '../src/figures/energy-levels/run.js';
import { claims as stageClaims } from '../src/figures/geometric-transformations/claims.js';
import type { StageData, StartStages } from '../src/figures/geometric-transformations/run.js';
import { verdicts } from './made.js';

describe('energy levels', () => {
  const event = (drops = true) => ({ step: 100, jumps: [{ feature: 0, from: 0.3, to: 0.5 }], drops });
  const start = (change: Partial<StartLevels> = {}): StartLevels => ({
    restart: 0,
    nInDigons: 4,
    nRepresented: 4,
    events: [event(), event()],
    shareOfFall: 0.9,
    shareOfTime: 0.1,
    nJumping: 3,
    shareInJumps: 0.3,
    ...change,
  });
  const of = (...starts: StartLevels[]): Record<string, string> =>
    verdicts(levelClaims({ nFeatures: 4, steps: [0, 10], starts, drawn: 0, dimensionality: [], loss: [] }));

  test('with jumps at which the loss drops satisfy every claim', () => {
    expect(new Set(Object.values(of(start(), start(), start())))).toEqual(new Set(['holds']));
  });

  test('without events, or with one feature that jumps in one start of two, do not jump', () => {
    expect(of(start({ events: [] }))).toMatchObject({
      'jumps-between-levels': 'fails',
      'loss-drops-at-jumps': 'fails',
    });
    expect(of(start(), start({ nJumping: 1 }))['jumps-between-levels']).toBe('fails');
  });

  test('with drops at two of four events, or digons in one start of two, fail', () => {
    expect(of(start({ events: [event(), event(), event(false), event(false)] }))['loss-drops-at-jumps']).toBe(
      'fails',
    );
    expect(of(start(), start({ nInDigons: 2 }))['ends-all-digon']).toBe('fails');
    expect(of(start({ nInDigons: 0, nRepresented: 0 }))['ends-all-digon']).toBe('fails');
  });
});

describe('geometric transformations', () => {
  const sets = [
    [0, 1, 2],
    [3, 4, 5],
  ];
  const stage = (name: string, loss: number, directions: readonly (readonly number[])[] = []): StageData => ({
    name,
    firstStep: 0,
    lastStep: 1,
    loss,
    step: 0,
    directions,
    weights: [],
  });
  const path = [stage('collapsed', 3, sets), stage('unnamed', 2), stage('octahedron', 1)];
  const start = (stages: readonly StageData[] = path, change: Partial<StartStages> = {}): StartStages => ({
    stages,
    withinAtEnd: 0.01,
    oppositeAtEnd: -0.98,
    finalLoss: 1,
    ...change,
  });
  const of = (...starts: StartStages[]): Record<string, string> =>
    verdicts(stageClaims({ sets, steps: [], loss: [], starts, path: [] }));

  test('from two lines to an octahedron satisfy every claim', () => {
    expect(new Set(Object.values(of(start(), start())))).toEqual(new Set(['holds']));
  });

  test('that begin with the sets apart fail, those with all features on one line do not', () => {
    const first = (directions: readonly (readonly number[])[]) => [
      stage('x', 3, directions),
      ...path.slice(1),
    ];
    expect(of(start(first([[0, 1], [2], [3, 4, 5]])))['begins-collapsed']).toBe('fails');
    expect(of(start(first([[0, 1, 2, 3, 4, 5]])))['begins-collapsed']).toBe('holds');
    expect(of(start([]))['begins-collapsed']).toBe('fails');
  });

  test('with two stages, with a loss that rises, or another end fail in one start of two', () => {
    expect(of(start(), start(path.slice(1)))['passes-through-stages']).toBe('fails');
    expect(of(start(), start([stage('a', 1), stage('b', 2), path[2]!]))['each-stage-is-better']).toBe(
      'fails',
    );
    expect(of(start(), start([...path, stage('pentagonal bipyramid', 0.5)]))['ends-as-octahedron']).toBe(
      'fails',
    );
  });

  test('whose sets are not faces of the octahedron fail', () => {
    expect(of(start(path, { withinAtEnd: 0.3 }))['sets-are-opposite-faces']).toBe('fails');
    expect(of(start(path, { oppositeAtEnd: -0.5 }))['sets-are-opposite-faces']).toBe('fails');
  });
});
