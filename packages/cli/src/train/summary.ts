/** `summary.json` of a training run: what came out, without the numbers of the models. */

import type { BackendInfo, RunResult } from '@toymodels/core';

export interface ModelSummary {
  readonly instance: number;
  readonly restart: number;
  readonly step: number;
  /** On fresh samples; null where the run did not get that far, or diverged. */
  readonly loss: number | null;
  readonly selected: boolean;
  readonly diverged: boolean;
}

export interface RunSummary {
  readonly status: RunResult['status'];
  readonly version: string;
  readonly backend: BackendInfo;
  readonly seed: number;
  readonly steps: number;
  /** Smallest number of steps that any model has done. */
  readonly stepsDone: number;
  readonly checkpoints: readonly number[];
  readonly models: readonly ModelSummary[];
}

export function summarise(result: RunResult): RunSummary {
  return {
    status: result.status,
    version: result.version,
    backend: result.backend,
    seed: result.spec.seed,
    steps: result.spec.training.steps,
    stepsDone: result.models.reduce((least, { step }) => Math.min(least, step), Infinity),
    checkpoints: result.checkpoints.map(({ step }) => step),
    models: result.models.map(({ instance, restart, step, loss, selected, diverged }) => {
      return { instance, restart, step, loss: Number.isFinite(loss) ? loss : null, selected, diverged };
    }),
  };
}
