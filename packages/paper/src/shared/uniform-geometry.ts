/**
 * Uniform superposition: what geometry the features of a large model with equal features form, as compact data;
 * and the best that mutually orthogonal polytopes can do, exactly.
 *
 * Features of different polytopes are orthogonal and do not interfere, so the loss of a product is the sum of
 * those of its factors, whatever n. With v = p/3 - p^2/4, the loss of an unrepresented feature at its best
 * bias, a polytope of k features in d dimensions saves (k v - L_polytope) / d for each dimension. The polytope that
 * saves most fills the m dimensions best, and L = n v - m * saving (for n large enough, and m a multiple of d).
 *
 * Source: Toy Models of Superposition, The Geometry of Superposition. The products' exact loss is computed here.
 */

import { dimensionsPerFeature, featureDimensionality, identify, instanceOf } from '@toymodels/analysis';
import type { Edge } from '@toymodels/analysis';
import type { RunResult } from '@toymodels/core';
import type { GraphPanel } from '@toymodels/plots';
import { namedPolytope, optimiseFrom, type PolytopeName } from '@toymodels/theory';
import type { FigureRun } from './training.js';
import { number } from './words.js';

/** One orthogonal set of features that interferes with no other. */
export interface FactorData {
  /** A polytope's name, `dedicated` or `unnamed`. */
  readonly name: string;
  /** Ascending. */
  readonly features: readonly number[];
}

/** One trained model, without its weights. */
export interface GeometryModel {
  readonly restart: number;
  readonly featureProbability: number;
  /** Loss on the samples of the final evaluation. */
  readonly loss: number;
  /** D* = m / |W|_F^2. */
  readonly perFeature: number;
  /** sum_i D_i over all features, as the paper defines D_i. */
  readonly sum: number;
  /** Features with a norm above REPRESENTED_NORM of the analysis package. */
  readonly nRepresented: number;
  /** D_i, [feature], to 4 decimals: among represented features for these, with all features for the others. */
  readonly dimensionality: readonly number[];
  /** Sets of represented features, by the first of them. */
  readonly factors: readonly FactorData[];
}

/** The edges of a model's graph: pairs i < j and 100 times the cosine, flat [i, j, cosine, ...], strongest first. */
export interface GraphData {
  readonly edges: readonly number[];
  /** How many edges there were before the weakest were left out. */
  readonly nEdges: number;
  /** Vertex of each feature of each factor, in the factor's order; empty where there is no fit. */
  readonly vertices: readonly (readonly number[])[];
}

/** More edges than this in one small graph are one dark spot. */
const MOST_EDGES = 600;

const round = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** Every model that the run kept. */
export function geometryOf(result: RunResult): { model: GeometryModel; graph: GraphData }[] {
  const kept = result.models.filter(({ selected }) => selected);
  const { nFeatures, nHidden } = result.parameters;
  return kept.map(({ instance, restart, loss }, row) => {
    const view = instanceOf(result.parameters, row);
    const found = identify(view);
    const all = featureDimensionality(view);
    const shown = Array.from(all);
    const represented = new Float64Array(found.represented.length * nHidden);
    found.represented.forEach((feature, place) =>
      represented.set(view.weights.subarray(feature * nHidden, (feature + 1) * nHidden), place * nHidden),
    );
    if (found.represented.length > 0) {
      const own = featureDimensionality({
        weights: represented,
        nFeatures: found.represented.length,
        nHidden,
      });
      found.represented.forEach((feature, place) => (shown[feature] = own[place]!));
    }
    const edges = found.factors
      .flatMap((factor) => factor.edges)
      .sort(
        (a, b) =>
          Math.abs(b.cosine) - Math.abs(a.cosine) ||
          a.features[0] - b.features[0] ||
          a.features[1] - b.features[1],
      );
    const model: GeometryModel = {
      restart,
      featureProbability: densityOf(result, instance),
      loss: round(loss, 6),
      perFeature: round(dimensionsPerFeature(view), 5),
      sum: round(
        all.reduce((sum, each) => sum + each, 0),
        4,
      ),
      nRepresented: found.represented.length,
      dimensionality: shown.slice(0, nFeatures).map((each) => round(each, 4)),
      factors: found.factors.map(({ name, features }) => ({ name, features })),
    };
    const graph: GraphData = {
      edges: edges
        .slice(0, MOST_EDGES)
        .flatMap(({ features: [i, j], cosine }) => [i, j, Math.round(100 * cosine)]),
      nEdges: edges.length,
      vertices: found.factors.map(({ name, fit }) => (fit && name !== 'unnamed' ? fit.vertices : [])),
    };
    return { model, graph };
  });
}

/** p of an instance whose features all have the same. */
export function densityOf({ spec }: RunResult, instance: number): number {
  const values = spec.instances.featureProbability;
  if (Array.isArray(values) && typeof values[instance] === 'number') return values[instance];
  return spec.data.featureProbability as number;
}

/** Logarithmically spaced 1/(1-S) from 1 to `last`, as p, rounded so that it reads well. */
export function densities(count: number, last: number): number[] {
  return Array.from({ length: count }, (_, k) => Number((last ** (-k / (count - 1))).toPrecision(4)));
}

/**
 * A run over densities p; every start is kept.
 *
 * A step of Adam moves W x by up to rate * n on dense data: the rate is 2/n, and 0.02 at most, since larger ones push
 * the outputs of features below 0 for good (n = 400 at 0.02: loss 74 % above the exact one at 1/(1-S) = 1.2).
 */
export function uniformRun(
  nFeatures: number,
  nHidden: number,
  featureProbability: readonly number[],
  training: { readonly steps: number; readonly starts: number },
): FigureRun {
  const { steps, starts } = training;
  return {
    model: { kind: 'relu-output', nFeatures, nHidden },
    data: { featureProbability: 1, importance: 1 },
    instances: { count: featureProbability.length, featureProbability },
    training: {
      steps,
      batchSize: 256,
      optimiser: { learningRate: Math.min(2e-2, 2 / nFeatures), schedule: 'linear' },
      initialisation: { scale: 0.1 },
      restarts: { count: starts, keep: 'all' },
      evaluationSamples: 8192,
    },
  };
}

/** Loss of an unrepresented feature of importance 1 at its best bias: the variance of its value, v = p/3 - p^2/4. */
export function unusedLoss(featureProbability: number): number {
  return featureProbability / 3 - featureProbability ** 2 / 4;
}

/** The exact loss of the best orthogonal product at one p. */
export interface ProductData {
  readonly featureProbability: number;
  /** The polytope that saves most for each dimension. */
  readonly best: string;
  /** Population loss of n features in m dimensions filled with it. */
  readonly loss: number;
  /** D* of that product, m / |W|_F^2. */
  readonly perFeature: number;
}

const CANDIDATES: readonly PolytopeName[] = [
  'digon',
  'triangle',
  'tetrahedron',
  'pentagon',
  'square-antiprism',
];

/** Fills m dimensions with the polytope that saves most; exact, at one p for all features of importance 1. */
export function bestProduct(featureProbability: number, nFeatures: number, nHidden: number): ProductData {
  const p = featureProbability;
  const unused = unusedLoss(p);
  let best = { name: 'dedicated', saving: unused, squares: 1 };
  for (const name of CANDIDATES) {
    const shape = namedPolytope(name);
    const k = shape.nFeatures;
    const problem = {
      nFeatures: k,
      nHidden: shape.nHidden,
      importance: new Array<number>(k).fill(1),
      featureProbability: new Array<number>(k).fill(p),
    };
    const { loss, weights } = optimiseFrom(
      problem,
      { weights: shape.weights, bias: new Array<number>(k).fill(-0.01) },
      { gradientTolerance: 1e-6 * p },
    );
    const saving = (k * unused - loss) / shape.nHidden;
    const squares = weights.reduce((sum, w) => sum + w * w, 0) / shape.nHidden;
    // A descent that leaves the shape (a digon that becomes one dedicated feature) ties with what it became.
    if (saving > best.saving * (1 + 1e-9)) best = { name: name.replace('-', ' '), saving, squares };
  }
  return {
    featureProbability: p,
    best: best.name,
    loss: nFeatures * unused - nHidden * best.saving,
    perFeature: 1 / best.squares,
  };
}

/** A model as a panel of `featureGraph`. */
export function graphPanel(model: GeometryModel, graph: GraphData, nFeatures: number): GraphPanel {
  const setOf = new Map(
    model.factors.flatMap(({ features }, set) => features.map((feature) => [feature, set])),
  );
  const edges: Edge[][] = model.factors.map(() => []);
  for (let k = 0; k < graph.edges.length; k += 3) {
    const [i, j, cosine] = graph.edges.slice(k, k + 3) as [number, number, number];
    edges[setOf.get(i)!]!.push({ features: [i, j], cosine: cosine / 100 });
  }
  return {
    title: `1/(1−S) = ${number(1 / model.featureProbability)}`,
    factors: model.factors.map(({ name, features }, set) => {
      const vertices = graph.vertices[set]!;
      return { name, features, edges: edges[set]!, ...(vertices.length > 0 ? { fit: { vertices } } : {}) };
    }),
    nIgnored: nFeatures - model.nRepresented,
  };
}
