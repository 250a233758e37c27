export * from './errors.js';
export { VERSION } from './generated/version.js';
export { logFloat32 } from './numeric/log-float32.js';
export { cosPi, exp, log, pow, powInteger } from './numeric/elementary.js';
export { philox4x32, type Word2, type Word4 } from './random/philox.js';
export { LANES, LaneGenerator, UNIT_24 } from './random/lanes.js';
export { MAX_SEED, PURPOSE, RandomStream, streamKey, type Purpose } from './random/stream.js';
export type * from './spec/types.js';
export { runSpecJsonSchema, runSpecSchema } from './spec/schema.js';
export { parseWith } from './spec/validate.js';
export { curveAt, featureNumbers } from './spec/curves.js';
export {
  completeSpec,
  instanceOfModel,
  resolveRun,
  type DrawUnit,
  type ResolvedRun,
} from './spec/resolve.js';
export {
  checkParameters,
  initialParameters,
  PARAMETER_NAMES,
  parameterSizes,
  takeInstances,
  zeroParameters,
  type FloatArray,
  type ParameterName,
  type Parameters,
} from './parameters.js';
export { activityOf, type Activity } from './data/activity.js';
export {
  drawScheme,
  gapRuleOf,
  GAPS_BELOW,
  NON_EMPTY_GAPS_BELOW,
  type DrawScheme,
  type GapRule,
} from './data/gaps.js';
export {
  activeAttack,
  attackDirections,
  attackedBatch,
  attackKey,
  AttackSampler,
  LEAST_SQUARED_ROW,
} from './data/attack.js';
export { BatchSampler, CHUNK_SAMPLES, dataKey } from './data/sampler.js';
export {
  lossAndGradient,
  MODEL_FORMS,
  weightedLossAndGradient,
  type LossAndGradient,
  type LossProblem,
  type ModelForm,
} from './reference/loss.js';
export { referenceBackend } from './reference/backend.js';
export { adamwUpdate } from './train/adamw.js';
export { learningRateAt } from './train/schedule.js';
export { initialState } from './train/state.js';
export type {
  AdvanceOptions,
  AdvanceResult,
  Backend,
  BackendInfo,
  Trainer,
  TrainerProgress,
  TrainingState,
} from './train/backend.js';
export {
  train,
  trainToEnd,
  type TrainingEvent,
  type TrainingProgress,
  type TrainOptions,
  type TrainToEndOptions,
} from './train/train.js';
export type { Checkpoint, LossHistory, ModelRecord, RunResult } from './train/result.js';
export { decodeSafetensors, encodeSafetensors, type Tensor, type TensorData } from './run/safetensors.js';
export { decodeRun, encodeRun } from './run/store.js';
