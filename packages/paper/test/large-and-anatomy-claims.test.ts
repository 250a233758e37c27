/** The claims of `basic-results-large` and `weights-anatomy` on models made by hand. */

import { InvalidArgumentError } from '@toymodels/core';
import { describe, expect, test } from 'vitest';
import { claims as anatomyClaims } from '../src/figures/weights-anatomy/claims.js';
import { claims as largeClaims } from '../src/figures/basic-results-large/claims.js';
import type { CurvesOfStarts } from '../src/figures/basic-results-large/run.js';
import type { Claim } from '../src/figure.js';
import { curvesOf, type ModelData } from '../src/shared/models.js';
import { axis, history, made, verdicts } from './made.js';

/** n features in m dimensions: the first `alone` on axes of their own, then `pairs` antipodal pairs, the rest 0. */
function portrait(
  n: number,
  m: number,
  alone: number,
  pairs: number,
  featureProbability = 1,
  instance = 0,
): ModelData {
  const rows = Array.from({ length: n }, (_, i) => {
    if (i < alone) return axis(i, m);
    const pair = Math.floor((i - alone) / 2);
    return pair < pairs ? axis(alone + pair, m, (i - alone) % 2 === 0 ? 1 : -1) : axis(0, m, 0);
  });
  return made(rows, { featureProbability, instance });
}

const small = [portrait(20, 5, 5, 0), portrait(20, 5, 1, 4, 0.1, 1)];
const large = [portrait(80, 20, 20, 0), portrait(80, 20, 4, 16, 0.1, 1)];

function largeVerdicts(
  relu: readonly ModelData[],
  smallRelu: readonly ModelData[] = small,
): Record<string, string> {
  return verdicts(largeFound(relu, smallRelu));
}

function largeFound(
  relu: readonly ModelData[],
  smallRelu: readonly ModelData[] = small,
  linear: readonly ModelData[] = [large[0]!],
): readonly Claim[] {
  const of = (models: readonly ModelData[]): CurvesOfStarts => ({
    first: models.filter(({ restart }) => restart === 0),
    all: models.map(curvesOf),
  });
  return largeClaims({
    linear: of(linear),
    relu: of(relu),
    smallLinear: of([small[0]!]),
    smallRelu: of(smallRelu),
  });
}

/** The models as another start. */
const again = (models: readonly ModelData[], restart: number): ModelData[] =>
  models.map((model) => ({ ...model, restart }));

describe('the large model', () => {
  test('that is the small one four times over satisfies every claim', () => {
    expect(new Set(Object.values(largeVerdicts(large)))).toEqual(new Set(['holds']));
  });

  test('with three more of twenty features is another picture', () => {
    const verdict = largeVerdicts(
      [large[0]!, portrait(80, 20, 0, 20, 0.1, 1)],
      [small[0]!, portrait(20, 5, 3, 2, 0.1, 1)],
    );
    expect(verdict['same-share-represented']).toBe('fails');
    expect(verdict['same-norm-curves']).toBe('fails');
    expect(verdict['same-superposition-curves']).toBe('fails');
  });

  test('with the same features, but alone instead of shared, differs in superposition only', () => {
    const verdict = largeVerdicts([
      large[0]!,
      { ...large[1]!, superposition: large[1]!.superposition.map(() => 0) },
    ]);
    expect(verdict['same-norm-curves']).toBe('holds');
    expect(verdict['same-superposition-curves']).toBe('fails');
  });

  test('is compared with the mean of all small starts', () => {
    const none = portrait(20, 5, 0, 0, 0.1, 1);
    expect(largeVerdicts(large, [...small, { ...none, restart: 1 }])['same-share-represented']).toBe('fails');
  });

  const measured = (found: readonly Claim[], id: string): string =>
    found.find((each) => each.id === id)!.measured;

  test('is asked of most of its starts, where none is selected', () => {
    // Dense data with features in superposition, and a count that does not grow.
    const other = [portrait(80, 20, 4, 16), portrait(80, 20, 4, 16, 0.1, 1)];
    const most = largeFound([...large, ...again(large, 1), ...again(other, 2)]);
    expect(verdicts(most)).toMatchObject({ 'dense-keeps-top': 'holds', 'count-grows': 'holds' });
    expect(measured(most, 'dense-keeps-top')).toContain('in the first; so in 2 of 3 starts');
    const half = largeFound([...large, ...again(other, 1)]);
    expect(verdicts(half)).toMatchObject({ 'dense-keeps-top': 'fails', 'count-grows': 'fails' });
    expect(half.find(({ id }) => id === 'count-grows')!.note).toContain('local minima');
  });

  test('of every start is linear', () => {
    const linear = [large[0]!, { ...portrait(80, 20, 19, 0), restart: 1 }];
    const found = largeFound(large, small, linear);
    expect(verdicts(found)['linear-top-features']).toBe('fails');
    expect(measured(found, 'linear-top-features')).toBe('largest deviation 0 to 1 at 1−S = 1, over 2 starts');
  });

  test('is compared by the mean of its starts, with that of each as the spread', () => {
    const none = again([large[0]!, portrait(80, 20, 0, 0, 0.1, 1)], 1);
    const found = largeFound([...large, ...none]);
    expect(verdicts(found)['same-share-represented']).toBe('fails');
    expect(measured(found, 'same-share-represented')).toContain('0.225 (0 to 0.45)');
    expect(measured(found, 'same-share-represented')).toContain('so in 1 of 2 large starts');
  });

  test('needs a size that is a whole multiple', () => {
    expect(() => largeVerdicts(large, [portrait(7, 5, 5, 0), portrait(7, 5, 1, 3, 0.1, 1)])).toThrow(
      InvalidArgumentError,
    );
  });
});

describe('the anatomy', () => {
  const mean = 0.1;
  const example = made([axis(0, 2), axis(1, 2), axis(1, 2, -1), [0, 0]], {
    featureProbability: 0.2,
    bias: [0, 0, 0, mean],
  });
  const verdictsOf = (model: ModelData): Record<string, string> =>
    verdicts(anatomyClaims({ model, starts: [model], history }));

  test('of a model with features of all three kinds satisfies every claim', () => {
    expect(new Set(Object.values(verdictsOf(example)))).toEqual(new Set(['holds']));
  });

  test('lacks kinds where all features are alone', () => {
    const verdict = verdictsOf(made([axis(0, 2), axis(1, 2)]));
    expect(verdict['three-kinds']).toBe('fails');
    expect(verdict['pair-shares-one-dimension']).toBe('fails');
    expect(verdict['missing-answers-the-mean']).toBe('fails');
  });

  test('does not tell represented from missing at a norm of 0.7', () => {
    expect(verdictsOf(made([axis(0, 2), axis(1, 2, 0.7)]))['norm-tells-represented']).toBe('fails');
  });

  test('finds a lone feature at fault that leans 12 degrees on another', () => {
    const leaning = made([axis(0, 2), [Math.sin(0.21), Math.cos(0.21)]]);
    expect(verdictsOf(leaning)['alone-is-orthogonal']).toBe('fails');
  });

  test('finds a pair at fault whose members differ in length by half', () => {
    const uneven = made([axis(0, 1, 1.3), axis(0, 1, -0.7)]);
    expect(verdictsOf(uneven)['pair-shares-one-dimension']).toBe('fails');
  });

  test('finds a missing feature at fault that answers with something else than the mean', () => {
    expect(verdictsOf({ ...example, bias: [0, 0, 0, 1.2 * mean] })['missing-answers-the-mean']).toBe('fails');
  });
});
