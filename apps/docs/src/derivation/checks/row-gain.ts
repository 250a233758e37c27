/** How far an attack can move outputs. */
import { attackGains, featureDimensionalities, strongestGain } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { onInputs } from '../numerical.js';
import { THREE_VECTORS, threeFeatures } from './shared.js';

const DIRECTIONS = 3000;

/** Unit vectors spread evenly over the sphere, on a spiral. */
const direction = (k: number): Float64Array => {
  const z = 1 - (2 * k + 1) / DIRECTIONS;
  const angle = k * Math.PI * (3 - Math.sqrt(5));
  const across = Math.sqrt(1 - z * z);
  return Float64Array.of(across * Math.cos(angle), across * Math.sin(angle), z);
};
const ALL = Array.from({ length: DIRECTIONS }, (_, k) => direction(k));

export const check: Check = {
  title: 'The strongest attack of length 1, without the ReLU',
  leftIs: 'the best of 3000 directions, tried on the model itself: for output 1 alone, then for all outputs',
  rightIs: 'the formulas',
  sliders: [],
  vectors: THREE_VECTORS,
  rows({ weights }) {
    const linear = threeFeatures('linear', weights, 0);
    const most = (importance: Float64Array): number => {
      const target = new Float64Array(3);
      return Math.max(...ALL.map((x) => onInputs({ ...linear, importance }, x, target).loss));
    };
    const own = attackGains(linear).ownOutput[0]!;
    const squared = weights[0]! ** 2 + weights[1]! ** 2;
    const all = strongestGain(linear);
    return [
      {
        of: '\\max (M\\delta)_1^2',
        left: most(Float64Array.of(1, 0, 0)),
        right: squared ** 2 / featureDimensionalities(linear)[0]!,
        within: rounding(own, 2.3),
      },
      {
        of: '\\max |M\\delta|^2',
        left: most(new Float64Array(3).fill(1)),
        right: all,
        within: rounding(all, 2.3),
      },
    ];
  },
  remark({ weights }) {
    const [first] = featureDimensionalities(threeFeatures('linear', weights, 0));
    return `Feature 1 has D = ${first!.toFixed(3)}: ${(1 / first!).toFixed(2)} features to a dimension, where it stands.`;
  },
};
