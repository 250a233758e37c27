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
