/** Trains every cell, finds the exact optimum of every cell, and the borders along some lines. */

import { reluOutputLoss } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { trainCells } from '../../shared/cells.js';
import { exactInput } from '../../shared/models.js';
import { jumpsAt } from '../../shared/phase-figure.js';
import { axisValues, gridCells, rounded } from '../../shared/phase-grid.js';
import { mapStaged, stage } from '../../shared/stages.js';
import { CODE, exactOptimum, nameOf, type Optimum32, type Phase32 } from './solution.js';
import type { Phase32Spec } from './spec.js';

/** Where the exact optimum changes its name as p grows at one ratio, and what the loss does there. */
export interface Border32 {
  readonly importanceRatio: number;
  readonly featureProbability: number;
  readonly below: Phase32;
  readonly above: Phase32;
  /** |L(p+) - L(p-)| / L. */
  readonly lossJump: number;
  /** |L'(p+) - L'(p-)| over the larger of both in size. */
  readonly slopeJump: number;
}

export interface Phase32Data {
  /** [cell]: a letter for each kept model, in the order of its starts. */
  readonly trained: readonly string[];
  /** Which of the kept models of each cell has the lowest exact loss, [cell]. */
  readonly best: readonly number[];
  /** Lowest exact loss among the kept models, [cell], to 6 digits. */
  readonly trainedLoss: readonly number[];
  /** The exact optimum of each cell: a letter for each cell. */
  readonly exact: string;
  /** Exact minimum of the loss, [cell], to 6 digits. */
  readonly exactLoss: readonly number[];
  readonly borders: readonly Border32[];
}

export async function run(spec: Phase32Spec, context: FigureContext): Promise<Phase32Data> {
  const cells = gridCells(spec.grid, 3);
  const kept = await trainCells(spec.seed, spec.runs.cell, cells, stage(context, 0, 0.7));
  const losses = kept.map((models) => models.map((model) => reluOutputLoss(exactInput(model))));
  const optima = await exactGrid(spec, stage(context, 0.7, 0.95));
  const borders = await mapStaged(stage(context, 0.95, 1), 'borders', spec.orderRatios, (r) =>
    bordersAt(r, spec),
  );
  return {
    trained: kept.map((models) => CODE.encode(models.map(({ weights }) => nameOf(weights)))),
    best: losses.map((of) => of.indexOf(Math.min(...of))),
    trainedLoss: losses.map((of) => rounded(Math.min(...of), 6)),
    exact: CODE.encode(optima.map(({ weights }) => nameOf(weights))),
    exactLoss: optima.map(({ loss }) => rounded(loss, 6)),
    borders: borders.flat(),
  };
}

/** Optimum of each cell; the one of the neighbouring density is a start, too. */
async function exactGrid(spec: Phase32Spec, context: FigureContext): Promise<Optimum32[]> {
  const probabilities = axisValues(spec.grid.featureProbability);
  const rows = await mapStaged(context, 'exact optima', axisValues(spec.grid.importanceRatio), (ratio) => {
    const row: Optimum32[] = [];
    for (const p of probabilities) {
      const hint = row.length > 0 ? [row.at(-1)!.weights] : [];
      row.push(exactOptimum(ratio, p, spec.seed, spec.exactStarts, hint));
    }
    return row;
  });
  return rows.flat();
}

const SCAN = 24;

/** Scans p, and closes in by bisection where the name changes. */
function bordersAt(ratio: number, spec: Phase32Spec): Border32[] {
  const at = (p: number): Optimum32 => exactOptimum(ratio, p, spec.seed, spec.exactStarts);
  const scan = axisValues({ ...spec.grid.featureProbability, to: 0.999, count: SCAN });
  const names = scan.map((p) => nameOf(at(p).weights));
  return names.slice(1).flatMap((above, k) => {
    const below = names[k]!;
    if (below === above) return [];
    let [low, high] = [scan[k]!, scan[k + 1]!];
    for (let step = 0; step < 36; step++) {
      const middle = (low + high) / 2;
      if (nameOf(at(middle).weights) === below) low = middle;
      else high = middle;
    }
    const border = (low + high) / 2;
    return [
      {
        importanceRatio: ratio,
        featureProbability: border,
        below,
        above,
        ...jumpsAt(border, (p) => at(p).loss),
      },
    ];
  });
}
