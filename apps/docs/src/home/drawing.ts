/** The two drawings of the first page: the same while the site is built and under the reader's hand. */
import { featureVectors, weightsPortrait } from '@toymodels/plots';
import { N_FEATURES, N_HIDDEN } from './optimum.js';

export interface Drawings {
  readonly vectors: string;
  readonly portrait: string;
}

/** px; the page fits them to the room there is, and no phone shrinks their letters. */
const VECTORS_WIDTH = 330;
const PORTRAIT_WIDTH = 340;

/** Colours mean the same at every density: no |W_i|² and no |b| gets beyond it. */
const RANGE = 1.4;

/**
 * @param weights W, [feature, hidden]
 * @param bias b, [feature]
 * @param title what is seen, for those who cannot see it
 */
export function draw(weights: Float64Array, bias: Float64Array, title: string): Drawings {
  const view = { weights, nFeatures: N_FEATURES, nHidden: N_HIDDEN };
  const shared = { theme: 'auto', showTitle: false, title } as const;
  return {
    vectors: featureVectors([{ title: '', view, importance: new Array<number>(N_FEATURES).fill(1) }], {
      ...shared,
      width: VECTORS_WIDTH,
      idPrefix: 'sparsity-vectors',
      description: 'Five feature vectors in the plane, drawn from the middle of a unit circle.',
    }),
    portrait: weightsPortrait([{ title: '', view, bias }], {
      ...shared,
      width: PORTRAIT_WIDTH,
      idPrefix: 'sparsity-portrait',
      range: RANGE,
      description: 'Heat map of the dot products of all features, their biases, and their lengths as bars.',
    }),
  };
}
