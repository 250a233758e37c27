import {
  composition,
  featureDimensionality,
  identify,
  span,
  singularValues,
  tegumName,
} from '@toymodels/analysis';
import { InvalidArgumentError, RandomStream, streamKey } from '@toymodels/core';
import { namedPolytope, POLYTOPE_NAMES } from '@toymodels/theory';
import { describe, expect, test } from 'vitest';
import { confidenceScale, randomGram } from '../src/identification/confidence.js';
import { components, edgesAbove } from '../src/identification/graph.js';
import { bestMatch } from '../src/identification/match.js';
import { polytopesOf } from '../src/identification/polytopes.js';
import trained from './data/trained-uniform.json' with { type: 'json' };
import { digon, disguise, normals, polygon, simplex, squareAntiprism, tegum, viewOf } from './sets.js';

/** Two triangles at heights +-h around one axis, alternating. */
const triangularAntiprism = (h: number): number[][] =>
  Array.from({ length: 6 }, (_, i) => {
    const angle = (Math.PI / 3) * i;
    const r = Math.sqrt(1 - h * h);
    return [r * Math.cos(angle), r * Math.sin(angle), i % 2 === 0 ? h : -h];
  });

const named: [string, number[][], number][] = [
  ['digon', digon(), 1],
  ['triangle', polygon(3), 2],
  ['tetrahedron', simplex(3), 3],
  ['4-simplex', simplex(4), 4],
  ['6-simplex', simplex(6), 6],
  ['pentagon', polygon(5), 2],
  ['hexagon', polygon(6), 2],
  ['octagon', polygon(8), 2],
  ['9-gon', polygon(9), 2],
  ['square antiprism', squareAntiprism(), 3],
  ['square antiprism', squareAntiprism(0.62), 3],
  ['triangular antiprism', triangularAntiprism(0.42), 3],
];

/** Seeded shuffle of a copy. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const normal = normals(seed);
  return items
    .map((item) => [normal(), item] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, item]) => item);
}

describe('one factor', () => {
  test.each(named)(
    'a perfect %s is named whatever its turn, size and order, with misfit 0',
    (name, rows, dimensions) => {
      for (const seed of [1, 2, 3]) {
        const { factors } = identify(
          viewOf(disguise(shuffled(rows, seed), { seed, nHidden: 9, scale: 1.3 })),
        );
        expect(factors.map((factor) => factor.name)).toEqual([name]);
        expect(factors[0]!.fit!.misfit).toBeLessThan(1e-7);
        expect(factors[0]!.fit!.confidence).toBeGreaterThan(0.99);
        expect(factors[0]!.span).toBe(dimensions);
        expect(factors[0]!.leakage).toBe(0);
      }
    },
  );

  test.each(named)(
    'a %s with 5 percent of noise on every coordinate is named in 19 of 20 cases',
    (name, rows) => {
      let right = 0;
      for (let seed = 1; seed <= 20; seed++) {
        const view = viewOf(
          disguise(shuffled(rows, seed), { seed, nHidden: rows[0]!.length + 2, noise: 0.05 }),
        );
        const { factors } = identify(view, { chanceDraws: 100 });
        if (factors.length === 1 && factors[0]!.name === name) right++;
      }
      expect(right).toBeGreaterThanOrEqual(19);
    },
  );

  test('the vertices say which feature neighbours which around a shuffled pentagon', () => {
    const rows = polygon(5);
    const order = [2, 0, 3, 1, 4];
    const { vertices } = identify(viewOf(order.map((vertex) => rows[vertex]!))).factors[0]!.fit!;
    for (let a = 0; a < 5; a++) {
      for (let b = 0; b < 5; b++) {
        const apart = (x: number, y: number): number => Math.min((x - y + 5) % 5, (y - x + 5) % 5);
        expect(apart(vertices[a]!, vertices[b]!)).toBe(apart(order[a]!, order[b]!));
      }
    }
  });

  test.each([0.01, 0.03, 0.06])(
    'the noise of %d that was added is measured within a quarter on average',
    (noise) => {
      for (const rows of [polygon(3), simplex(3), polygon(5), squareAntiprism()]) {
        const measured: number[] = [];
        for (let seed = 1; seed <= 40; seed++) {
          const fit = identify(viewOf(disguise(rows, { seed, noise })), {
            largestMisfit: 0.6,
            leastConfidence: 0,
            chanceDraws: 1,
          }).factors[0]!.fit!;
          measured.push(fit.noise);
        }
        const mean = measured.reduce((sum, value) => sum + value, 0) / measured.length;
        expect(mean / noise).toBeGreaterThan(0.75);
        expect(mean / noise).toBeLessThan(1.25);
      }
    },
  );
});

describe('several factors', () => {
  const mixed = tegum(
    polygon(5),
    simplex(3),
    digon(),
    digon(),
    polygon(3),
    squareAntiprism(),
    [[1]],
    [[0.05]],
  );

  test('of a mixed product are all found, in any order, and their shares add up', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const found = identify(viewOf(disguise(shuffled(mixed, seed), { seed, nHidden: 16, noise: 0.02 })));
      expect(composition(found).map(({ name, count }) => [name, count])).toEqual([
        ['square antiprism', 1],
        ['pentagon', 1],
        ['digon', 2],
        ['tetrahedron', 1],
        ['triangle', 1],
        ['dedicated', 1],
      ]);
      expect(found.represented.length).toBe(25);
      const shares = composition(found);
      expect(shares.reduce((sum, { shareOfFeatures }) => sum + shareOfFeatures, 0)).toBeCloseTo(1, 12);
      expect(shares.reduce((sum, { nFeatures }) => sum + nFeatures, 0)).toBe(25);
      expect(shares.reduce((sum, { dimensions }) => sum + dimensions, 0)).toBe(found.span);
      expect(found.factors.flatMap(({ features }) => features).sort((a, b) => a - b)).toEqual(
        found.represented,
      );
    }
  });

  test.each([
    ['square', tegum(digon(), digon())],
    ['octahedron', tegum(digon(), digon(), digon())],
    ['5-orthoplex', tegum(digon(), digon(), digon(), digon(), digon())],
    ['triangular bipyramid', tegum(polygon(3), digon())],
    ['pentagonal bipyramid', tegum(digon(), polygon(5))],
    ['2 triangle', tegum(polygon(3), polygon(3))],
    ['1 triangle + 1 dedicated', tegum(polygon(3), [[1]])],
    ['pentagon', polygon(5)],
    ['nothing', [[0.1, 0.2]]],
  ])('the whole is called %s', (name, rows) => {
    expect(tegumName(identify(viewOf(disguise(rows, { nHidden: 6 }))))).toBe(name);
  });

  test('two digons that noise joins at a cosine of 0.2 are parted, and say how much leaks', () => {
    const tilt = Math.asin(0.2);
    const rows = [
      [1, 0],
      [-1, 0],
      [Math.sin(tilt), Math.cos(tilt)],
      [-Math.sin(tilt), -Math.cos(tilt)],
    ];
    const { factors } = identify(viewOf(rows));
    expect(factors.map(({ name }) => name)).toEqual(['digon', 'digon']);
    for (const { leakage } of factors) expect(leakage).toBeCloseTo(0.2, 12);
  });

  test('short vectors shift D_i but not the names', () => {
    const clean = tegum(polygon(3), digon());
    const rows = [
      ...clean,
      ...Array.from({ length: 30 }, (_, k) =>
        [Math.cos(k), Math.sin(k), Math.sin(3 * k)].map((x) => 0.2 * x),
      ),
    ];
    const view = viewOf(rows);
    expect(Math.abs(featureDimensionality(view)[0]! - 2 / 3)).toBeGreaterThan(0.05);
    expect(tegumName(identify(view))).toBe('triangular bipyramid');
  });
});

describe('against other sources', () => {
  test('every polytope that the theory package constructs is called by its name', () => {
    // The theory's words for the same things.
    const words: Record<string, string> = { point: 'dedicated' };
    for (const name of POLYTOPE_NAMES) {
      expect(tegumName(identify(namedPolytope(name)))).toBe(words[name] ?? name.replace('-', ' '));
    }
  });

  test('a trained uniform model of 44 represented features in 20 dimensions is digons, pentagons and a square antiprism', () => {
    const found = identify(viewOf(trained.rows));
    expect(
      composition(found).map(({ name, count, nFeatures, dimensions }) => [
        name,
        count,
        nFeatures,
        dimensions,
      ]),
    ).toEqual([
      ['digon', 13, 26, 13],
      ['pentagon', 2, 10, 4],
      ['square antiprism', 1, 8, 3],
    ]);
    expect(found.represented.length).toBe(44);
    expect(found.span).toBe(20);
    for (const { fit, leakage } of found.factors) {
      expect(fit!.noise).toBeLessThan(0.03);
      expect(fit!.confidence).toBeGreaterThan(0.98);
      expect(leakage).toBeLessThan(0.1);
    }
  });
});

describe('what has no name stays unnamed', () => {
  test('five features with the D_i of a pentagon that are none', () => {
    // Two digons and a fifth vector between them: connected, with D near 2/5 for some, but no pentagon.
    const s = Math.SQRT1_2;
    const { factors } = identify(
      viewOf([
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
        [s, s],
      ]),
    );
    expect(factors.map(({ name, features }) => [name, features.length])).toEqual([['unnamed', 5]]);
    expect(factors[0]!.statistics.sumDimensionality).toBeGreaterThan(1.5);
  });

  test('two features on one side of a line', () => {
    expect(identify(viewOf([[1], [1]])).factors.map(({ name }) => name)).toEqual(['unnamed']);
  });

  test('at most one in ten of random sets, and a confidence above c has a chance of about 1 - c', () => {
    const random = new RandomStream(streamKey(1, 'general'));
    const scale = confidenceScale(new RandomStream(streamKey(2, 'general')), 1000, 0.9);
    for (const k of [3, 4, 5]) {
      const confidences = Array.from({ length: 600 }, () => {
        const match = bestMatch(randomGram(random, k, 3), polytopesOf(k), 0.9);
        return match === undefined || match.polytope.dimension > 3
          ? 0
          : scale.of(match.polytope, match.misfit);
      });
      for (const c of [0.5, 0.8, 0.9, 0.98]) {
        const above = confidences.filter((confidence) => confidence > c).length / confidences.length;
        // Both sides are sampled: four standard errors of 600 and of 1000 draws.
        const error = 4 * Math.sqrt(c * (1 - c) * (1 / 600 + 1 / 1000));
        expect(above, `k = ${k}, c = ${c}`).toBeLessThan(1 - c + error);
        // Larger sets may fit shapes of more dimensions, which are counted as 0 here.
        expect(above, `k = ${k}, c = ${c}`).toBeGreaterThan(k === 3 ? 1 - c - error : -1);
      }
    }
  });
});

describe('degenerate models', () => {
  test('no feature, one feature, one dimension', () => {
    const nothing = identify(
      viewOf([
        [0, 0],
        [0, 0],
      ]),
    );
    expect(nothing).toEqual({ represented: [], factors: [], span: 0 });
    expect(composition(nothing)).toEqual([]);
    const one = identify(viewOf([[0.9]]));
    expect(one.factors.map(({ name, span: dimensions }) => [name, dimensions])).toEqual([['dedicated', 1]]);
    expect(one.factors[0]!.fit).toBeUndefined();
    expect(tegumName(identify(viewOf([[1], [-1], [0.01]])))).toBe('digon');
  });

  test('the same seed gives the same confidences, another one nearly the same', () => {
    const view = viewOf(disguise(polygon(3), { noise: 0.1 }));
    const options = { leastConfidence: 0, largestMisfit: 1 };
    const confidence = (seed: number): number =>
      identify(view, { ...options, seed }).factors[0]!.fit!.confidence;
    expect(confidence(3)).toBe(confidence(3));
    expect(Math.abs(confidence(3) - confidence(4))).toBeLessThan(0.06);
  });

  test('options outside their range and unknown ones are refused', () => {
    const bad = [
      { edgeCosine: Number.NaN },
      { edgeCosine: 1 },
      { largestEdgeCosine: 0.05 },
      { largestMisfit: 0 },
      { leastConfidence: 1 },
      { chanceDraws: 0 },
      { chanceDraws: 1.5 },
      { seed: -1 },
      { representedNorm: -1 },
      { threshold: 1 },
    ];
    for (const options of bad)
      expect(() => identify(viewOf([[1]]), options), JSON.stringify(options)).toThrow(InvalidArgumentError);
  });
});

describe('span', () => {
  test('is the number of dimensions that count, not that are there', () => {
    expect(span(viewOf(disguise(polygon(5), { nHidden: 7 })))).toBe(2);
    expect(
      span(
        viewOf([
          [1, 0],
          [0, 0.09],
        ]),
      ),
    ).toBe(1);
    expect(
      span(
        viewOf([
          [1, 0],
          [0, 0.09],
        ]),
        0.05,
      ),
    ).toBe(2);
    expect(span(viewOf([[0, 0]]))).toBe(0);
  });

  test('singular values of a tight frame are all alike, their squares sum to |W|^2', () => {
    const values = singularValues(viewOf(disguise(simplex(3), { nHidden: 3 })));
    for (const value of values) expect(value).toBeCloseTo(Math.sqrt(4 / 3), 12);
    expect(singularValues(viewOf([[3, 4]])).length).toBe(1);
    expect(singularValues(viewOf([[3, 4]]))[0]).toBeCloseTo(5, 12);
  });

  test('a tolerance that is no share is refused', () => {
    for (const tolerance of [-0.1, 1, Number.NaN])
      expect(() => span(viewOf([[1]]), tolerance)).toThrow(InvalidArgumentError);
  });
});

test('components are the connected parts of the graph, singles included', () => {
  const cosine = Float64Array.from([1, 0.5, 0, 0, 0.5, 1, 0, 0, 0, 0, 1, -0.05, 0, 0, -0.05, 1]);
  expect(components([0, 1, 2, 3], edgesAbove([0, 1, 2, 3], cosine, 4, 0.1))).toEqual([[0, 1], [2], [3]]);
  expect(edgesAbove([0, 2, 3], cosine, 4, 0.01)).toEqual([{ features: [2, 3], cosine: -0.05 }]);
});
