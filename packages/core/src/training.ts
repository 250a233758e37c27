/**
 * What a thread needs that trains and nothing else: no specs, and so no schema library, which takes
 * longer to load than a worker takes to start. Exported as `@toymodels/core/training`; all of it is
 * in `@toymodels/core` too, and is the same there.
 */

export * from './errors.js';
export {
  checkParameters,
  PARAMETER_NAMES,
  parameterSizes,
  takeInstances,
  zeroParameters,
  type FloatArray,
  type ParameterName,
  type Parameters,
} from './parameters.js';
export { learningRateAt } from './train/schedule.js';
export type { TrainingState } from './train/backend.js';
export type { CompleteRunSpec } from './spec/types.js';
