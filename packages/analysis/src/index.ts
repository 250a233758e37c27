export { antipodalPairs, type AntipodalOptions, type AntipodalPair } from './antipodal.js';
export { dimensionsPerFeature, featureDimensionality } from './dimensionality.js';
export { cosines, gram } from './gram.js';
export { featureNorms, REPRESENTED_NORM, representedFeatures } from './norms.js';
export { canonicalPlane, type OrientationOptions, type OrientedPlane } from './orientation.js';
export { superposition } from './superposition.js';
export {
  checkView,
  instanceOf,
  type InstanceView,
  type ParametersLike,
  type RealArray,
  type WeightView,
} from './view.js';
