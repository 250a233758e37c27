/** Drawings that hold their values, and drawings that turn. */
import { expect, test } from 'vitest';
import {
  composeFigures,
  densityChart,
  featureGraph,
  featureVectors,
  lossSurface,
  polytope3d,
  weightGraph,
  weightsPortrait,
  type InspectedCells,
  type InspectedPoint,
} from '@toymodels/plots';
import { parseHTML } from 'linkedom';

const { document } = parseHTML('<html></html>');
const WORDS = { title: 'A title', description: 'A description.' };
const VIEW = { weights: Float64Array.from([1, 0, 0, 1, 0, -1]), nFeatures: 3, nHidden: 2 };

interface Inspected {
  readonly points?: readonly InspectedPoint[];
  readonly cells?: InspectedCells;
}

function inspected(svg: string): Inspected[] {
  const { document: drawn } = parseHTML(`<html><body>${svg}</body></html>`);
  return [...drawn.querySelectorAll('[data-inspect]')].map(
    (group) => JSON.parse(group.getAttribute('data-inspect')!) as Inspected,
  );
}

const portrait = (inspect: boolean): string =>
  weightsPortrait([{ title: '', view: VIEW, bias: Float64Array.from([0, -0.25, 0]) }], { ...WORDS, inspect });

test('without the option a drawing holds no values, and with it nothing else changes', () => {
  expect(portrait(false)).not.toContain('data-inspect');
  expect(portrait(true).replace(/<g data-inspect="[^"]*"\/>/g, '')).toBe(portrait(false));
});

test('a heat map holds each of its values once, with the names of its rows and columns', () => {
  const [gram, bias, bars] = inspected(portrait(true));
  expect(gram!.cells).toMatchObject({
    rows: 3,
    columns: 3,
    names: ['feature', 'feature'],
    values: ['1', '0', '0', '0', '1', '−1', '0', '−1', '1'],
  });
  expect(bias!.cells!.names).toEqual(['bias of feature', '']);
  expect(bias!.cells!.values).toContain('−0.25');
  expect(bars!.points!.map(([, , words]) => words)).toEqual([
    'feature 1: length 1, superposition 0',
    'feature 2: length 1, superposition 1',
    'feature 3: length 1, superposition 1',
  ]);
});

test('vectors and points of charts say what they stand for, where they stand', () => {
  const [vectors] = inspected(
    featureVectors([{ title: '', view: VIEW }], { ...WORDS, inspect: true, canonical: false }),
  );
  expect(vectors!.points!.map(([, , words]) => words)).toEqual(
    expect.arrayContaining([
      'feature 1: length 1 at 0°',
      'feature 2: length 1 at 90°',
      'feature 3: length 1 at −90°',
    ]),
  );
  const points = [
    { featureProbability: 1, value: 2 },
    { featureProbability: 0.1, value: 4, low: 3, high: 5 },
  ];
  const [chart] = inspected(
    densityChart([{ label: 'trained', points }], { ...WORDS, document, yTitle: 'loss', inspect: true }),
  );
  expect(chart!.points!.map(([, , words]) => words)).toEqual([
    'trained: loss 2 at 1−S = 1',
    'trained: loss 4 (3 to 5) at 1−S = 0.1',
  ]);
  const [dense, sparse] = chart!.points!;
  expect(sparse![0]).toBeGreaterThan(dense![0]);
  expect(sparse![1]).toBeLessThan(dense![1]);
});

const triangle = [{ title: '', points: [1, 0, 0, -0.5, 0.9, 0, -0.5, -0.9, 0] }];

test('a turn adds to where a solid is seen from, also as a part of a figure', () => {
  const seen = (azimuth: number, elevation: number, turn?: { azimuth: number; elevation: number }): string =>
    polytope3d(triangle, { ...WORDS, azimuth, elevation, ...(turn && { turn }) });
  expect(seen(25, 18, { azimuth: 30, elevation: 10 })).toBe(seen(55, 28));
  expect(seen(25, 80, { azimuth: 0, elevation: 45 })).toBe(seen(25, 90));
  const composed = (turn: { azimuth: number; elevation: number }): string =>
    composeFigures([(part) => polytope3d(triangle, { ...part, ...WORDS })], { ...WORDS, turn });
  expect(composed({ azimuth: 40, elevation: 0 })).not.toBe(composed({ azimuth: 0, elevation: 0 }));
});

test('a turn that is no number is refused', () => {
  expect(() => polytope3d(triangle, { ...WORDS, turn: { azimuth: NaN, elevation: 0 } })).toThrow(
    'give finite degrees',
  );
});

test('parts of a figure hold their values too', () => {
  const svg = composeFigures([(part) => polytope3d(triangle, { ...part, ...WORDS })], {
    ...WORDS,
    inspect: true,
  });
  expect(inspected(svg)[0]!.points).toHaveLength(3);
  expect(svg).toContain('data-turns');
});

test('nodes of a feature graph name their polytope and whom they interfere with, the strongest first', () => {
  const panel = {
    title: '',
    factors: [
      {
        features: [4, 1, 2],
        name: 'triangle',
        edges: [
          { features: [1, 4] as const, cosine: -0.4 },
          { features: [2, 4] as const, cosine: -0.6 },
        ],
      },
      { features: [0], name: 'dedicated', edges: [] },
      { features: [3], name: 'unnamed', edges: [] },
    ],
  };
  const [graph] = inspected(featureGraph([panel], { ...WORDS, inspect: true }));
  expect(graph!.points!.map(([, , words]) => words)).toEqual([
    'feature 5: a triangle; cosine −0.6 with 3, −0.4 with 2',
    'feature 2: a triangle; cosine −0.4 with 5',
    'feature 3: a triangle; cosine −0.6 with 5',
    'feature 1: a dimension of its own',
    'feature 4: a set of 1 without a name',
  ]);
  // Each node where it is drawn, none on another.
  expect(new Set(graph!.points!.map(([x, y]) => `${x} ${y}`)).size).toBe(5);
});

test('a loss surface holds its marked points, and its losses on a grid with the weights they belong to', () => {
  const axis = Array.from({ length: 41 }, (_, k) => (k - 20) / 20);
  const loss = axis.flatMap((y) => axis.map((x) => 1 + x + 10 * y));
  const [marks, grid] = inspected(
    lossSurface([{ title: '', x: axis, y: axis, loss, points: [{ x: 0.5, y: -1, kind: 'local' }] }], {
      ...WORDS,
      document,
      inspect: true,
      lossScale: 'linear',
    }),
  );
  expect(marks!.points!.map(([, , words]) => words)).toEqual(['local minimum: W_{1} = 0.5, W_{2} = −1']);
  const { rows, columns, places, names, words, values } = grid!.cells!;
  expect([rows, columns, names, words]).toEqual([21, 21, ['W_{2} =', 'W_{1} ='], 'loss']);
  // The top row is the largest W_2, the first column the smallest W_1; every value is that of its place.
  expect([places![0][0], places![0].at(-1), places![1][0], places![1].at(-1)]).toEqual([
    '1',
    '−1',
    '−1',
    '1',
  ]);
  const number = (text: string): number => Number(text.replace('−', '-'));
  values.forEach((value, k) => {
    const [y, x] = [number(places![0][Math.floor(k / columns)]!), number(places![1][k % columns]!)];
    expect(number(value)).toBeCloseTo(1 + x + 10 * y, 1);
  });
});

test('a weight graph holds its nodes with their strongest edges, and each edge that is drawn', () => {
  const input = { weights: Float64Array.from([1, 0.01, -0.5, 0.8]), nFeatures: 2, nHidden: 2 };
  const output = { weights: Float64Array.from([0.7, 0, 0, 0.6]), nFeatures: 2, nHidden: 2 };
  const [graph] = inspected(
    weightGraph([{ title: '', input, output }], { ...WORDS, inspect: true, order: 'as-given' }),
  );
  const words = graph!.points!.map(([, , each]) => each);
  expect(words).toHaveLength(6 + 5);
  expect(words).toEqual(
    expect.arrayContaining([
      'feature 2: 0.8 to neuron 2, −0.5 to neuron 1',
      'neuron 1: 1 from feature 1, 0.7 to output 1, −0.5 from feature 2',
      'output 2: 0.6 from neuron 2',
      'feature 2 to neuron 1: −0.5',
      'neuron 2 to output 2: 0.6',
    ]),
  );
  expect(words.join()).not.toContain('0.01');
});

test('charts by Observable Plot have no names within the picture, which has one of its own', () => {
  const points = [{ featureProbability: 1, value: 2 }];
  const svg = densityChart([{ label: 'a', points }], { ...WORDS, document, yTitle: 'loss' });
  expect(svg).not.toContain('aria-label=');
  expect(svg).toContain('aria-labelledby=');
});
