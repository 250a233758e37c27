/** Builds each product, measures it, and looks for it among the exact minima of as many features. */

import { featureDimensionality, identify, tegumName, type WeightView } from '@toymodels/analysis';
import { findOptima, namedPolytope, type PolytopeName } from '@toymodels/theory';
import { AbortedError, type FigureContext } from '../../figure.js';
import { mapStaged } from '../../shared/stages.js';
import type { TegumSpec } from './spec.js';

export interface MinimumData {
  /** Name of the whole, found from its weights. */
  readonly name: string;
  readonly loss: number;
  /** Share of the starts that end here. */
  readonly share: number;
  /** D_i, [feature]. */
  readonly dimensionality: readonly number[];
}

export interface ProductData {
  /** The polytope built. */
  readonly built: string;
  /** What its features are found to be, as a whole. */
  readonly found: string;
  readonly nFeatures: number;
  /** W, [feature, 3]. */
  readonly weights: readonly number[];
  /** D_i of the built one, [feature]. */
  readonly dimensionality: readonly number[];
  /** Factors, by name, with their features. */
  readonly factors: readonly { readonly name: string; readonly features: readonly number[] }[];
  /** Exact minima of as many equal features in three dimensions, lowest loss first, at most eight. */
  readonly minima: readonly MinimumData[];
}

export interface TegumData {
  readonly products: readonly ProductData[];
}

const BUILT: readonly PolytopeName[] = ['triangular-bipyramid', 'octahedron', 'pentagonal-bipyramid'];
const round = (value: number): number => Number(value.toPrecision(9));

export async function run(spec: TegumSpec, context: FigureContext): Promise<TegumData> {
  const products = await mapStaged(context, 'exact descent', BUILT, async (name): Promise<ProductData> => {
    const built = namedPolytope(name);
    const identification = identify(built);
    return {
      built: name.replaceAll('-', ' '),
      found: tegumName(identification),
      nFeatures: built.nFeatures,
      weights: Array.from(built.weights, round),
      dimensionality: Array.from(featureDimensionality(built), round),
      factors: identification.factors.map((factor) => ({ name: factor.name, features: factor.features })),
      minima: await minima(built.nFeatures, built.nHidden, spec, context),
    };
  });
  return { products };
}

async function minima(
  nFeatures: number,
  nHidden: number,
  { featureProbability, exactStarts, seed }: TegumSpec,
  { signal }: FigureContext,
): Promise<MinimumData[]> {
  const { status, optima } = await findOptima(
    {
      nFeatures,
      nHidden,
      importance: new Array<number>(nFeatures).fill(1),
      featureProbability: new Array<number>(nFeatures).fill(featureProbability),
    },
    { starts: exactStarts, seed, gradientTolerance: 1e-6 },
    signal ? { signal } : {},
  );
  if (status === 'aborted') throw new AbortedError();
  return optima.slice(0, 8).map(({ weights, loss, basinShare }) => {
    const view: WeightView = { weights, nFeatures, nHidden };
    return {
      name: tegumName(identify(view)),
      loss: round(loss),
      share: round(basinShare),
      dimensionality: Array.from(featureDimensionality(view), (d) => Number(d.toFixed(4))),
    };
  });
}
