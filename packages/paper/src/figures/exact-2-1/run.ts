/** Minima of the exact surface at each point, models trained there, the map of the global minimum and its border. */

import {
  biasFreeMinima,
  biasFreeSurface,
  confusedBorder,
  equalImportanceMinima,
  exactPhaseMapAsync,
  twoFeatureOptimum,
  type ExtraFeaturePhase,
} from '@toymodels/theory';
import { AbortedError, type FigureContext } from '../../figure.js';
import { trainCells } from '../../shared/cells.js';
import { axisValues, PhaseCode, rounded } from '../../shared/phase-grid.js';
import { mapStaged, stage } from '../../shared/stages.js';
import type { Exact21Spec } from './spec.js';

/** One letter for each name. */
export const CODE: PhaseCode<ExtraFeaturePhase> = new PhaseCode<ExtraFeaturePhase>({
  none: 'n',
  'extra-ignored': 'i',
  'extra-dedicated': 'd',
  'strong-antipodal': 's',
  'weak-antipodal': 'w',
  confused: 'c',
  superposition: 'x',
});

/** A minimum of the surface; its mirror image (-W) is one too. */
export interface Minimum {
  readonly weights: readonly [number, number];
  readonly loss: number;
}

/** One drawn surface. */
export interface SurfaceData {
  readonly importanceRatio: number;
  readonly featureProbability: number;
  readonly sameSign: Minimum;
  /** Missing where there is none. */
  readonly antipodal: Minimum | null;
  /** W of each trained model, [start], float32. */
  readonly trained: readonly (readonly [number, number])[];
}

export interface Exact21Data {
  readonly surfaces: readonly SurfaceData[];
  /** The global minimum without biases: a string for each importance ratio. */
  readonly map: readonly string[];
  /** Cells of the map whose weights have one sign and differ by less than a tenth: least density and least ratio. */
  readonly nearlyEqual: { readonly featureProbability: number; readonly importanceRatio: number };
  /** p_c(r), r up to 1, with the weights of the minimum of one sign there. */
  readonly border: readonly {
    readonly importanceRatio: number;
    readonly featureProbability: number;
    readonly weights: readonly [number, number];
  }[];
  /** At equal importance: where the losses of the two minima cross, found on the minima, and in closed form. */
  readonly crossing: { readonly found: number; readonly closedForm: number };
  /** Just above the crossing: the minimum of one sign by descent, and in closed form. */
  readonly confused: { readonly found: Minimum; readonly closedForm: Minimum };
  /** dL/dW_2 at W = [1, 0], towards W_2 > 0, at every point, and -r p^2/2. */
  readonly slopeAtDedicated: readonly { readonly found: number; readonly closedForm: number }[];
  /** The optimum with biases at equal importance and dense data, W of each p. */
  readonly withBias: readonly {
    readonly featureProbability: number;
    readonly weights: readonly [number, number];
  }[];
}

/** Densities, above the crossing, at which biases are added. */
const WITH_BIAS_AT = [0.6, 0.75, 0.9, 1];

export async function run(spec: Exact21Spec, context: FigureContext): Promise<Exact21Data> {
  const cells = spec.points.map(({ importanceRatio, featureProbability }) => ({
    featureProbability,
    importance: [1, importanceRatio],
  }));
  const trained = await trainCells(spec.seed, spec.runs.point, cells, stage(context, 0, 0.5));
  const { rows: map, nearlyEqual } = await mapOf(spec, stage(context, 0.5, 0.8));
  const ratios = axisValues({ from: spec.map.importanceRatio.from, to: 1, count: spec.borderPoints });
  const border = await mapStaged(stage(context, 0.8, 1), 'border of the confused phase', ratios, (r) => {
    const featureProbability = confusedBorder(r);
    return {
      importanceRatio: r,
      featureProbability,
      weights: biasFreeMinima(r, featureProbability).sameSign.weights,
    };
  });
  const found = lossesCross();
  const above = found + 0.01;
  const exact = equalImportanceMinima(above).confused;
  return {
    surfaces: spec.points.map((point, k) => {
      const { sameSign, antipodal } = biasFreeMinima(point.importanceRatio, point.featureProbability);
      return {
        ...point,
        sameSign,
        antipodal: antipodal ?? null,
        trained: trained[k]!.map(({ weights }) => [weights[0]!, weights[1]!] as const),
      };
    }),
    map,
    nearlyEqual,
    border,
    crossing: { found, closedForm: (4 * (10 - Math.sqrt(14))) / 43 },
    confused: {
      found: biasFreeMinima(1, above).sameSign,
      closedForm: { weights: [exact.weight, exact.weight], loss: exact.loss },
    },
    slopeAtDedicated: spec.points.map(({ importanceRatio: r, featureProbability: p }) => {
      const h = 1e-6;
      const loss = (w: number): number => biasFreeSurface(1, w, r, p);
      return { found: (loss(h) - loss(0)) / h, closedForm: (-r * p * p) / 2 };
    }),
    withBias: WITH_BIAS_AT.map((featureProbability) => ({
      featureProbability,
      weights: twoFeatureOptimum(1, featureProbability).weights,
    })),
  };
}

/** The density at which both minima at equal importance have the same loss, by bisection on descents. */
function lossesCross(): number {
  let [low, high] = [0.3, 0.9];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    const { sameSign, antipodal } = biasFreeMinima(1, middle);
    if (antipodal !== undefined && antipodal.loss < sameSign.loss) low = middle;
    else high = middle;
  }
  return rounded((low + high) / 2, 12);
}

/** The shorter of two nearly equal weights has at least this share of the longer. */
const NEARLY_EQUAL = 0.9;

async function mapOf(
  { map }: Exact21Spec,
  context: FigureContext,
): Promise<{ rows: string[]; nearlyEqual: Exact21Data['nearlyEqual'] }> {
  const ratios = axisValues(map.importanceRatio);
  const probabilities = axisValues(map.featureProbability);
  const { signal } = context;
  const result = await exactPhaseMapAsync(
    ratios,
    probabilities,
    { bias: 'zero' },
    {
      ...(signal ? { signal } : {}),
      onProgress: (done, of) => context.onProgress?.(done / of, 'exact map'),
    },
  );
  if (result.status === 'aborted') throw new AbortedError();
  const { phases, weights } = result.map;
  const width = probabilities.length;
  const equal = phases.flatMap((_, cell) => {
    const [u, w] = [weights[2 * cell]!, weights[2 * cell + 1]!];
    const ratio = ratios[Math.floor(cell / width)]!;
    return u * w > 0 && Math.min(u / w, w / u) >= NEARLY_EQUAL
      ? [{ p: probabilities[cell % width]!, ratio: Math.min(ratio, 1 / ratio) }]
      : [];
  });
  return {
    rows: ratios.map((_, row) => CODE.encode(phases.slice(row * width, (row + 1) * width))),
    nearlyEqual: {
      featureProbability: rounded(Math.min(1, ...equal.map(({ p }) => p)), 4),
      importanceRatio: rounded(Math.min(1, ...equal.map(({ ratio }) => ratio)), 4),
    },
  };
}
