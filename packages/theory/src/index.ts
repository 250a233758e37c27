export {
  type DataLaw,
  type ExactInput,
  type ExactProblem,
  type FeatureGroup,
  type Numbers,
  type TiedWeights,
  gramMatrix,
} from './input.js';

export * from './linear/moments.js';
export * from './linear/loss.js';
export * from './linear/optimum.js';
export * from './linear/dynamics.js';

export * from './exact/one-sparse.js';
export { MAX_ACTIVE, activeMoments, type ActiveMoments } from './exact/active-moments.js';
export { MAX_SUPPORT_FEATURES, supportProbabilities } from './exact/supports.js';
export {
  MAX_EXACT_FEATURES,
  ReluOutputLoss,
  reluOutputLoss,
  reluOutputLossAndGradient,
  type LossAndGradient,
} from './exact/relu-output.js';
export * from './exact/split.js';

export * from './optimise/bfgs.js';
export * from './optimise/relu-objective.js';
export * from './optimise/multi-start.js';

export * from './phase/two-features.js';
export * from './phase/three-features.js';
export * from './phase/mcgrath.js';
export * from './phase/landau.js';
export * from './phase/tricritical.js';
export * from './phase/full-optimum.js';
export * from './phase/name-phase.js';
export * from './phase/phase-map.js';

export * from './geometry/dimensionality.js';
export * from './geometry/polytopes.js';
export * from './geometry/kgon.js';
export * from './geometry/thomson.js';
export * from './geometry/crossover.js';

export * from './adversarial/mean-norm.js';
export * from './adversarial/attack.js';
export * from './adversarial/second-order.js';
export * from './adversarial/arrangements.js';

export * from './compression/sensing.js';
export * from './compression/packing.js';
export * from './compression/nonlinear.js';

export { MAX_HIDDEN_FEATURES, absoluteValueLoss, reluHiddenLoss, type HiddenInput } from './hidden/exact.js';
export * from './hidden/one-sparse.js';
export * from './hidden/absolute-value.js';

export * from './check/evaluate-case.js';
