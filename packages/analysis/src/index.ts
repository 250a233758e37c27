export * from './attacks/attacks.js';
export { attackDirections, type AttackDirections } from './attacks/directions.js';
export { drawInputs, type DrawOptions, type SampledInputs } from './attacks/inputs.js';
export * from './dictionary/learn.js';
export * from './dictionary/match.js';
export {
  hiddenActivations,
  sparseCodes,
  type Activations,
  type SparseCodeOptions,
} from './dictionary/sparse-codes.js';
export * from './dynamics/jumps.js';
export * from './dynamics/loss-drops.js';
export * from './dynamics/stages.js';
export * from './frequency.js';
export { canonicalNeurons, type CanonicalNeurons, type CanonicalOptions } from './neurons/canonical.js';
export * from './neurons/codes.js';
export { neuronGains } from './neurons/gains.js';
export * from './neurons/motif.js';
export * from './neurons/stacks.js';
export {
  checkNeurons,
  neuronsOf,
  type NeuronInstance,
  type NeuronParameters,
  type NeuronView,
} from './neurons/view.js';
export * from './packings/coherence.js';
export * from './packings/growth.js';
export * from './packings/optimise.js';
export {
  randomPacking,
  rejectionPacking,
  type Packing,
  type PackingCount,
  type RejectionOptions,
} from './packings/random.js';
export * from './sets/circle.js';
export * from './sets/collapse.js';
export * from './sets/cosines.js';
export * from './sets/identity.js';
export { antipodalPairs, type AntipodalOptions, type AntipodalPair } from './antipodal.js';
export { dimensionsPerFeature, featureDimensionality } from './dimensionality.js';
export { cosines, gram } from './gram.js';
export { composition, tegumName, type Share } from './identification/describe.js';
export { type Edge } from './identification/graph.js';
export {
  identify,
  type Factor,
  type FactorStatistics,
  type Fit,
  type Identification,
  type IdentifyOptions,
} from './identification/identify.js';
export { featureNorms, REPRESENTED_NORM, representedFeatures } from './norms.js';
export { canonicalPlane, type OrientationOptions, type OrientedPlane } from './orientation.js';
export { singularValues, span, SPAN_TOLERANCE } from './span.js';
export { superposition } from './superposition.js';
export {
  checkView,
  instanceOf,
  type InstanceView,
  type ParametersLike,
  type RealArray,
  type WeightView,
} from './view.js';
