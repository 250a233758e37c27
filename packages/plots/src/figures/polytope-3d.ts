/**
 * Vectors in three dimensions from a given direction: vertices, edges and faces of their hull, depth
 * by size and tone. A pure function of points and angles, so that a page can turn it.
 *
 * Also for points on a sphere (Thomson's problem): `sphere: true`.
 */
import { UnsupportedError } from '@toymodels/core';
import { type FigureOptions } from '../options.js';

/** One configuration. */
export interface Polytope3dPanel {
  /** A few words above the panel; '' for none. */
  readonly title: string;
  readonly subtitle?: string;
  /** [point, 3], row-major, finite; e.g. W of a model with nHidden = 3. */
  readonly points: ArrayLike<number>;
  /** A short word at each point, [point]. Default: 1, 2, 3 ...; [] for none. */
  readonly labels?: readonly string[];
  /** Set of each point, [point], whole numbers >= 0: hue and shape, as in {@link featureVectors}. */
  readonly sets?: readonly number[];
  /** `hull` (default): edges and faces of the convex hull; `none`; or pairs of points. */
  readonly edges?: 'hull' | 'none' | readonly (readonly [number, number])[];
  /** Name of the polytope it forms: its hue. Default: ink. */
  readonly polytope?: string;
}

export interface Polytope3dOptions extends FigureOptions {
  /** Degrees around the vertical (third) axis, default 25. */
  readonly azimuth?: number;
  /** Degrees above the plane of the first two, from -90 to 90, default 18. */
  readonly elevation?: number;
  /** Lines from the origin to each point, default true. */
  readonly spokes?: boolean;
  /** The unit sphere as a circle with its equator, default false. */
  readonly sphere?: boolean;
  /** Panels are at least this wide, px; default 120. */
  readonly minPanelWidth?: number;
}

/** Stand-alone SVG. @throws InvalidArgumentError, ShapeError */
export function polytope3d(panels: readonly Polytope3dPanel[], options: Polytope3dOptions): string {
  throw new UnsupportedError(`polytope3d is being written: ${panels.length} ${options.title}`);
}
