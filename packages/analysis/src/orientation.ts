/**
 * One orientation for all equivalent two-dimensional solutions.
 *
 * A model without a privileged basis has the same loss for W and O W, O any rotation or
 * reflection of the hidden space; without this, every seed would be drawn turned differently.
 * The most important represented feature is made to point up; of the others the most important
 * one that is not on the same line is made to point right.
 *
 * Not for models with a ReLU on the hidden layer: there the axes mean something.
 */
import { UnsupportedError, ShapeError } from '@toymodels/core';
import { featureNorms, REPRESENTED_NORM, representedFeatures } from './norms.js';
import { checkView, type RealArray, type WeightView } from './view.js';

export interface OrientationOptions {
  /** Importance of each feature, [feature]. Default: features come in decreasing importance. */
  readonly importance?: RealArray | readonly number[];
  /** A feature counts as represented when |W_i| exceeds this, >= 0. Default 0.5. */
  readonly representedNorm?: number;
}

/** The turned solution and the map that turned it. */
export interface OrientedPlane {
  /** O W, [feature, 2], owned by the caller. */
  readonly weights: Float64Array;
  readonly nFeatures: number;
  readonly nHidden: 2;
  /** O, 2 x 2, row-major, orthogonal: W_i -> O W_i. */
  readonly map: readonly [number, number, number, number];
}

/** Sine of the angle below which two features count as lying on one line (about 6 degrees). */
const COLLINEAR_SINE = 0.1;

/**
 * Turns and, where needed, reflects a solution with nHidden = 2.
 *
 * When no feature is represented, the longest one takes the place of the most important; all
 * zeros are returned as they are.
 *
 * @throws UnsupportedError when nHidden is not 2
 */
export function canonicalPlane(view: WeightView, options: OrientationOptions = {}): OrientedPlane {
  checkView(view);
  const { weights, nFeatures, nHidden } = view;
  if (nHidden !== 2) {
    throw new UnsupportedError(
      `only solutions with 2 hidden dimensions lie in the plane; these have ${nHidden}`,
    );
  }
  const { importance, representedNorm = REPRESENTED_NORM } = options;
  if (importance !== undefined && importance.length !== nFeatures) {
    throw new ShapeError(
      `importance has ${importance.length} numbers; give one for each of the ${nFeatures} features`,
    );
  }
  const rank = (i: number): number => (importance === undefined ? -i : importance[i]!);
  const norms = featureNorms(view);
  let order = representedFeatures(view, representedNorm).sort((i, j) => rank(j) - rank(i) || i - j);
  if (order.length === 0) {
    order = Array.from(norms.keys())
      .filter((i) => norms[i]! > 0)
      .sort((i, j) => norms[j]! - norms[i]!);
  }
  const first = order[0];
  let map: [number, number, number, number] = [1, 0, 0, 1];
  if (first !== undefined) {
    const x = weights[2 * first]! / norms[first]!;
    const y = weights[2 * first + 1]! / norms[first]!;
    // Rows: the direction that becomes right, the direction that becomes up.
    const right = (i: number): number => y * weights[2 * i]! - x * weights[2 * i + 1]!;
    const second = order.find((i) => Math.abs(right(i)) > COLLINEAR_SINE * norms[i]!);
    const side = second !== undefined && right(second) < 0 ? -1 : 1;
    map = [side * y, -side * x, x, y];
  }
  const turned = new Float64Array(2 * nFeatures);
  for (let i = 0; i < nFeatures; i++) {
    const x = weights[2 * i]!;
    const y = weights[2 * i + 1]!;
    turned[2 * i] = map[0] * x + map[1] * y;
    turned[2 * i + 1] = map[2] * x + map[3] * y;
  }
  return { weights: turned, nFeatures, nHidden: 2, map };
}
