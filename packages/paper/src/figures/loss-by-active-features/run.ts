/** Finds the optimum at each density and splits its loss by active features, and into benefit and interference. */

import { findOptimaSync, splitByActiveCount, splitByBlame, type ExactProblem } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { axisValues, rounded } from '../../shared/phase-grid.js';
import { mapStaged, stage } from '../../shared/stages.js';
import type { ActiveModelSpec, LossByActiveSpec } from './spec.js';

/** The optimum at one density. Losses are not rounded: differences between them are looked at. */
export interface ActivePoint {
  readonly featureProbability: number;
  readonly loss: number;
  /** p^k (1-p)^(n-k) L_k: what inputs with k active features add, [k]. */
  readonly contribution: readonly number[];
  /** sum_i I_i p/3: the loss of predicting nothing. */
  readonly nothing: number;
  /** sum_i I_i benefit_i: what representing features saves on inputs that have them. */
  readonly benefit: number;
  /** sum_i I_i interference_i: what outputs cost where their own feature is inactive. */
  readonly interference: number;
  /** |W_i|, [feature], to 4 digits. */
  readonly norms: readonly number[];
}

export interface LossByActiveData {
  /** From sparse to dense. */
  readonly crowded: readonly ActivePoint[];
  readonly paired: readonly ActivePoint[];
}

export async function run(spec: LossByActiveSpec, context: FigureContext): Promise<LossByActiveData> {
  const probabilities = axisValues(spec.featureProbability);
  const pointsOf = (model: ActiveModelSpec, part: FigureContext): Promise<ActivePoint[]> =>
    mapStaged(part, `exact optima, n = ${model.nFeatures}`, probabilities, (p) => pointOf(model, p, spec));
  return {
    crowded: await pointsOf(spec.crowded, stage(context, 0, 0.7)),
    paired: await pointsOf(spec.paired, stage(context, 0.7, 1)),
  };
}

function pointOf(model: ActiveModelSpec, p: number, { starts, seed }: LossByActiveSpec): ActivePoint {
  const { nFeatures, nHidden, importance } = model;
  const problem: ExactProblem = {
    nFeatures,
    nHidden,
    importance,
    featureProbability: importance.map(() => p),
  };
  const best = findOptimaSync(problem, { starts, seed }).optima[0]!;
  const solution = { ...problem, weights: best.weights, bias: best.bias };
  const { contribution } = splitByActiveCount(solution);
  const { benefit, interference } = splitByBlame(solution);
  const weighted = (values: Float64Array): number =>
    importance.reduce((sum, each, i) => sum + each * values[i]!, 0);
  return {
    featureProbability: p,
    loss: best.loss,
    contribution: Array.from(contribution),
    nothing: (importance.reduce((a, b) => a + b, 0) * p) / 3,
    benefit: weighted(benefit),
    interference: weighted(interference),
    norms: importance.map((_, i) => rounded(Math.sqrt(best.gram[i * (nFeatures + 1)]!), 4)),
  };
}
