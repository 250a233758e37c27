/** Each claim of the intro on pictures drawn by hand: the paper's, and ones that miss it by one thing. */

import { expect, test } from 'vitest';
import { claims } from '../src/figures/intro/claims.js';
import type { IntroSolution } from '../src/figures/intro/run.js';
import type { ModelData } from '../src/shared/models.js';
import { at, history, made, verdicts } from './made.js';

const solution = (model: ModelData, exactLoss = 1): IntroSolution => ({
  ...model,
  exactLoss,
  exactLossOfStarts: [exactLoss],
  leastLoss: 1,
});

const none = [0, 0];
const dense = made([at(10), at(100), none, none, none]);
const middle = made([at(0), at(90), at(180), at(270), none], { featureProbability: 0.2 });
const pentagon = [0, 72, 144, 216, 288];
const sparse = made(
  pentagon.map((degrees) => at(degrees)),
  { featureProbability: 0.1 },
);

function verdictsOf(
  first: ModelData = dense,
  second: ModelData = middle,
  third: ModelData = sparse,
  loss = 1,
): Record<string, string> {
  return verdicts(
    claims({
      solutions: [solution(first), solution(second, loss), solution(third)],
      starts: [[first], [second], [third]],
      history,
    }),
  );
}

test("the paper's pictures hold, however they are turned", () => {
  expect(verdictsOf()).toEqual({
    'dense-two-orthogonal': 'holds',
    'middle-antipodal-pairs': 'holds',
    'sparse-pentagon': 'holds',
    'sparse-positive-interference': 'holds',
    'near-exact-minimum': 'holds',
  });
});

test.each([
  ['vectors that are not orthogonal', made([at(0), at(80), none, none, none])],
  ['a third feature', made([at(0), at(90), at(0, 0.2), none, none])],
  ['a short first feature', made([at(0, 0.8), at(90), none, none, none])],
  ['the wrong two features', made([none, at(0), at(90), none, none])],
])('two orthogonal features fail with %s', (_, model) => {
  expect(verdictsOf(model)['dense-two-orthogonal']).toBe('fails');
});

test.each([
  ['a pentagon', made(pentagon.map((degrees) => at(degrees)))],
  ['the fifth feature embedded', made([at(0), at(90), at(180), at(270), at(45, 0.3)])],
  ['another feature left out', made([at(0), at(90), at(180), none, at(270)])],
  ['one pair only', made([at(0), at(90), at(180), none, none])],
  ['pairs that are not orthogonal to each other', made([at(0), at(70), at(180), at(250), none])],
])('two antipodal pairs fail with %s', (_, model) => {
  expect(verdictsOf(dense, model)['middle-antipodal-pairs']).toBe('fails');
});

test.each([
  ['a missing feature', made([at(0), at(72), at(144), at(216), none])],
  ['one vector 15 degrees off', made([0, 72, 144, 216, 303].map((degrees) => at(degrees)))],
  ['two digons and a fifth', made([0, 90, 180, 270, 45].map((degrees) => at(degrees)))],
])('the pentagon fails with %s', (_, model) => {
  expect(verdictsOf(dense, middle, model)['sparse-pentagon']).toBe('fails');
});

test('positive interference fails where all angles are at least 90 degrees', () => {
  expect(verdictsOf(dense, middle, middle)['sparse-positive-interference']).toBe('fails');
});

test('a model 2 % above the exact minimum is not near it', () => {
  expect(verdictsOf(dense, middle, sparse, 1.02)['near-exact-minimum']).toBe('fails');
  expect(verdictsOf(dense, middle, sparse, 1.009)['near-exact-minimum']).toBe('holds');
});
