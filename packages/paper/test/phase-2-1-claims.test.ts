/** The claims of the first phase diagram on maps drawn by hand: the expected one, and ones that miss it. */

import { expect, test } from 'vitest';
import { antipodalBorder } from '@toymodels/theory';
import { claims } from '../src/figures/phase-2-1/claims.js';
import type { BorderPoint, Crossing, Phase21Data } from '../src/figures/phase-2-1/run.js';
import { presets } from '../src/figures/phase-2-1/spec.js';
import { verdicts } from './made.js';

const ORDER = { kind: 'strong', order: 'first', weightBelow: 0.7, weightAbove: 0 } as const;

function border(importanceRatio: number, factor: number): BorderPoint {
  return {
    ...ORDER,
    importanceRatio,
    featureProbability: antipodalBorder(importanceRatio, 'zero') / factor,
  };
}

const jump: Crossing = {
  importanceRatio: 0.3,
  featureProbability: 0.3,
  kind: 'strong',
  lossJump: 1e-9,
  slopeJump: 0.5,
};

/** Three cells, one of each kind. */
const good: Phase21Data = {
  trained: ['iii', 'ddd', 'sss'],
  shorter: [
    [0, 0, 0],
    [0, 0, 0],
    [1, 1, 1],
  ],
  best: [0, 0, 0],
  trainedLoss: [0.1, 0.1, 0.1],
  exact: 'ids',
  exactLoss: [0.1, 0.1, 0.1],
  exactMap: ['id', 'ss'],
  borders: [border(0.2, 1.05), border(0.8, 1)],
  crossings: [jump],
};

const verdictsOf = (change: Partial<Phase21Data> = {}): Record<string, string> =>
  verdicts(claims({ ...good, ...change }, presets.quick));

test('a map of three regions that agrees with theory holds in everything', () => {
  expect(new Set(Object.values(verdictsOf()))).toEqual(new Set(['holds']));
});

test('a region that is missing fails, and so do maps that disagree', () => {
  const found = verdictsOf({ trained: ['iii', 'ddd', 'iii'] });
  expect(found['three-regions-trained']).toBe('fails');
  expect(found['trained-matches-exact']).toBe('fails');
});

test('most models of a cell decide, not one of them', () => {
  expect(verdictsOf({ trained: ['isi', 'ddd', 'sss'] })['trained-matches-exact']).toBe('holds');
  expect(verdictsOf({ trained: ['ssi', 'ddd', 'sss'] })['trained-matches-exact']).toBe('fails');
});

test('maps of one model a cell are the spread', () => {
  const changed = {
    ...good,
    trained: ['isi', 'ddd', 'sss'],
    shorter: [
      [0, 0.3, 0],
      [0, 0, 0],
      [1, 1, 1],
    ],
  };
  const found = claims(changed, presets.quick);
  const measured = (id: string): string => found.find((each) => each.id === id)!.measured;
  expect(measured('three-regions-trained')).toContain('one model a cell ignored 0 % to 33.3 %, dedicated');
  expect(measured('trained-sharp')).toBe('11.1 %; one model a cell 0 % to 33.3 %');
});

test('a weak phase in the exact map differs, any other phase fails', () => {
  expect(verdictsOf({ exactMap: ['id', 'sw'] })['no-other-phase']).toBe('differs');
  expect(verdictsOf({ exactMap: ['id', 'sc'] })['no-other-phase']).toBe('fails');
});

test('a border a fifth off in either direction differs', () => {
  for (const factor of [1.2, 1 / 1.2])
    expect(verdictsOf({ borders: [border(0.5, factor)] })['candidates-give-borders']).toBe('differs');
});

test('many vectors of middling length are not sharp', () => {
  expect(verdictsOf({ shorter: [[0, 0.3, 0], [0], [1]] })['trained-sharp']).toBe('fails');
});

test.each([
  ['a loss that jumps', { ...jump, lossJump: 1e-3 }],
  ['a slope that does not', { ...jump, slopeJump: 1e-5 }],
])('superposition does not end by a first-order change with %s', (_, crossing) => {
  expect(verdictsOf({ crossings: [crossing] })['end-of-superposition-first-order']).toBe('fails');
});

test('a smooth border of the weak phase differs and leaves the strong one alone', () => {
  const found = verdictsOf({ crossings: [jump, { ...jump, kind: 'weak', slopeJump: 1e-6 }] });
  expect(found['every-border-first-order']).toBe('differs');
  expect(found['end-of-superposition-first-order']).toBe('holds');
});

test('models 2 % above the exact minimum in most cells are not near it', () => {
  expect(verdictsOf({ trainedLoss: [0.102, 0.102, 0.1] })['trained-near-exact']).toBe('fails');
  expect(verdictsOf({ trainedLoss: [0.1, 0.1, 0.2] })['trained-near-exact']).toBe('holds');
});
