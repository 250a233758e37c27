/**
 * The correspondence between polytopes and low-rank matrices W^T W.
 *
 * Nothing is trained and nothing is drawn by lot; the seed is there as every figure has one, and does nothing.
 */

import type { PresetName } from '../../figure.js';

export interface LowRankSpec {
  readonly seed: number;
  /** Polytopes, by the relations among their features: null vectors of W, [relation][feature]. */
  readonly relations: Readonly<Record<string, readonly (readonly number[])[]>>;
}

/** cos and sin of k 2 pi i / 5, to double precision. */
const harmonic = (k: number): number[][] =>
  [Math.cos, Math.sin].map((wave) =>
    Array.from({ length: 5 }, (_, i) => Number(wave((2 * Math.PI * k * i) / 5).toFixed(12))),
  );

const relations: LowRankSpec['relations'] = {
  digon: [[1, 1]],
  triangle: [[1, 1, 1]],
  square: [
    [1, 1, 0, 0],
    [0, 0, 1, 1],
  ],
  tetrahedron: [[1, 1, 1, 1]],
  pentagon: [[1, 1, 1, 1, 1], ...harmonic(2)],
  'triangular bipyramid': [
    [1, 1, 1, 0, 0],
    [0, 0, 0, 1, 1],
  ],
  octahedron: [
    [1, 1, 0, 0, 0, 0],
    [0, 0, 1, 1, 0, 0],
    [0, 0, 0, 0, 1, 1],
  ],
};

const spec: LowRankSpec = { seed: 0, relations };

export const presets: Readonly<Record<PresetName, LowRankSpec>> = { paper: spec, quick: spec };
