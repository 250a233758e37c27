/** What a run brings back: data, whether it finished, was aborted or diverged. */

import type { Parameters } from '../parameters.js';
import type { CompleteRunSpec } from '../spec/types.js';
import type { BackendInfo, TrainingState } from './backend.js';

/** One trained model among the K * restarts. */
export interface ModelRecord {
  /** Index of the instance, from 0 (add `instances.first` for its streams). */
  readonly instance: number;
  /** Index of the restart, from 0. */
  readonly restart: number;
  /** Steps done. */
  readonly step: number;
  /** Loss on `evaluationSamples` fresh samples, without L1 penalty; NaN if not evaluated. */
  readonly loss: number;
  /** Whether the result keeps it (`restarts.keep`). */
  readonly selected: boolean;
  readonly diverged: boolean;
}

/** The loss over training. */
export interface LossHistory {
  /** Steps done at the end of each window, [window]. */
  readonly step: Float64Array;
  /** Mean loss in the window (L1 penalty included), [window, model]; NaN where a model did not get so far. */
  readonly loss: Float64Array;
}

/** Parameters at a step, of all models. */
export interface Checkpoint {
  readonly step: number;
  readonly parameters: Parameters;
}

/** The outcome of `train()`. */
export interface RunResult {
  /**
   * `finished`: every model did all its steps. `aborted`: the signal ended it; everything below holds what was
   * done, and `state` continues it. `diverged`: some model has a loss that is no number (see `models`).
   */
  readonly status: 'finished' | 'aborted' | 'diverged';
  readonly spec: CompleteRunSpec;
  /** Version of @toymodels/core. */
  readonly version: string;
  readonly backend: BackendInfo;
  /** All nModels = K * restarts, ordered by instance, then restart. */
  readonly models: readonly ModelRecord[];
  /** Of the selected models, in the order of `models`. */
  readonly parameters: Parameters;
  readonly history: LossHistory;
  readonly checkpoints: readonly Checkpoint[];
  /** Continues the run bit for bit; of all models. */
  readonly state: TrainingState;
}
