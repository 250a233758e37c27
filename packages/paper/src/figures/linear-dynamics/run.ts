/** Descends by sampled gradients, and records |W_i|^2 at even times, with the closed form beside it. */

import {
  BatchSampler,
  lossAndGradient,
  RandomStream,
  resolveRun,
  streamKey,
  type Parameters,
} from '@toymodels/core';
import { featureVariance, linearFlow, linearModeStrength, linearOptimalBias } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { rounded } from '../../shared/phase-grid.js';
import { breathe, mapStaged, stage } from '../../shared/stages.js';
import type { DescentSpec, LinearDynamicsSpec } from './spec.js';

/** One experiment: strengths a_i = |W_i|^2 over time. Sampled values are kept to 5 digits. */
export interface DescentData {
  /** [time]. */
  readonly time: readonly number[];
  /** W at the start, [feature, hidden]. */
  readonly start: readonly number[];
  /** Closed form, [feature][time]. */
  readonly theory: readonly (readonly number[])[];
  /** Trained models, [model][feature][time]. */
  readonly trained: readonly (readonly (readonly number[])[])[];
  /** WᵀW of each model at the end, [model][feature, feature]. */
  readonly gram: readonly (readonly number[])[];
}

export interface LinearDynamicsData {
  readonly aligned: DescentData;
  readonly random: DescentData;
}

export async function run(spec: LinearDynamicsSpec, context: FigureContext): Promise<LinearDynamicsData> {
  const aligned = await descents(spec, 'aligned', stage(context, 0, 0.8));
  const random = await descents(spec, 'random', stage(context, 0.8, 1));
  return { aligned, random };
}

async function descents(
  spec: LinearDynamicsSpec,
  which: 'aligned' | 'random',
  context: FigureContext,
): Promise<DescentData> {
  const descent = spec[which];
  const { nTimes, nModels } = spec;
  const time = Array.from({ length: nTimes }, (_, k) => (descent.duration * k) / (nTimes - 1));
  const start = startOf(descent, spec.seed);
  const models = await mapStaged(
    context,
    `descent, ${which} start`,
    Array.from({ length: nModels }).fill(0),
    (_, k) => descend(spec, descent, start, which === 'aligned' ? k : nModels + k, context),
  );
  return {
    time,
    start,
    theory: closedForm(spec, descent, start, time),
    trained: models.map(({ strength }) => strength.map((each) => each.map((a) => rounded(a, 5)))),
    gram: models.map(({ gram }) => gram.map((each) => rounded(each, 5))),
  };
}

function startOf({ nFeatures, nHidden, start }: DescentSpec, seed: number): number[] {
  const random = new RandomStream(streamKey(seed, 'initialisation'));
  return Array.from({ length: nFeatures * nHidden }, (_, q) => {
    if (start.kind === 'random') return Math.sqrt(start.strength / nHidden) * random.normal();
    return Math.floor(q / nHidden) === q % nHidden ? Math.sqrt(start.strength) : 0;
  });
}

function closedForm(
  { featureProbability }: LinearDynamicsSpec,
  descent: DescentSpec,
  start: readonly number[],
  time: readonly number[],
): number[][] {
  const { nFeatures, nHidden, importance } = descent;
  const variance = featureVariance(featureProbability);
  if (descent.start.kind === 'aligned') {
    return importance.map((weight) =>
      time.map((t) => linearModeStrength(descent.start.strength, 8 * weight * variance, t)),
    );
  }
  const flow = time.map((t) =>
    linearFlow({ nFeatures, nHidden, weights: start }, t, 8 * importance[0]! * variance),
  );
  return importance.map((_, i) => flow.map((gram) => gram[i * (nFeatures + 1)]!));
}

/** Stochastic gradient descent with the bias at its best value; strengths at each time, WᵀW at the end. */
async function descend(
  spec: LinearDynamicsSpec,
  descent: DescentSpec,
  start: readonly number[],
  model: number,
  context: FigureContext,
): Promise<{ strength: number[][]; gram: number[] }> {
  const { nFeatures, nHidden, importance, duration } = descent;
  const { featureProbability, learningRate, batchSize, nTimes } = spec;
  const resolved = resolveRun({
    model: { kind: 'linear', nFeatures, nHidden },
    data: { featureProbability, importance },
    instances: { first: model },
    seed: spec.seed,
  });
  const problem = { model: resolved.spec.model, importance: resolved.importance, hiddenL1: 0 };
  const sampler = new BatchSampler(resolved, 0);
  const exact = {
    nFeatures,
    nHidden,
    importance,
    featureProbability: importance.map(() => featureProbability),
  };
  const weights = Float64Array.from(start);
  const strength: number[][] = importance.map(() => []);
  const product = (i: number, j: number): number => {
    let sum = 0;
    for (let h = 0; h < nHidden; h++) sum += weights[i * nHidden + h]! * weights[j * nHidden + h]!;
    return sum;
  };
  let step = 0;
  for (let k = 0; k < nTimes; k++) {
    const until = Math.round((duration * k) / (nTimes - 1) / learningRate);
    for (; step < until; step++) {
      const bias = linearOptimalBias({ ...exact, weights });
      const parameters: Parameters = { nInstances: 1, nFeatures, nHidden, weights, bias };
      const { gradient } = lossAndGradient(problem, parameters, sampler.batch(step, batchSize));
      for (let q = 0; q < weights.length; q++) weights[q]! -= learningRate * gradient.weights[q]!;
    }
    importance.forEach((_, i) => strength[i]!.push(product(i, i)));
    await breathe(context);
  }
  return { strength, gram: importance.flatMap((_, i) => importance.map((__, j) => product(i, j))) };
}
