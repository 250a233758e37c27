/** Claims of `feature-dimensionality` and `dimensions-per-feature`, and the exact products, on data made by hand. */

import { describe, expect, test } from 'vitest';
import { claims as scatterClaims } from '../src/figures/feature-dimensionality/claims.js';
import { claims as perFeatureClaims, widest } from '../src/figures/dimensions-per-feature/claims.js';
import type { DimensionsPerFeatureData } from '../src/figures/dimensions-per-feature/run.js';
import { bestProduct, densities, type GeometryModel } from '../src/shared/uniform-geometry.js';
import { verdicts } from './made.js';

/** Sizes of the orthogonal sets that have each dimensionality, and their names. */
const SETS: readonly (readonly [name: string, size: number, dimension: number])[] = [
  ['tetrahedron', 4, 3],
  ['triangle', 3, 2],
  ['digon', 2, 1],
  ['pentagon', 5, 2],
  ['square antiprism', 8, 3],
];

/** A model with one set of each kind and ten features that are not represented. */
function model(change: Partial<GeometryModel> = {}): GeometryModel {
  const factors: { name: string; features: number[] }[] = [];
  const dimensionality: number[] = [];
  for (const [name, size, dimension] of SETS) {
    const features = Array.from({ length: size }, (_, k) => dimensionality.length + k);
    factors.push({ name, features });
    dimensionality.push(...features.map(() => dimension / size));
  }
  dimensionality.push(...new Array<number>(10).fill(0));
  return {
    restart: 0,
    featureProbability: 0.5,
    loss: 1,
    perFeature: 0.5,
    sum: 11,
    nRepresented: 22,
    dimensionality,
    factors,
    ...change,
  };
}

const product = { featureProbability: 0.5, best: 'digon', loss: 1, perFeature: 0.5 };
const scatter = (sweep: readonly GeometryModel[]): Record<string, string> =>
  verdicts(
    scatterClaims({
      nFeatures: 32,
      nHidden: 11,
      sweep,
      products: sweep.map(() => product),
      graphs: [],
      starts: [model()],
      spread: [model()],
      notebook: [model()],
    }),
  );

describe('the scatter', () => {
  test('with one set of each kind satisfies every claim', () => {
    expect(new Set(Object.values(scatter([model(), model()])))).toEqual(new Set(['holds']));
  });

  test('has no clusters where features are spread evenly', () => {
    const even = Array.from({ length: 1000 }, (_, k) => k / 999);
    const verdict = scatter([model({ dimensionality: even })]);
    for (const id of ['3-4', '2-3', '1-2', '2-5', '3-8', '0']) expect(verdict[`cluster-${id}`]).toBe('fails');
  });

  test('has no cluster of two features', () => {
    expect(scatter([model()])['cluster-1-2']).toBe('fails');
  });

  test('fails for a polytope whose fraction is reached by other features', () => {
    const made = model();
    const entangled = { ...made, factors: made.factors.map((each) => ({ ...each, name: 'unnamed' })) };
    const verdict = scatter([entangled, entangled]);
    expect(verdict['cluster-1-2']).toBe('holds');
    expect(verdict['polytope-1-2']).toBe('fails');
  });

  test('fails for a sum that is a fifth below m, and for a loss 3 % above the exact product', () => {
    expect(scatter([model({ sum: 8.8 })])['sum-is-m']).toBe('fails');
    expect(scatter([model({ loss: 1.03 })])['near-exact-products']).toBe('fails');
    expect(scatter([model({ loss: 0.7 })])['near-exact-products']).toBe('holds');
  });
});

describe('dimensions for each feature', () => {
  const xs = [1, 1.3, 1.6, 2, 3, 5, 10, 50];
  const good = [1, 1, 0.8, 0.5, 0.5, 0.4, 0.2, 0.1];
  const data = (ys: readonly number[], loss = 1): DimensionsPerFeatureData => {
    const points = xs.map((x, k) => ({ featureProbability: 1 / x, perFeature: [ys[k]!], loss: [loss] }));
    return {
      sweep: points,
      starts: points,
      spread: points,
      products: xs.map((x) => ({ ...product, featureProbability: 1 / x })),
    };
  };
  const of = (ys: readonly number[], loss?: number): Record<string, string> =>
    verdicts(perFeatureClaims(data(ys, loss)));

  test('with both plateaus satisfy every claim', () => {
    expect(new Set(Object.values(of(good)))).toEqual(new Set(['holds']));
  });

  test('on a straight way down have no plateau at 1/2', () => {
    const straight = xs.map((x) => 1 - Math.log(x) / Math.log(55));
    expect(of(straight)['plateau-1-2']).toBe('fails');
    expect(of(straight)['plateau-1']).toBe('fails');
  });

  test('that rise again are found out', () => {
    expect(of([1, 1, 0.8, 0.5, 0.5, 0.6, 0.2, 0.1])['sparser-means-more-features']).toBe('fails');
  });

  test('the width of a plateau is taken between densities, on a straight line over the logarithm', () => {
    const [from, to] = widest(
      [
        [1, 1],
        [4, 0.5],
        [16, 0.3],
      ],
      0.5,
    )!;
    expect(from).toBeCloseTo(4 / 4 ** 0.1, 10);
    expect(to).toBeCloseTo(4 * 4 ** 0.25, 10);
    expect(widest([[1, 1]], 0.5)).toBeUndefined();
  });
});

describe('the best orthogonal product', () => {
  test('at p = 1/3 is digons, which cost more than nothing and less than unused features', () => {
    const { best, loss, perFeature } = bestProduct(1 / 3, 40, 10);
    expect(best).toBe('digon');
    expect(perFeature).toBeCloseTo(0.49, 2);
    const unused = 1 / 9 - 1 / 36;
    // Ten digons leave 20 features unused and cost something themselves.
    expect(loss).toBeGreaterThan(20 * unused);
    expect(loss).toBeLessThan(30 * unused);
  });

  test('goes from triangles over digons to square antiprisms as data get sparser', () => {
    expect([1.4, 3, 20].map((x) => bestProduct(1 / x, 40, 12).best)).toEqual([
      'triangle',
      'digon',
      'square antiprism',
    ]);
  });

  test('densities are equally spaced in the logarithm, from 1 to the last', () => {
    expect(densities(3, 100)).toEqual([1, 0.1, 0.01]);
  });
});
