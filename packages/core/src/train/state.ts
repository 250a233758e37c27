/** Where a run begins. */

import { initialParameters, zeroParameters, type Parameters } from '../parameters.js';
import type { ResolvedRun } from '../spec/resolve.js';
import type { TrainingState } from './backend.js';

/**
 * The state before the first step.
 *
 * @param parameters of all `nModels` models; default the seeded initial ones
 */
export function initialState(
  run: ResolvedRun,
  parameters: Parameters = initialParameters(run),
): TrainingState {
  return {
    parameters,
    firstMoment: zeroParameters(run.spec.model, run.nModels),
    secondMoment: zeroParameters(run.spec.model, run.nModels),
    step: new Uint32Array(run.nModels),
    windowLoss: new Float64Array(run.nModels),
  };
}
