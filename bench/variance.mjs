// `pnpm bench variance`: how much noise `sampling: 'non-empty'` takes out of a gradient, against p. Counts no time:
// the same numbers on every machine, but for the rounding of the trained weights it starts from, which is the same too.
// Writes bench/results/variance.{json,svg}.

import { writeFileSync } from 'node:fs';
import {
  BatchSampler,
  initialState,
  PARAMETER_NAMES,
  resolveRun,
  weightedLossAndGradient,
} from '@toymodels/core';
import { wasmBackend } from '@toymodels/backend-wasm';
import { varianceFigure } from './report/variance-figure.mjs';

/** Models, after so many steps of plain sampling: where gradients are small, and noise is what is left. */
const SHAPES = [
  { n: 5, m: 2 },
  { n: 20, m: 5 },
];
const TRAINED_STEPS = 1000;

/** Samples of a gradient, the same for both samplings. */
const SAMPLES = 256;
const PROBABILITIES = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

/**
 * @typedef {object} VariancePoint
 * @property {number} p
 * @property {number} empty share of the samples that are empty, (1 - p)^n
 * @property {number} plain variance of the gradient, summed over its entries
 * @property {number} nonEmpty the same, non-empty samples, reweighted
 * @property {number} bias distance of the two mean gradients, in standard errors of it
 */

/** @typedef {{ n: number, m: number, points: VariancePoint[] }} VarianceSeries */

/**
 * @param {{ n: number, m: number }} shape
 * @param {number} p
 * @param {'iid' | 'non-empty'} sampling
 */
const runOf = ({ n, m }, p, sampling) =>
  resolveRun({
    model: { kind: 'relu-output', nFeatures: n, nHidden: m },
    data: { featureProbability: p, importance: { curve: 'geometric', first: 1, ratio: 0.9 } },
    training: { batchSize: SAMPLES, steps: TRAINED_STEPS, sampling },
    seed: 1,
  });

/**
 * Mean and variance over `batches` gradients at the same parameters, each of fresh samples.
 *
 * @param {import('@toymodels/core').ResolvedRun} run
 * @param {import('@toymodels/core').Parameters} parameters
 * @param {number} batches
 */
function gradientMoments(run, parameters, batches) {
  const problem = { model: run.spec.model, importance: run.importance, hiddenL1: 0 };
  const sampler = new BatchSampler(run, 0);
  const sums = /** @type {number[]} */ ([]);
  const squares = /** @type {number[]} */ ([]);
  for (let batch = 0; batch < batches; batch++) {
    // Steps that the training did not take.
    const x = sampler.batch(TRAINED_STEPS + batch, SAMPLES);
    const { gradient } = weightedLossAndGradient(problem, parameters, x, sampler.activity);
    const flat = PARAMETER_NAMES.flatMap((name) => Array.from(gradient[name] ?? []));
    for (const [i, value] of flat.entries()) {
      sums[i] = (sums[i] ?? 0) + value;
      squares[i] = (squares[i] ?? 0) + value * value;
    }
  }
  const mean = sums.map((sum) => sum / batches);
  const summed = squares.reduce((total, square, i) => {
    return total + (square - batches * (mean[i] ?? 0) ** 2) / (batches - 1);
  }, 0);
  return { mean, variance: summed };
}

/** @param {{ n: number, m: number }} shape @param {number} p @param {number} batches @returns {Promise<VariancePoint>} */
async function pointOf(shape, p, batches) {
  const plainRun = runOf(shape, p, 'iid');
  const trainer = await wasmBackend({ workers: 0 }).createTrainer(plainRun, initialState(plainRun));
  await trainer.advance({ toStep: TRAINED_STEPS });
  const { parameters } = await trainer.state();
  await trainer.dispose();
  const plain = gradientMoments(plainRun, parameters, batches);
  const nonEmpty = gradientMoments(runOf(shape, p, 'non-empty'), parameters, batches);
  const distance = Math.sqrt(
    plain.mean.reduce((sum, value, i) => sum + (value - (nonEmpty.mean[i] ?? 0)) ** 2, 0),
  );
  const error = Math.sqrt((plain.variance + nonEmpty.variance) / batches);
  return {
    p,
    empty: (1 - p) ** shape.n,
    plain: plain.variance,
    nonEmpty: nonEmpty.variance,
    bias: distance / error,
  };
}

/** @param {{ out: string, command: string, isQuick: boolean, say: (text: string) => void }} options */
export async function variance({ out, command, isQuick, say }) {
  const batches = isQuick ? 100 : 1000;
  /** @type {VarianceSeries[]} */
  const series = [];
  for (const shape of SHAPES) {
    const points = [];
    for (const p of PROBABILITIES) {
      const point = await pointOf(shape, p, batches);
      points.push(point);
      const times = (point.plain / point.nonEmpty).toPrecision(3);
      say(
        `n=${shape.n} p=${p}: variance ${times} times less; means ${point.bias.toFixed(2)} standard errors apart`,
      );
    }
    series.push({ ...shape, points });
  }
  const folder = new URL('results/', import.meta.url);
  const results = { command, method: { samples: SAMPLES, batches, trainedSteps: TRAINED_STEPS }, series };
  writeFileSync(new URL(`${out}.json`, folder), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(new URL(`${out}.svg`, folder), varianceFigure(series, SAMPLES));
  say(`wrote bench/results/${out}.json and .svg`);
}
