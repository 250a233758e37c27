/** Trains with checkpoints, takes D_i at each, and finds jumps and what the loss does there. */

import { featureDimensionality, findJumps, identify, instanceOf, lossDropsAt } from '@toymodels/analysis';
import { completeSpec, type RunResult } from '@toymodels/core';
import type { FigureContext } from '../../figure.js';
import { trainRaw } from '../../shared/raw-training.js';
import { breathe, stage } from '../../shared/stages.js';
import { seeded } from '../../shared/training.js';
import type { EnergyLevelsSpec } from './spec.js';

/** A jump of one or more features. */
export interface EventData {
  readonly step: number;
  /** Features that jump, and their levels before and after. */
  readonly jumps: readonly { readonly feature: number; readonly from: number; readonly to: number }[];
  /** Whether the loss falls by twice its usual fall or more. */
  readonly drops: boolean;
}

/** One start. */
export interface StartLevels {
  readonly restart: number;
  /** Features in digons at the end, and represented features. */
  readonly nInDigons: number;
  readonly nRepresented: number;
  readonly events: readonly EventData[];
  /** Share of the loss's fall that lies within events, and of the time they take. */
  readonly shareOfFall: number | null;
  readonly shareOfTime: number | null;
  /** Features that jump at least once. */
  readonly nJumping: number;
  /** Share of all that D_i move up and down that they do in jumps. */
  readonly shareInJumps: number;
}

export interface EnergyLevelsData {
  readonly nFeatures: number;
  /** Step of each look. */
  readonly steps: readonly number[];
  readonly starts: readonly StartLevels[];
  /** Place of the drawn one among the starts. */
  readonly drawn: number;
  /** D_i of the drawn start, [look][feature]. */
  readonly dimensionality: readonly (readonly number[])[];
  /** Its loss, mean over the steps before each look, [look]; the first is that of the second. */
  readonly loss: readonly number[];
}

const round = (value: number, digits: number): number => Number(value.toPrecision(digits));
const orNull = (value: number): number | null => (Number.isFinite(value) ? round(value, 4) : null);

export async function run(spec: EnergyLevelsSpec, context: FigureContext): Promise<EnergyLevelsData> {
  const { training, model } = completeSpec(seeded(spec, 'uniform'));
  const looks = Array.from({ length: Math.floor(training.steps / spec.every) + 1 }, (_, k) => k * spec.every);
  const { uniform } = await trainRaw(spec, stage(context, 0, 0.9), { uniform: looks });
  await breathe(context);
  const starts = uniform.models.map((_, place) => levelsOf(uniform, place, looks));
  const allDigon = starts.findIndex(
    ({ nInDigons, nRepresented }) => nRepresented > 0 && nInDigons === nRepresented,
  );
  const drawn = Math.max(0, allDigon);
  context.onProgress?.(1, 'finding jumps');
  await breathe(context);
  return {
    nFeatures: model.nFeatures,
    steps: looks,
    starts,
    drawn,
    dimensionality: uniform.checkpoints.map(({ parameters }) =>
      Array.from(featureDimensionality(instanceOf(parameters, drawn)), (d) => Number(d.toFixed(3))),
    ),
    loss: lossAt(uniform, drawn, looks).map((loss) => round(loss, 5)),
  };
}

/** Mean loss of the window that ends at each look; before the first step, that of the first window. */
function lossAt({ history, models }: RunResult, place: number, looks: readonly number[]): number[] {
  const windows = Array.from(history.step);
  return looks.map((look) => {
    const window = Math.max(
      0,
      windows.findIndex((step) => step >= look),
    );
    return history.loss[window * models.length + place]!;
  });
}

function levelsOf(result: RunResult, place: number, looks: readonly number[]): StartLevels {
  const { checkpoints, models } = result;
  const views = checkpoints.map(({ parameters }) => instanceOf(parameters, place));
  const { nFeatures } = views[0]!;
  const values = new Float64Array(looks.length * nFeatures);
  views.forEach((view, k) => values.set(featureDimensionality(view), k * nFeatures));
  const analysis = findJumps({ steps: [...looks], values, nFeatures });
  const losses = lossDropsAt(analysis, lossAt(result, place, looks));
  const end = identify(views.at(-1)!);
  const inJumps = analysis.jumps.reduce((sum, { from, to }) => sum + Math.abs(to - from), 0);
  const all = values.reduce(
    (sum, value, k) => sum + (k < nFeatures ? 0 : Math.abs(value - values[k - nFeatures]!)),
    0,
  );
  return {
    restart: models[place]!.restart,
    nInDigons: end.factors.filter(({ name }) => name === 'digon').length * 2,
    nRepresented: end.represented.length,
    events: analysis.events.map(({ step, jumps }, k) => ({
      step: Math.round(step),
      jumps: jumps.map(({ feature, from, to }) => ({ feature, from: round(from, 3), to: round(to, 3) })),
      drops: losses.drops[k]!.drops,
    })),
    shareOfFall: orNull(losses.shareOfFall),
    shareOfTime: orNull(losses.shareOfTime),
    nJumping: new Set(analysis.jumps.map(({ feature }) => feature)).size,
    shareInJumps: all > 0 ? round(inJumps / all, 4) : 0,
  };
}
