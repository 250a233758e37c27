/** The optimum of every cell for every activation, named by its weights. */

import { nameExtraFeaturePhase } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { axisValues, rounded } from '../../shared/phase-grid.js';
import { mapStaged } from '../../shared/stages.js';
import { CODE, REPRESENTED_ABOVE } from '../phase-2-1/run.js';
import { ACTIVATIONS, type ActivationName } from './activations.js';
import { optimum, quadrature } from './loss.js';
import type { ActivationFunctionsSpec } from './spec.js';

/** One diagram. */
export interface ActivationMap {
  readonly activation: ActivationName;
  /** The optimum of each cell: a letter for each cell. */
  readonly phases: string;
  /** Its loss, [cell], to 6 digits. */
  readonly loss: readonly number[];
}

export interface ActivationFunctionsData {
  readonly maps: readonly ActivationMap[];
}

export async function run(
  spec: ActivationFunctionsSpec,
  context: FigureContext,
): Promise<ActivationFunctionsData> {
  const ratios = axisValues(spec.grid.importanceRatio);
  const laws = axisValues(spec.grid.featureProbability).map((p) => quadrature(p, spec.nodes));
  const rows = spec.activations.flatMap((activation) => ratios.map((ratio) => ({ activation, ratio })));
  const found = await mapStaged(context, 'exact optima', rows, ({ activation, ratio }) =>
    laws.map((law) => optimum(ACTIVATIONS[activation], law, ratio, spec.seed, spec.starts)),
  );
  const maps = spec.activations.map((activation, k) => {
    const cells = found.slice(k * ratios.length, (k + 1) * ratios.length).flat();
    const names = cells.map(
      ({ weights }) =>
        nameExtraFeaturePhase({ nFeatures: 2, nHidden: 1, weights }, { representedAbove: REPRESENTED_ABOVE })
          .phase,
    );
    return { activation, phases: CODE.encode(names), loss: cells.map(({ loss }) => rounded(loss, 6)) };
  });
  return { maps };
}
