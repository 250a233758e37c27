/**
 * Which polytopes a trained model's features form: from W alone, by structure, never by D_i.
 *
 * 1. Features with |W_i| above a threshold take part.
 * 2. They are joined where |cos| exceeds a limit; connected components are candidate factors.
 * 3. A component is named when its Gram matrix, scaled, fits that of a polytope closely and more
 *    closely than chance does.
 * 4. A component without a name may be two factors joined by noise: the limit is raised in steps,
 *    and the parts are kept if one with at least two features gets a name. What never does stays
 *    whole and unnamed, with its statistics.
 *
 * Source: Toy Models of Superposition, The Geometry of Superposition (uniform superposition, tegum
 * products). Why not by D_i: short unrepresented vectors shift every D_i, and entangled digons can
 * sit at 2/5 as a pentagon does.
 */
import { InvalidArgumentError, RandomStream, streamKey } from '@toymodels/core';
import { featureDimensionality } from '../dimensionality.js';
import { cosines, gram } from '../gram.js';
import { featureNorms, REPRESENTED_NORM, representedFeatures } from '../norms.js';
import { span } from '../span.js';
import type { WeightView } from '../view.js';
import { confidenceScale, type ConfidenceScale } from './confidence.js';
import { components, edgesAbove, type Edge } from './graph.js';
import { bestMatch, type Match } from './match.js';
import { polytopesOf } from './polytopes.js';

export interface IdentifyOptions {
  /** A feature takes part when |W_i| exceeds this, >= 0. Default 0.5. */
  readonly representedNorm?: number;
  /** Features are joined when |cos| exceeds this, in [0, 1). Default 0.1. */
  readonly edgeCosine?: number;
  /** How far the limit is raised to part what noise joins, in [edgeCosine, 1). Default 0.3, below the tetrahedron's 1/3. */
  readonly largestEdgeCosine?: number;
  /** A set is named when its misfit is at most this, in (0, 1]. Default 0.25. */
  readonly largestMisfit?: number;
  /** ... and its confidence at least this, in [0, 1). Default 0.9. */
  readonly leastConfidence?: number;
  /** Random sets behind a confidence, >= 1. Default 400. */
  readonly chanceDraws?: number;
  /** Seed of those sets. Default 0. */
  readonly seed?: number;
}

/** One set of features that is (nearly) orthogonal to all others. */
export interface Factor {
  /** Its features, increasing. */
  readonly features: readonly number[];
  /** `dedicated` for one feature, a polytope's name, or `unnamed`. */
  readonly name: string;
  /** Dimensions it spans (singular values above a tenth of the largest). */
  readonly span: number;
  /** The best named match, also of an unnamed factor if it is within the largest misfit; none for a single feature. */
  readonly fit?: Fit;
  /** Edges within it, at the limit it was found with. */
  readonly edges: readonly Edge[];
  /** Largest |cos| between a feature inside and a represented one outside; 0 if there is none. */
  readonly leakage: number;
  readonly statistics: FactorStatistics;
}

export interface Fit {
  /** The polytope that fits best. */
  readonly polytope: string;
  /** |G - c T|_F / |G|_F, >= 0: 0 is perfect. */
  readonly misfit: number;
  /** The misfit as noise: the standard deviation of each coordinate, relative to the vectors' length, that gives such a misfit on average. */
  readonly noise: number;
  /** In [0, 1): the share of random sets of this size that fit any polytope of this size less well. */
  readonly confidence: number;
  /** Vertex of each feature, in the order of `features`. */
  readonly vertices: readonly number[];
}

/** What can be said of any factor. */
export interface FactorStatistics {
  readonly meanNorm: number;
  /** Largest norm less smallest, relative to the mean. */
  readonly normSpread: number;
  /** D_i among the factor's own features: mean and sum; the sum equals the span of a tight frame. */
  readonly meanDimensionality: number;
  readonly sumDimensionality: number;
  readonly leastCosine: number;
  readonly largestCosine: number;
}

/** All factors of one model. */
export interface Identification {
  /** Features that took part, increasing. Each is in exactly one factor. */
  readonly represented: readonly number[];
  /** In the order of their first features. */
  readonly factors: readonly Factor[];
  /** Dimensions that all represented features span together. */
  readonly span: number;
}

const LIMIT_STEP = 0.04;

/** @throws InvalidArgumentError, ShapeError */
export function identify(view: WeightView, options: IdentifyOptions = {}): Identification {
  const complete = completeIdentifyOptions(options);
  const represented = representedFeatures(view, complete.representedNorm);
  const { nFeatures } = view;
  const context: Context = {
    ...complete,
    view,
    gram: gram(view),
    cosine: cosines(view),
    scale: confidenceScale(
      new RandomStream(streamKey(complete.seed, 'general')),
      complete.chanceDraws,
      complete.largestMisfit,
    ),
  };
  const sets = components(
    represented,
    edgesAbove(represented, context.cosine, nFeatures, complete.edgeCosine),
  );
  const found = sets.flatMap((features) => part(context, features, complete.edgeCosine));
  const factors = found
    .map((each) => describeFactor(context, each, represented))
    .sort((a, b) => a.features[0]! - b.features[0]!);
  return { represented, factors, span: represented.length === 0 ? 0 : span(restrict(view, represented)) };
}

interface Context extends Required<IdentifyOptions> {
  readonly view: WeightView;
  readonly gram: Float64Array;
  readonly cosine: Float64Array;
  readonly scale: ConfidenceScale;
}

interface Found {
  readonly features: number[];
  readonly limit: number;
  readonly named: boolean;
  readonly match?: Match;
  readonly confidence?: number;
}

/** A component as one factor, or as the factors into which a higher limit parts it. */
function part(context: Context, features: number[], limit: number): Found[] {
  const whole = nameSet(context, features, limit);
  if (whole.named) return [whole];
  for (let higher = limit + LIMIT_STEP; higher <= context.largestEdgeCosine + 1e-9; higher += LIMIT_STEP) {
    const sets = components(features, edgesAbove(features, context.cosine, context.view.nFeatures, higher));
    if (sets.length === 1) continue;
    const parts = sets.flatMap((set) => part(context, set, higher));
    // Single features alone prove nothing: any set falls apart when the limit is high enough.
    return parts.some(({ named, features: { length } }) => named && length > 1) ? parts : [whole];
  }
  return [whole];
}

function nameSet(context: Context, features: number[], limit: number): Found {
  const k = features.length;
  if (k === 1) return { features, limit, named: true };
  const { nFeatures } = context.view;
  const own = Float64Array.from(
    { length: k * k },
    (_, index) => context.gram[features[Math.floor(index / k)]! * nFeatures + features[index % k]!]!,
  );
  const match = bestMatch(own, polytopesOf(k), context.largestMisfit);
  if (match === undefined) return { features, limit, named: false };
  const confidence = context.scale.of(match.polytope, match.misfit);
  return { features, limit, named: confidence >= context.leastConfidence, match, confidence };
}

function describeFactor(context: Context, found: Found, represented: readonly number[]): Factor {
  const { features, named, match, confidence } = found;
  const { view, cosine } = context;
  const inside = new Set(features);
  const own = restrict(view, features);
  const norms = featureNorms(own);
  const dimensionality = featureDimensionality(own);
  const meanNorm = mean(norms);
  let [leakage, leastCosine, largestCosine] = [0, 1, -1];
  for (const i of features) {
    for (const j of represented) {
      const between = cosine[i * view.nFeatures + j]!;
      if (!inside.has(j)) leakage = Math.max(leakage, Math.abs(between));
      else if (i !== j) {
        leastCosine = Math.min(leastCosine, between);
        largestCosine = Math.max(largestCosine, between);
      }
    }
  }
  // A single feature has no pair to take a cosine of.
  if (features.length === 1) [leastCosine, largestCosine] = [0, 0];
  return {
    features,
    name: features.length === 1 ? 'dedicated' : named ? match!.polytope.name : 'unnamed',
    span: span(own),
    ...(match === undefined ? {} : { fit: fitOf(match, confidence!) }),
    edges: edgesAbove(features, cosine, view.nFeatures, found.limit),
    leakage,
    statistics: {
      meanNorm,
      normSpread: (Math.max(...norms) - Math.min(...norms)) / meanNorm,
      meanDimensionality: mean(dimensionality),
      sumDimensionality: mean(dimensionality) * features.length,
      leastCosine,
      largestCosine,
    },
  };
}

/**
 * Noise s on unit vectors v changes v_i . v_j by e_i . v_j + v_i . e_j: variance 2 s^2 off the
 * diagonal and 4 s^2 on it, together 2 s^2 k (k + 1); |T|_F^2 = k^2 / dimension for a tight frame.
 */
function fitOf({ polytope, misfit, vertices }: Match, confidence: number): Fit {
  const { nVertices: k, dimension } = polytope;
  return {
    polytope: polytope.name,
    misfit,
    noise: misfit * Math.sqrt(k / (2 * dimension * (k + 1))),
    confidence,
    vertices,
  };
}

/** The rows of some features, copied. */
function restrict({ weights, nHidden }: WeightView, features: readonly number[]): WeightView {
  const rows = new Float64Array(features.length * nHidden);
  features.forEach((feature, row) =>
    rows.set(weights.subarray(feature * nHidden, (feature + 1) * nHidden), row * nHidden),
  );
  return { weights: rows, nFeatures: features.length, nHidden };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function completeIdentifyOptions(options: IdentifyOptions): Required<IdentifyOptions> {
  const defaults: Required<IdentifyOptions> = {
    representedNorm: REPRESENTED_NORM,
    edgeCosine: 0.1,
    largestEdgeCosine: 0.3,
    largestMisfit: 0.25,
    leastConfidence: 0.9,
    chanceDraws: 400,
    seed: 0,
  };
  for (const key of Object.keys(options)) {
    if (!(key in defaults))
      throw new InvalidArgumentError(
        `unknown option "${key}" of identify; known are ${Object.keys(defaults).join(', ')}`,
      );
  }
  const complete = { ...defaults, ...options };
  const { edgeCosine, largestEdgeCosine, largestMisfit, leastConfidence, chanceDraws } = complete;
  const checks: [boolean, string, number, string][] = [
    [0 <= edgeCosine && edgeCosine < 1, 'edgeCosine', edgeCosine, 'a cosine in [0, 1)'],
    [
      edgeCosine <= largestEdgeCosine && largestEdgeCosine < 1,
      'largestEdgeCosine',
      largestEdgeCosine,
      'a cosine in [edgeCosine, 1)',
    ],
    [0 < largestMisfit && largestMisfit <= 1, 'largestMisfit', largestMisfit, 'a number in (0, 1]'],
    [0 <= leastConfidence && leastConfidence < 1, 'leastConfidence', leastConfidence, 'a number in [0, 1)'],
    [Number.isInteger(chanceDraws) && chanceDraws >= 1, 'chanceDraws', chanceDraws, 'a whole number >= 1'],
  ];
  for (const [good, name, given, allowed] of checks) {
    if (!good) throw new InvalidArgumentError(`${name} is ${given}; give ${allowed}`);
  }
  return complete;
}
