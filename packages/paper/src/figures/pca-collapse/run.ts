/** Trains every start, descends on the exact loss at each density, and counts collapsed pairs. */

import { collapsedPairs } from '@toymodels/analysis';
import type { FigureContext } from '../../figure.js';
import { exactOptimum, exactSets, exactSolution, type SetSolution } from '../../shared/correlated-sets.js';
import { trainRaw } from '../../shared/raw-training.js';
import { mapStaged, stage } from '../../shared/stages.js';
import type { PcaCollapseSpec } from './spec.js';

/** A pair has collapsed when its members point the same way, within 18 degrees, and both are more than a trace. */
const COLLAPSED = { cosine: 0.95, representedNorm: 0.3 };
const PAIRS = [
  [0, 1],
  [2, 3],
  [4, 5],
] as const;

export interface CollapseSolution extends SetSolution {
  /** Pairs on one line, 0 to 3. */
  readonly nCollapsed: number;
  /** |W W^T - I| / |I| (Frobenius): 0 for principal components, 0.5 for three pairs in a triangle. */
  readonly fromProjection: number;
}

/** A trained start without its weights. */
export type CollapseStart = Pick<CollapseSolution, 'loss' | 'nCollapsed' | 'fromProjection'>;

export interface CollapsePoint {
  readonly featureProbability: number;
  readonly exact: CollapseSolution & { readonly share: number };
  readonly trained: CollapseSolution;
  /** Every trained start, lowest loss first; the first is `trained`. */
  readonly starts: readonly CollapseStart[];
}

export interface PcaCollapseData {
  readonly points: readonly CollapsePoint[];
}

export async function run(spec: PcaCollapseSpec, context: FigureContext): Promise<PcaCollapseData> {
  const { plane } = await trainRaw(spec, stage(context, 0, 0.5));
  const points = await mapStaged(
    stage(context, 0.5, 1),
    'exact descent',
    spec.densities,
    async (featureProbability, place): Promise<CollapsePoint> => {
      const problem = exactSets(spec.runs.plane, featureProbability);
      const starts = plane.models
        .flatMap(({ instance }, row) => (instance === place ? [exactSolution(plane, row, problem)] : []))
        .sort((a, b) => a.loss - b.loss)
        .map(measured);
      const optimum = await exactOptimum(problem, spec.exactStarts, spec.seed, context);
      return {
        featureProbability,
        exact: { ...measured(optimum), share: optimum.share },
        trained: starts[0]!,
        starts: starts.map(({ loss, nCollapsed, fromProjection }) => ({ loss, nCollapsed, fromProjection })),
      };
    },
  );
  return { points };
}

function measured(solution: SetSolution): CollapseSolution {
  const { weights, bias, loss } = solution;
  const view = { weights: Float64Array.from(weights), nFeatures: 6, nHidden: 2 };
  const { nCollapsed } = collapsedPairs(view, PAIRS, COLLAPSED);
  const product = (h: number, l: number): number => {
    let sum = 0;
    for (let i = 0; i < 6; i++) sum += weights[2 * i + h]! * weights[2 * i + l]!;
    return sum;
  };
  const [a, b, c] = [product(0, 0) - 1, product(0, 1), product(1, 1) - 1];
  const fromProjection = Number(Math.sqrt((a * a + 2 * b * b + c * c) / 2).toPrecision(5));
  return { loss, weights, bias, nCollapsed, fromProjection };
}
