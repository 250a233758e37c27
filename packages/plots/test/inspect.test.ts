/** Drawings that hold their values, and drawings that turn. */
import { expect, test } from 'vitest';
import {
  composeFigures,
  densityChart,
  featureVectors,
  polytope3d,
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
