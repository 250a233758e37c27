/** All starts of a run for their spread, and the best of them to be shown. */

import type { ModelData } from './models.js';
import type { FigureRun, TrainedRun } from './training.js';

/** The run with every start kept: which of them is shown, as its spec says, is chosen by {@link bestAndAll}. */
export function allKept(run: FigureRun): FigureRun {
  return { ...run, training: { ...run.training, restarts: { ...run.training?.restarts, keep: 'all' } } };
}

export interface BestAndAll {
  /** The start with the lowest evaluated loss of each instance. */
  readonly best: TrainedRun;
  /** [start][instance] */
  readonly starts: readonly (readonly ModelData[])[];
}

/** @param run a run of which all starts were kept */
export function bestAndAll({ models, history }: TrainedRun): BestAndAll {
  const nInstances = 1 + Math.max(...models.map(({ instance }) => instance));
  const best = Array.from({ length: nInstances }, (_, each) =>
    models.reduce(
      (least, { instance, loss }, k) =>
        instance === each && (least < 0 || loss < models[least]!.loss) ? k : least,
      -1,
    ),
  );
  const starts = Array.from({ length: models.length / nInstances }, (_, start) =>
    models.filter(({ restart }) => restart === start),
  );
  return {
    best: {
      models: best.map((k) => models[k]!),
      history: { ...history, loss: best.map((k) => history.loss[k]!) },
    },
    starts,
  };
}
