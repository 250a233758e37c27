import {
  bestAssignment,
  drawInputs,
  hiddenActivations,
  learnDictionary,
  matchDictionary,
  sparseCodes,
  type WeightView,
} from '@toymodels/analysis';
import { InvalidArgumentError, RandomStream, ShapeError, streamKey } from '@toymodels/core';
import { describe, expect, test } from 'vitest';
import { digon, disguise, normals, polygon, simplex, tegum, viewOf } from './sets.js';

const stream = (seed: number): RandomStream => new RandomStream(streamKey(seed, 'general'));

describe('the best assignment', () => {
  /** All ways, for small sizes. */
  function brute(value: Float64Array, nRows: number, nColumns: number): number {
    if (nRows > nColumns) {
      const turned = Float64Array.from(
        value,
        (_, at) => value[(at % nRows) * nColumns + Math.floor(at / nRows)]!,
      );
      return brute(turned, nColumns, nRows);
    }
    const rest = (row: number, free: number[]): number =>
      row === nRows
        ? 0
        : Math.max(
            ...free.map(
              (j) =>
                value[row * nColumns + j]! +
                rest(
                  row + 1,
                  free.filter((other) => other !== j),
                ),
            ),
          );
    return rest(
      0,
      Array.from({ length: nColumns }, (_, j) => j),
    );
  }

  test('is as good as trying all, for 60 random tables of up to 6 rows and columns', () => {
    const normal = normals(4);
    for (let trial = 0; trial < 60; trial++) {
      const [rows, columns] = [1 + (trial % 6), 1 + (Math.floor(trial / 6) % 6)];
      const value = Float64Array.from({ length: rows * columns }, () => Math.round(4 * normal()) / 2);
      const assignment = bestAssignment(value, rows, columns);
      const used = [...assignment].filter((j) => j >= 0);
      expect(new Set(used).size).toBe(Math.min(rows, columns));
      const total = assignment.reduce((sum, j, row) => sum + (j < 0 ? 0 : value[row * columns + j]!), 0);
      expect(total).toBeCloseTo(brute(value, rows, columns), 12);
    }
  });

  test('of nothing is nothing, and tables that are none are refused', () => {
    expect([...bestAssignment(new Float64Array(0), 0, 3)]).toEqual([]);
    expect([...bestAssignment(new Float64Array(0), 2, 0)]).toEqual([-1, -1]);
    expect(() => bestAssignment(new Float64Array(3), 2, 2)).toThrow(ShapeError);
    expect(() => bestAssignment(Float64Array.of(Number.NaN), 1, 1)).toThrow(InvalidArgumentError);
  });
});

describe('matching', () => {
  test('finds a shuffled, rescaled copy again', () => {
    const rows = disguise(tegum(polygon(5), simplex(3)), { noise: 0.1 });
    const order = [4, 2, 8, 0, 7, 1, 3, 6, 5];
    const found = matchDictionary(viewOf(order.map((i) => rows[i]!.map((w) => 3 * w))), viewOf(rows));
    expect(found.meanCosine).toBeCloseTo(1, 12);
    for (const { learned, truth } of found.pairs) expect(order[learned]).toBe(truth);
  });

  test('is one-to-one where the nearest vector would be taken twice, and reports the worst', () => {
    const truth = viewOf([
      [1, 0],
      [Math.cos(0.2), Math.sin(0.2)],
    ]);
    const found = matchDictionary(
      viewOf([
        [Math.cos(0.1), Math.sin(0.1)],
        [0, 1],
      ]),
      truth,
    );
    expect(found.pairs.map(({ learned }) => learned)).toEqual([0, 1]);
    expect(found.minCosine).toBeCloseTo(Math.sin(0.2), 12);
    expect(found.meanCosine).toBeCloseTo((Math.cos(0.1) + Math.sin(0.2)) / 2, 12);
  });

  test('tells W from -W unless lines are asked for', () => {
    expect(matchDictionary(viewOf([[-1, 0]]), viewOf([[1, 0]])).meanCosine).toBe(-1);
    expect(matchDictionary(viewOf([[-1, 0]]), viewOf([[1, 0]]), { direction: 'line' }).meanCosine).toBe(1);
  });

  test('counts a feature nobody learned as 0, and names what is left over', () => {
    const found = matchDictionary(
      viewOf([[0, 1]]),
      viewOf([
        [1, 0],
        [0, 1],
      ]),
    );
    expect([found.meanCosine, found.minCosine, found.missed, found.spare]).toEqual([0.5, 0, [0], []]);
    const spare = matchDictionary(
      viewOf([
        [0, 1],
        [1, 0],
        [0, 0],
      ]),
      viewOf([
        [1, 0],
        [0, 0.1],
      ]),
      { representedNorm: 0.5 },
    );
    expect([spare.meanCosine, spare.missed, spare.spare]).toEqual([1, [], [0, 2]]);
    expect(matchDictionary(viewOf([[1]]), viewOf([[0]])).meanCosine).toBeNaN();
  });

  test('refuses vectors of different spaces and unknown options', () => {
    expect(() => matchDictionary(viewOf([[1]]), viewOf([[1, 0]]))).toThrow(ShapeError);
    expect(() => matchDictionary(viewOf([[1]]), viewOf([[1]]), { signed: true } as object)).toThrow(
      InvalidArgumentError,
    );
    expect(() => matchDictionary(viewOf([[1]]), viewOf([[1]]), { direction: 'both' as 'line' })).toThrow(
      InvalidArgumentError,
    );
  });
});

describe('sparse codes', () => {
  test('in an orthonormal dictionary are soft thresholds', () => {
    const activations = { values: Float64Array.of(0.5, -0.8, 0.05, 2), nSamples: 2, nHidden: 2 };
    const dictionary = viewOf([
      [1, 0],
      [0, 1],
    ]);
    const plus = sparseCodes(dictionary, activations, { penalty: 0.1 });
    [0.4, 0, 0, 1.9].forEach((code, at) => expect(plus[at]).toBeCloseTo(code, 12));
    const both = sparseCodes(dictionary, activations, { penalty: 0.1, signed: true });
    [0.4, -0.7, 0, 1.9].forEach((code, at) => expect(both[at]).toBeCloseTo(code, 12));
  });

  test.each([false, true])(
    'satisfy the conditions of optimality within 1e-6 in an overcomplete dictionary (signed: %s)',
    (signed) => {
      const normal = normals(9);
      const [k, m, nSamples, penalty] = [12, 5, 30, 0.2];
      const dictionary = viewOf(Array.from({ length: k }, () => Array.from({ length: m }, normal)));
      const activations = {
        values: Float64Array.from({ length: nSamples * m }, normal),
        nSamples,
        nHidden: m,
      };
      const codes = sparseCodes(dictionary, activations, { penalty, signed, iterations: 5000 });
      for (let s = 0; s < nSamples; s++) {
        const residual = Array.from({ length: m }, (_, h) => {
          let value = activations.values[s * m + h]!;
          for (let i = 0; i < k; i++) value -= codes[s * k + i]! * dictionary.weights[i * m + h]!;
          return value;
        });
        for (let i = 0; i < k; i++) {
          const pull = residual.reduce((sum, r, h) => sum + r * dictionary.weights[i * m + h]!, 0);
          const code = codes[s * k + i]!;
          // 0 where the condition holds: |pull| = penalty on active codes, no more than that on silent ones.
          const excess = Math.max(0, (signed ? Math.abs(pull) : pull) - penalty);
          expect(code === 0 ? excess : Math.abs(pull - penalty * Math.sign(code))).toBeLessThan(1e-6);
          expect(signed ? 0 : code).toBeGreaterThanOrEqual(0);
        }
      }
    },
  );

  test('refuse penalties, sizes and starts that are none', () => {
    const one = { values: Float64Array.of(1), nSamples: 1, nHidden: 1 };
    for (const penalty of [0, Number.NaN, -1])
      expect(() => sparseCodes(viewOf([[1]]), one, { penalty })).toThrow(InvalidArgumentError);
    expect(() => sparseCodes(viewOf([[1, 2]]), one, { penalty: 1 })).toThrow(ShapeError);
    expect(() => sparseCodes(viewOf([[1]]), one, { penalty: 1, start: new Float64Array(2) })).toThrow(
      ShapeError,
    );
    expect([...sparseCodes(viewOf([[0]]), one, { penalty: 1 })]).toEqual([0]);
  });
});

describe('a learned dictionary', () => {
  const learned = (truth: WeightView, p: number, seed: number) => {
    const { nFeatures } = truth;
    const law = {
      nFeatures,
      importance: new Array<number>(nFeatures).fill(1),
      featureProbability: new Array<number>(nFeatures).fill(p),
    };
    const activations = hiddenActivations(truth, drawInputs(law, 1500, stream(seed)));
    return learnDictionary(activations, stream(seed + 100), { nAtoms: nFeatures });
  };

  test.each([
    ['pentagon', polygon(5), 0.05],
    ['three digons', tegum(digon(), digon(), digon()), 0.05],
    [
      'pentagon, tetrahedron, triangle, two digons',
      tegum(polygon(5), simplex(3), polygon(3), digon(), digon()),
      0.03,
    ],
  ])('recovers the %s with a least matched cosine above .99', (_, rows, p) => {
    const truth = viewOf(disguise(rows, { seed: 3 }));
    const dictionary = learned(truth, p, 1);
    const match = matchDictionary(dictionary, truth);
    expect(match.minCosine).toBeGreaterThan(0.99);
    expect(dictionary.explained).toBeGreaterThan(0.9);
    for (let i = 0; i < dictionary.nFeatures; i++) {
      const row = dictionary.weights.subarray(i * dictionary.nHidden, (i + 1) * dictionary.nHidden);
      expect(Math.hypot(...row)).toBeCloseTo(1, 12);
    }
  });

  test('is the same for the same stream', () => {
    const truth = viewOf(polygon(3));
    expect(learned(truth, 0.1, 5).weights).toEqual(learned(truth, 0.1, 5).weights);
  });

  test('of dense data is not recovered: sparsity is what makes it possible', () => {
    const truth = viewOf(disguise(polygon(5), { seed: 3 }));
    expect(matchDictionary(learned(truth, 1, 2), truth).minCosine).toBeLessThan(0.99);
  });

  test('of one atom and one sample is that sample; of silence there is none', () => {
    const one = learnDictionary({ values: Float64Array.of(3, 4), nSamples: 1, nHidden: 2 }, stream(1), {
      nAtoms: 1,
    });
    [0.6, 0.8].forEach((w, h) => expect(one.weights[h]).toBeCloseTo(w, 12));
    expect([...one.frequency]).toEqual([1]);
    const silent = { values: new Float64Array(4), nSamples: 2, nHidden: 2 };
    expect(() => learnDictionary(silent, stream(1), { nAtoms: 1 })).toThrow(InvalidArgumentError);
    for (const bad of [
      { nAtoms: 0 },
      { nAtoms: 1, rounds: 0 },
      { nAtoms: 1, penalty: Number.NaN },
      { nAtoms: 1, size: 1 } as never,
    ]) {
      expect(() =>
        learnDictionary({ values: Float64Array.of(1), nSamples: 1, nHidden: 1 }, stream(1), bad),
      ).toThrow(InvalidArgumentError);
    }
  });
});

test('hidden activations are W x', () => {
  const { values } = hiddenActivations(
    viewOf([
      [1, 2],
      [3, 4],
    ]),
    { x: Float32Array.of(1, 0, 2, 10), nSamples: 2 },
  );
  expect([...values]).toEqual([1, 2, 32, 44]);
  expect(() => hiddenActivations(viewOf([[1]]), { x: new Float64Array(2), nSamples: 1 })).toThrow(ShapeError);
});
