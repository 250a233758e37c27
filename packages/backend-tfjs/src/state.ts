/** The state that a trainer begins with: checked, copied, and rounded to what devices hold. */

import {
  checkParameters,
  PARAMETER_NAMES,
  ShapeError,
  type Parameters,
  type ResolvedRun,
  type TrainingState,
} from '@toymodels/core';

/** @throws ShapeError for a state that is not of this run */
export function checkState({ spec, nModels }: ResolvedRun, state: TrainingState): void {
  for (const part of [state.parameters, state.firstMoment, state.secondMoment]) {
    checkParameters(part, spec.model, nModels);
  }
  for (const name of ['step', 'windowLoss'] as const) {
    const { length } = state[name];
    if (length !== nModels) {
      throw new ShapeError(`${name} has ${length} numbers; there are ${nModels} models, so give one each`);
    }
  }
}

/** A copy in float32 that a trainer may write to. */
export function ownState({
  parameters,
  firstMoment,
  secondMoment,
  step,
  windowLoss,
}: TrainingState): TrainingState {
  return {
    parameters: asFloat32(parameters),
    firstMoment: asFloat32(firstMoment),
    secondMoment: asFloat32(secondMoment),
    step: step.slice(),
    windowLoss: windowLoss.slice(),
  };
}

function asFloat32(parameters: Parameters): Parameters {
  const copy = { ...parameters };
  for (const name of PARAMETER_NAMES) {
    const tensor = parameters[name];
    if (tensor) copy[name] = Float32Array.from(tensor);
  }
  return copy;
}
