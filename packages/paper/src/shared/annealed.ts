/**
 * Models carried from denser to sparser data: at each density training begins where it ended at the one before.
 *
 * The optimiser and its schedule begin anew at each density; samples are those of training directly there. Sparse data
 * show a feature so seldom that a model from scratch settles before it has seen its way; a model that computes
 * the features already has only to give way.
 */

import { takeInstances, type RunResult, type RunSpec } from '@toymodels/core';
import type { FigureContext } from '../figure.js';
import { trainOne } from './raw-training.js';
import { stage } from './stages.js';

/**
 * Carries the models of a run's first instance through the densities of the others.
 *
 * @param spec one instance a density, densest first; every start is kept
 * @param direct that run, trained; its first instance is where the models begin
 * @returns one result a density from the second on
 * @throws AbortedError, InvalidArgumentError as of `trainOne`
 */
export async function annealed(
  spec: RunSpec,
  direct: RunResult,
  context: FigureContext,
): Promise<RunResult[]> {
  const densities = spec.instances?.featureProbability as readonly number[];
  const results: RunResult[] = [];
  const dense = direct.models.flatMap(({ instance }, index) => (instance === 0 ? [index] : []));
  let initial = takeInstances(direct.state.parameters, dense);
  for (const [place, p] of densities.entries()) {
    if (place === 0) continue;
    const part = stage(context, (place - 1) / (densities.length - 1), place / (densities.length - 1));
    const at = { ...spec, instances: { first: place, featureProbability: [p] } };
    const result = await trainOne(`carried to ${p}`, at, part, { initial });
    results.push(result);
    initial = result.state.parameters;
  }
  return results;
}
