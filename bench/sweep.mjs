// `pnpm bench sweep`: what a step of our own backend costs when the steps, the batch, the models, their size or
// the density change, each alone. Writes bench/results/sweep.{json,svg}.

import { writeFileSync } from 'node:fs';
import { entriesFor } from './entries/index.mjs';
import { stepsOfARound } from './lib/measure.mjs';
import { Runner } from './lib/runner.mjs';
import { least, median, most } from './lib/statistics.mjs';
import { workOf } from './lib/work.mjs';
import { machine } from './report/machine.mjs';
import { sweepFigure } from './report/sweep-figure.mjs';

/**
 * @typedef {object} Point
 * @property {number} x
 * @property {number} median of what the panel's yTitle says
 * @property {number} least
 * @property {number} most
 */

/**
 * @typedef {object} Series
 * @property {string} entry
 * @property {string} name
 * @property {number} exponent of the upper half of the points: 1 is linear
 * @property {Point[]} points
 */

/**
 * @typedef {object} Panel
 * @property {string} key
 * @property {string} xTitle
 * @property {string} yTitle
 * @property {string} summary what it shows, in a few words
 * @property {Series[]} series
 */

/** Where every sweep starts from: the middle setting, with one density for all models. */
const BASE = { n: 20, m: 5, models: 8, batch: 1024, p: 0.1 };

/** @param {Partial<typeof BASE>} change @returns {import('@toymodels/core').RunSpec} */
function specOf(change) {
  const { n, m, models, batch, p } = { ...BASE, ...change };
  return {
    model: { kind: 'relu-output', nFeatures: n, nHidden: m },
    data: { featureProbability: p, importance: { curve: 'geometric', first: 1, ratio: 0.9 } },
    instances: { count: models },
    training: { batchSize: batch, steps: 1_000_000_000 },
    seed: 1,
  };
}

/** @type {{ key: string, xTitle: string, points: { x: number, change: Partial<typeof BASE> }[] }[]} */
const PANELS = [
  {
    key: 'batch',
    xTitle: 'samples a step',
    points: [64, 256, 1024, 4096, 16_384, 65_536].map((batch) => ({ x: batch, change: { batch } })),
  },
  {
    key: 'models',
    xTitle: 'models K',
    points: [1, 2, 4, 8, 16, 64, 256].map((models) => ({ x: models, change: { models } })),
  },
  {
    key: 'size',
    xTitle: 'n · m, at n = 4 m',
    points: [2, 4, 8, 16, 32, 64, 128].map((m) => ({ x: 4 * m * m, change: { n: 4 * m, m } })),
  },
  {
    key: 'density',
    xTitle: 'p, chance that a feature is active',
    points: [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001].map((p) => ({ x: p, change: { p } })),
  },
];

/** Lengths of the runs in the panel of steps. */
const STEPS = [100, 300, 1000, 3000, 10_000, 30_000];

/**
 * @param {import('./lib/measure.mjs').MeasureOptions & { out: string, command: string, isQuick: boolean }} options
 */
export async function sweep({ rounds, roundMs, say, out, command, isQuick }) {
  const on = machine();
  const entries = entriesFor(on.cores).filter(({ family }) => family === 'wasm');
  /** @type {Panel[]} */
  const panels = await sweepSteps(entries, isQuick ? STEPS.slice(0, 4) : STEPS, rounds);
  for (const { key, xTitle, points } of PANELS) {
    say(`sweeping ${xTitle}`);
    const series = [];
    for (const entry of entries) series.push(await sweepPoints(entry, points, rounds, roundMs));
    panels.push({
      key,
      xTitle,
      yTitle: 'ms a step',
      summary: key === 'density' ? spanOf(series) : growthOf(series),
      series,
    });
  }
  const results = { command, method: { rounds, roundMs }, machine: on, base: BASE, panels };
  const folder = new URL('results/', import.meta.url);
  writeFileSync(new URL(`${out}.json`, folder), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(new URL(`${out}.svg`, folder), sweepFigure(panels, BASE));
  for (const { xTitle, yTitle, summary } of panels) say(`${yTitle} against ${xTitle}: ${summary}`);
  say(`wrote bench/results/${out}.json and .svg`);
}

/**
 * One entry over the points of a panel, which take turns.
 *
 * @param {import('./entries/index.mjs').Entry} entry
 * @param {{ x: number, change: Partial<typeof BASE> }[]} points
 * @param {number} rounds
 * @param {number} roundMs
 * @returns {Promise<Series>}
 */
async function sweepPoints({ key, name, start }, points, rounds, roundMs) {
  const ready = points.map(({ x, change }) => ({
    x,
    change,
    runner: new Runner(start),
    steps: 1,
    ms: /** @type {number[]} */ ([]),
  }));
  try {
    for (const point of ready) {
      await point.runner.open(workOf(specOf(point.change)));
      point.steps = await stepsOfARound(point.runner, roundMs);
    }
    for (let round = 0; round < rounds; round++) {
      for (const { runner, steps, ms } of ready) ms.push((await runner.train(steps)) / steps);
    }
  } finally {
    await Promise.all(ready.map(({ runner }) => runner.close()));
  }
  return seriesOf(
    key,
    name,
    ready.map(({ x, ms }) => pointOf(x, ms)),
  );
}

/**
 * Whole runs of several lengths, one trainer each: the time they take, and the memory the process then holds.
 *
 * @param {readonly import('./entries/index.mjs').Entry[]} entries
 * @param {readonly number[]} lengths
 * @param {number} rounds
 * @returns {Promise<Panel[]>}
 */
async function sweepSteps(entries, lengths, rounds) {
  const times = [];
  const memories = [];
  for (const { key, name, start } of entries) {
    const timePoints = [];
    const memoryPoints = [];
    for (const steps of lengths) {
      const ms = [];
      const memory = [];
      const runner = new Runner(start);
      try {
        await runner.open(workOf(specOf({})));
        await runner.train(1000); // warms up
        for (let round = 0; round < Math.min(3, rounds); round++) {
          const reply = await runner.ask({ do: 'train', steps }, 120);
          ms.push(Number(reply['ms']));
          memory.push(Number(reply['memoryMiB']));
        }
      } finally {
        await runner.close();
      }
      timePoints.push(pointOf(steps, ms));
      memoryPoints.push(pointOf(steps, memory));
    }
    times.push(seriesOf(key, name, timePoints));
    memories.push(seriesOf(key, name, memoryPoints));
  }
  const xTitle = 'training steps';
  return [
    { key: 'steps', xTitle, yTitle: 'ms a run', summary: growthOf(times), series: times },
    { key: 'memory', xTitle, yTitle: 'MiB of the process', summary: spanOf(memories), series: memories },
  ];
}

/** @param {readonly Series[]} series */
const growthOf = (series) => `x to the power ${series.map(({ exponent }) => exponent.toFixed(2)).join(', ')}`;

/** The largest x beside the smallest. @param {readonly Series[]} series */
function spanOf(series) {
  const spans = series.map(({ points }) => {
    const sorted = points.toSorted((a, b) => a.x - b.x);
    return ((sorted.at(-1)?.median ?? NaN) / (sorted[0]?.median ?? NaN)).toFixed(2);
  });
  return `${spans.join(', ')} times, least to most`;
}

/** @param {number} x @param {readonly number[]} ms @returns {Point} */
const pointOf = (x, ms) => ({ x, median: median(ms), least: least(ms), most: most(ms) });

/** @param {string} entry @param {string} name @param {Point[]} points @returns {Series} */
const seriesOf = (entry, name, points) => ({ entry, name, exponent: exponentOf(points), points });

/** Slope of log cost over log x, by least squares, where x is in the upper half. @param {readonly Point[]} points */
function exponentOf(points) {
  const upper = points
    .toSorted((a, b) => a.x - b.x)
    .slice(-Math.ceil(points.length / 2))
    .map(({ x, median: ms }) => ({ x: Math.log(x), y: Math.log(ms) }));
  const mean = (/** @type {'x' | 'y'} */ of) =>
    upper.reduce((sum, point) => sum + point[of], 0) / upper.length;
  const [meanX, meanY] = [mean('x'), mean('y')];
  const covariance = upper.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / upper.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
}
