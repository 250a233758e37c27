/** Trains every cell, and computes the exact optimum of every cell, the exact map and its borders. */

import {
  exactPhaseMapAsync,
  nameExtraFeaturePhase,
  reluOutputLoss,
  strongAntipodalBorder,
  twoFeatureOptimum,
  weakAntipodalBorder,
  type ExtraFeaturePhase,
  type PhaseBorder,
} from '@toymodels/theory';
import { AbortedError, type FigureContext } from '../../figure.js';
import { trainCells } from '../../shared/cells.js';
import { exactInput } from '../../shared/models.js';
import { jumpsAt } from '../../shared/phase-figure.js';
import { axisValues, gridCells, PhaseCode, rounded } from '../../shared/phase-grid.js';
import { mapStaged, stage } from '../../shared/stages.js';
import type { Phase21Spec } from './spec.js';

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

/** A feature shorter than this is not represented: "about 0". */
export const REPRESENTED_ABOVE = 0.1;

/** An exact border at one importance ratio, with the loss on both sides. */
export interface BorderPoint {
  readonly importanceRatio: number;
  readonly featureProbability: number;
  readonly kind: 'strong' | 'weak';
  readonly order: 'first' | 'second';
  /** |W_extra| just below and just above. */
  readonly weightBelow: number;
  readonly weightAbove: number;
}

/** What the exact optimal loss does where p crosses a border. */
export interface Crossing {
  readonly importanceRatio: number;
  readonly featureProbability: number;
  readonly kind: 'strong' | 'weak';
  /** |L(p+) - L(p-)| / L. */
  readonly lossJump: number;
  /** |L'(p+) - L'(p-)| over the larger of both in size. */
  readonly slopeJump: number;
}

export interface Phase21Data {
  /** [cell]: a letter for each kept model (see {@link CODE}), in the order of its starts. */
  readonly trained: readonly string[];
  /** Length of the shorter of the two vectors in each kept model, [cell][model], to 3 digits. */
  readonly shorter: readonly (readonly number[])[];
  /** Which of the kept models of each cell has the lowest exact loss, [cell]. */
  readonly best: readonly number[];
  /** Lowest exact loss among the kept models, [cell], to 6 digits. */
  readonly trainedLoss: readonly number[];
  /** The exact optimum of each cell, named in the same way from its weights: a letter for each cell. */
  readonly exact: string;
  /** Exact minimum of the loss, [cell], to 6 digits. */
  readonly exactLoss: readonly number[];
  /** The finer exact map, a string for each importance ratio. */
  readonly exactMap: readonly string[];
  readonly borders: readonly BorderPoint[];
  readonly crossings: readonly Crossing[];
}

export async function run(spec: Phase21Spec, context: FigureContext): Promise<Phase21Data> {
  const cells = gridCells(spec.grid, 2);
  const kept = await trainCells(spec.seed, spec.runs.cell, cells, stage(context, 0, 0.9));
  const losses = kept.map((models) => models.map((model) => reluOutputLoss(exactInput(model))));
  const optima = await mapStaged(stage(context, 0.9, 0.92), 'exact optima', cells, (cell) =>
    twoFeatureOptimum(cell.importance[1]!, cell.featureProbability),
  );
  const nameOf = (weights: ArrayLike<number>): ExtraFeaturePhase =>
    nameExtraFeaturePhase({ nFeatures: 2, nHidden: 1, weights }, { representedAbove: REPRESENTED_ABOVE })
      .phase;
  const exactMap = await mapOf(spec, stage(context, 0.92, 0.97));
  const ratios = axisValues({ from: spec.grid.importanceRatio.from, to: 1, count: spec.borderPoints });
  const borders = await mapStaged(stage(context, 0.97, 0.99), 'exact borders', ratios, bordersAt);
  const crossings = await mapStaged(stage(context, 0.99, 1), 'order of the borders', spec.orderRatios, (r) =>
    bordersAt(r).map(crossing),
  );
  return {
    trained: kept.map((models) => CODE.encode(models.map(({ weights }) => nameOf(weights)))),
    shorter: kept.map((models) => models.map(({ norms }) => rounded(Math.min(...norms), 3))),
    best: losses.map((of) => of.indexOf(Math.min(...of))),
    trainedLoss: losses.map((of) => rounded(Math.min(...of), 6)),
    exact: CODE.encode(optima.map(({ weights }) => nameOf(weights))),
    exactLoss: optima.map(({ loss }) => rounded(loss, 6)),
    exactMap,
    borders: borders.flat(),
    crossings: crossings.flat(),
  };
}

/** The exact phase diagram on the finer grid, named by its own theory. */
async function mapOf({ grid, exactCells }: Phase21Spec, context: FigureContext): Promise<string[]> {
  const ratios = axisValues({ ...grid.importanceRatio, count: exactCells });
  const probabilities = axisValues({ ...grid.featureProbability, count: exactCells });
  const { signal } = context;
  const result = await exactPhaseMapAsync(
    ratios,
    probabilities,
    {},
    {
      ...(signal ? { signal } : {}),
      onProgress: (done, of) => context.onProgress?.(done / of, 'exact map'),
    },
  );
  if (result.status === 'aborted') throw new AbortedError();
  const { phases } = result.map;
  return ratios.map((_, row) => CODE.encode(phases.slice(row * exactCells, (row + 1) * exactCells)));
}

function bordersAt(importanceRatio: number): BorderPoint[] {
  const point = (kind: BorderPoint['kind'], found: PhaseBorder): BorderPoint => ({
    importanceRatio,
    featureProbability: found.featureProbability,
    kind,
    order: found.order,
    weightBelow: found.weightBelow,
    weightAbove: found.weightAbove,
  });
  const strong = point('strong', strongAntipodalBorder(importanceRatio));
  const weak = weakAntipodalBorder(importanceRatio);
  return weak === undefined ? [strong] : [strong, point('weak', weak)];
}

function crossing({ importanceRatio, featureProbability, kind }: BorderPoint): Crossing {
  const lossAt = (p: number): number => twoFeatureOptimum(importanceRatio, p).loss;
  return { importanceRatio, featureProbability, kind, ...jumpsAt(featureProbability, lossAt) };
}
