import {
  findJumps,
  lossDropsAt,
  nameConfiguration,
  trainingStages,
  type LevelSeries,
  type WeightView,
} from '@toymodels/analysis';
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { describe, expect, test } from 'vitest';
import { longestRuns, median } from '../src/internal/runs.js';
import { digon, disguise, normals, polygon, simplex, tegum, viewOf } from './sets.js';

/** One column a function of the sample; steps of 10. */
function seriesOf(nSamples: number, ...columns: ((sample: number) => number)[]): LevelSeries {
  const values = Float64Array.from({ length: nSamples * columns.length }, (_, at) =>
    columns[at % columns.length]!(Math.floor(at / columns.length)),
  );
  return { steps: Array.from({ length: nSamples }, (_, s) => 10 * s), values, nFeatures: columns.length };
}

const stepAt = (s: number, from: number, to: number) => (sample: number) => (sample < s ? from : to);

describe('jumps', () => {
  test('between levels are found with their levels and their step', () => {
    const { jumps, plateaus } = findJumps(
      seriesOf(40, stepAt(15, 0, 0.4), (s) => (s < 20 ? 0.4 : s < 30 ? 0.5 : 1)),
    );
    expect(jumps.map(({ feature, from, to, step }) => [feature, from, to, step])).toEqual([
      [0, 0, 0.4, 145],
      [1, 0.4, 0.5, 195],
      [1, 0.5, 1, 295],
    ]);
    expect(plateaus.map(({ feature, first, last }) => [feature, first, last])).toEqual([
      [0, 0, 14],
      [0, 15, 39],
      [1, 0, 19],
      [1, 20, 29],
      [1, 30, 39],
    ]);
  });

  test('survive noise within the tolerance and single outliers, which are none themselves', () => {
    const normal = normals(3);
    for (let trial = 0; trial < 20; trial++) {
      const noisy = (s: number): number =>
        stepAt(25, 0.4, 0.66)(s) + 0.006 * normal() + (s === 10 || s === 40 ? 0.5 : 0);
      const { jumps } = findJumps(seriesOf(60, noisy));
      expect(jumps.length).toBe(1);
      expect(jumps[0]!.from).toBeCloseTo(0.4, 1);
      expect(jumps[0]!.to).toBeCloseTo(0.66, 1);
      expect(Math.abs(jumps[0]!.step - 245)).toBeLessThan(15);
    }
  });

  test('that take some samples are found at the middle of the way; slow drifts are none', () => {
    const ramp =
      (length: number) =>
      (s: number): number =>
        Math.min(1, Math.max(0, (s - 40) / length)) * 0.5;
    const { jumps } = findJumps(seriesOf(100, ramp(6)));
    expect(jumps.length).toBe(1);
    expect(jumps[0]!.step).toBeCloseTo(430, 6);
    expect(findJumps(seriesOf(100, (s) => s / 100)).jumps).toEqual([]);
    expect(findJumps(seriesOf(100, ramp(55))).jumps).toEqual([]);
  });

  test('keep to their thresholds', () => {
    const small = seriesOf(30, stepAt(15, 0, 0.06));
    expect(findJumps(small).jumps).toEqual([]);
    expect(findJumps(small, { leastJump: 0.055 }).jumps.length).toBe(1);
    const short = seriesOf(40, (s) => (s >= 20 && s < 23 ? 0.5 : s < 20 ? 0 : 1));
    expect(findJumps(short).jumps.map(({ from, to }) => [from, to])).toEqual([[0, 1]]);
    expect(findJumps(short, { leastLength: 3 }).jumps.map(({ from, to }) => [from, to])).toEqual([
      [0, 0.5],
      [0.5, 1],
    ]);
  });

  test('of several features at one time are one event', () => {
    const { events } = findJumps(seriesOf(60, stepAt(20, 0, 0.5), stepAt(20, 0, 0.5), stepAt(40, 0.5, 1)));
    expect(events.map(({ step, jumps }) => [step, jumps.map(({ feature }) => feature)])).toEqual([
      [195, [0, 1]],
      [395, [2]],
    ]);
  });

  test('of short, constant and empty series are none; wrong ones are refused', () => {
    expect(findJumps(seriesOf(0, () => 0))).toEqual({ plateaus: [], jumps: [], events: [] });
    expect(findJumps(seriesOf(3, () => 1)).plateaus).toEqual([]);
    expect(findJumps(seriesOf(9, () => 1)).plateaus.length).toBe(1);
    const good = seriesOf(5, () => 0);
    expect(() => findJumps({ ...good, values: new Float64Array(4) })).toThrow(ShapeError);
    expect(() => findJumps({ ...good, steps: [0, 1, 1, 2, 3] })).toThrow(InvalidArgumentError);
    expect(() => findJumps(seriesOf(5, () => Number.NaN))).toThrow(InvalidArgumentError);
    for (const bad of [
      { medianWidth: 2 },
      { tolerance: 0 },
      { leastJump: Number.NaN },
      { leastLength: 1 },
      { longestJump: -1 },
      { level: 1 } as object,
    ]) {
      expect(() => findJumps(good, bad)).toThrow(InvalidArgumentError);
    }
  });
});

describe('the loss at jumps', () => {
  const analysis = findJumps(seriesOf(80, stepAt(20, 0, 0.5), stepAt(60, 0, 0.5)));

  test('drops where it falls faster than before and after, and not where it falls as everywhere', () => {
    const found = lossDropsAt(
      analysis,
      Array.from({ length: 80 }, (_, s) => 1 - 0.001 * s - (s >= 20 ? 0.3 : 0)),
    );
    expect(found.drops.map(({ drops, step }) => [step, drops])).toEqual([
      [195, true],
      [595, false],
    ]);
    // Medians of three samples: one sample further out on either side.
    expect(found.drops[0]!.fall).toBeCloseTo(0.303, 12);
    expect(found.drops[0]!.usualFall).toBeCloseTo(0.003, 12);
    expect(found.shareOfEvents).toBe(0.5);
    // Whole: from sample 18 (median before the first event) to 78.
    expect(found.shareOfFall).toBeCloseTo((0.303 + 0.003) / 0.36, 12);
    expect(found.shareOfTime).toBeCloseTo(2 / 60, 12);
  });

  test('that rises does not drop, and a flat loss neither', () => {
    expect(
      lossDropsAt(
        analysis,
        Array.from({ length: 80 }, (_, s) => s),
      ).drops.some(({ drops }) => drops),
    ).toBe(false);
    expect(lossDropsAt(analysis, new Float64Array(80)).shareOfEvents).toBe(0);
  });

  test('without events is no number; a loss too short is refused', () => {
    const none = lossDropsAt({ plateaus: [], jumps: [], events: [] }, [1, 2]);
    expect([none.shareOfEvents, none.shareOfFall, none.shareOfTime]).toEqual([Number.NaN, Number.NaN, 0]);
    expect(() => lossDropsAt(analysis, [1, 2])).toThrow(ShapeError);
    for (const bad of [{ window: 0 }, { leastRatio: 1 }, { leastRatio: Number.NaN }]) {
      expect(() => lossDropsAt(analysis, new Float64Array(80), bad)).toThrow(InvalidArgumentError);
    }
  });
});

describe('stages', () => {
  const r = Math.SQRT1_2;
  const pad = (rows: number[][], width = 3): number[][] =>
    rows.map((row) => [...row, ...new Array<number>(width - row.length).fill(0)]);
  const antiprism = Array.from({ length: 6 }, (_, i) => {
    const [h, angle] = [0.4, (Math.PI / 3) * i];
    return [Math.sqrt(1 - h * h) * Math.cos(angle), Math.sqrt(1 - h * h) * Math.sin(angle), i % 2 ? -h : h];
  });
  const configurations: [string, number[][], number][] = [
    ['nothing', pad([[0.1], [0.1], [0.1], [0], [0], [0]]), 0],
    ['collapsed', pad([[0.6], [0.6], [0.6], [-0.6], [-0.6], [-0.6]]), 1],
    [
      'collapsed',
      pad([
        [0.6, 0],
        [0.6, 0.02],
        [0.6, 0],
        [0, 0.6],
        [0, 0.6],
        [0.02, 0.6],
      ]),
      2,
    ],
    ['plane', pad(polygon(6)), 2],
    ['octahedron', tegum(digon(), digon(), digon()), 3],
    ['triangular antiprism', antiprism, 3],
    ['line', pad([[1], [-1], [0.2], [0], [0], [0]]), 1],
  ];

  test.each(configurations)('a configuration is called %s, whatever its turn', (name, rows, span) => {
    for (const seed of [1, 2, 3]) {
      const found = nameConfiguration(viewOf(disguise(rows, { seed })));
      expect([found.name, found.span]).toEqual([name, span]);
    }
  });

  test('follow one another in a run that turns all the while, with transitions between', () => {
    const [, collapsed, , plane, octahedron] = configurations.map(([, rows]) => rows);
    const between = (a: number[][], b: number[][], t: number): number[][] =>
      a.map((row, i) => row.map((x, h) => (1 - t) * x + t * b[i]![h]!));
    const checkpoints: WeightView[] = [];
    const add = (rows: number[][]): void => {
      checkpoints.push(viewOf(disguise(rows, { seed: checkpoints.length + 1, noise: 0.01 })));
    };
    for (let k = 0; k < 6; k++) add(collapsed!);
    add(between(collapsed!, plane!, 0.5));
    for (let k = 0; k < 4; k++) add(plane!);
    add(between(plane!, octahedron!, 0.5));
    for (let k = 0; k < 8; k++) add(octahedron!);
    const steps = checkpoints.map((_, k) => 100 * k);
    const stages = trainingStages(checkpoints, steps);
    expect(stages.map(({ name, first, last }) => [name, first, last])).toEqual([
      ['collapsed', 0, 5],
      ['plane', 7, 10],
      ['octahedron', 12, 19],
    ]);
    expect(stages.map(({ firstStep, lastStep }) => [firstStep, lastStep])).toEqual([
      [0, 500],
      [700, 1000],
      [1200, 1900],
    ]);
    expect(stages[0]!.directions).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(trainingStages(checkpoints, steps, { leastLength: 5 }).map(({ name }) => name)).toEqual([
      'collapsed',
      'octahedron',
    ]);
    expect(
      trainingStages(checkpoints, undefined, { tolerance: 100 }).map(({ first, last }) => [first, last]),
    ).toEqual([[0, 19]]);
  });

  test('of one checkpoint or none are none; wrong ones are refused', () => {
    const one = viewOf(simplex(2));
    expect(trainingStages([])).toEqual([]);
    expect(trainingStages([one])).toEqual([]);
    expect(trainingStages([one, one], undefined, { leastLength: 2 }).map(({ name }) => name)).toEqual([
      'plane',
    ]);
    expect(() => trainingStages([one, viewOf([[r]])])).toThrow(ShapeError);
    expect(() => trainingStages([one], [1, 2])).toThrow(ShapeError);
    for (const bad of [
      { tolerance: 0 },
      { leastLength: 1 },
      { sameDirection: 0 },
      { representedNorm: -1 },
      { seed: 1 } as object,
    ]) {
      expect(() => trainingStages([one, one, one], undefined, bad)).toThrow(InvalidArgumentError);
    }
  });
});

test('the longest runs come first and do not overlap', () => {
  // From 2 on five samples are alike, from 0 on three: the first keeps what is left of it.
  expect(longestRuns(9, (s) => [2, 4, 6, 6, 6, 6, 6, 8, 8][s]!, 2)).toEqual([
    [0, 1],
    [2, 6],
    [7, 8],
  ]);
  expect(longestRuns(0, () => 0, 1)).toEqual([]);
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
});
