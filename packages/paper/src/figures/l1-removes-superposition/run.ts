/** Trains every start at every penalty and counts features: represented, and sharing. */

import type { FigureContext } from '../../figure.js';
import { aloneIn, representedBy } from '../../shared/represented.js';
import { alignment } from '../../shared/alignment.js';
import { viewOf } from '../../shared/models.js';
import { trainRuns } from '../../shared/training.js';
import type { PenaltySpec } from './spec.js';

export interface PenaltyStart {
  /** Evaluated loss without the penalty. */
  readonly loss: number;
  readonly represented: number;
  /** Represented features that share dimensions. */
  readonly sharing: number;
  /** sum_i max_h W_ih^2 / sum_i |W_i|^2: 1 when every feature lies on an axis. */
  readonly alignment: number;
}

export interface AtPenalty {
  readonly penalty: number;
  /** In the order of the restarts. */
  readonly starts: readonly PenaltyStart[];
}

export interface PenaltyData {
  readonly nHidden: number;
  readonly penalties: readonly AtPenalty[];
}

const round = (value: number): number => Number(value.toPrecision(6));

export async function run(spec: PenaltySpec, context: FigureContext): Promise<PenaltyData> {
  const trained = await trainRuns(spec, context);
  const penalties = spec.penalties.map((penalty, k): AtPenalty => ({
    penalty,
    starts: trained[`penalty-${k}`]!.models.map((model) => {
      const represented = representedBy(model).length;
      return {
        loss: round(model.loss),
        represented,
        sharing: represented - aloneIn(model).length,
        alignment: round(alignment(viewOf(model))),
      };
    }),
  }));
  return { nHidden: trained['penalty-0']!.models[0]!.nHidden, penalties };
}
