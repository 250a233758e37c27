/**
 * Feature-geometry graphs: features as nodes, interference as edges, each connected set laid out as
 * the sign of its polytope and coloured by it. Small enough for many in a row.
 *
 * Source: Toy Models of Superposition, The Geometry of Superposition.
 */
import type { Edge } from '@toymodels/analysis';
import { UnsupportedError } from '@toymodels/core';
import { type FigureOptions } from '../options.js';

/** A set of features that interfere with each other and (nearly) with no others. A factor of an `Identification` fits. */
export interface GraphFactor {
  readonly features: readonly number[];
  /** A polytope's name, `dedicated` or `unnamed`. */
  readonly name: string;
  /** Pairs that interfere; the cosine sets how strongly an edge is drawn. */
  readonly edges: readonly Edge[];
  /** Vertex of each feature; default their order. */
  readonly fit?: { readonly vertices: readonly number[] };
}

/** One model. */
export interface GraphPanel {
  readonly title: string;
  readonly subtitle?: string;
  readonly factors: readonly GraphFactor[];
  /** Features that are not represented, named as a count below; default 0. */
  readonly nIgnored?: number;
}

export interface FeatureGraphOptions extends FigureOptions {
  /** Panels are at least this wide, px; default 140. */
  readonly minPanelWidth?: number;
  /** Numbers at the nodes (feature index + 1), default false. */
  readonly featureLabels?: boolean;
}

/** Stand-alone SVG. @throws InvalidArgumentError */
export function featureGraph(panels: readonly GraphPanel[], options: FeatureGraphOptions): string {
  throw new UnsupportedError(`featureGraph is being written: ${panels.length} ${options.title}`);
}
