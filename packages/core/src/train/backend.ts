/**
 * What a backend is: it advances models through training steps. Nothing else.
 *
 * Specs, initial values, checkpoints, selection and results belong to `train()`; a backend sees a
 * resolved run and a state and brings that state forward. It must draw its batches as
 * `data/sampler.ts` says, so that every backend trains on the same samples.
 */

import type { Parameters } from '../parameters.js';
import type { ResolvedRun } from '../spec/resolve.js';

/** Everything that continues a run bit for bit. Models may stand at different steps after a cancel. */
export interface TrainingState {
  /** Of all `nModels` models. */
  readonly parameters: Parameters;
  /** AdamW's m, in the shape of the parameters. */
  readonly firstMoment: Parameters;
  /** AdamW's v, in the shape of the parameters. */
  readonly secondMoment: Parameters;
  /** Steps done, [model]. */
  readonly step: Uint32Array;
  /** Sum of the losses of the steps since the last whole recording window, [model]. */
  readonly windowLoss: Float64Array;
}

/** A backend as it is on this machine. */
export interface BackendInfo {
  readonly name: string;
  readonly version: string;
  /** What computes, in words: "WebAssembly SIMD, 2 workers". */
  readonly device: string;
  readonly precision: 'float16' | 'float32' | 'float64';
  /** Whether the same spec and seed give the same bits on every machine. */
  readonly reproducible: boolean;
}

/** What happened since a report: for progress bars and pages. */
export interface TrainerProgress {
  /** Steps done, summed over the models. */
  readonly modelSteps: number;
}

export interface AdvanceOptions {
  /** The step to reach with every model; models already there are left alone. */
  readonly toStep: number;
  /** Stops at the next step boundary of each model, within 100 ms. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TrainerProgress) => void;
}

/** What `advance` brings back. */
export interface AdvanceResult {
  /** Whether every model reached `toStep`. */
  readonly complete: boolean;
  /**
   * Mean loss of each recording window that ended during this call, [model]; window w covers the steps
   * from w * recordEvery to (w + 1) * recordEvery - 1. `firstWindow[model]` is the index of the first.
   */
  readonly losses: readonly Float64Array[];
  readonly firstWindow: Uint32Array;
}

/** Models under training. One call at a time. */
export interface Trainer {
  readonly info: BackendInfo;
  advance(options: AdvanceOptions): Promise<AdvanceResult>;
  /** A copy of the state, after the last `advance`. */
  state(): Promise<TrainingState>;
  /** Loss of every model on `nSamples` evaluation samples (weighted, see `BatchSampler`), without the L1 penalty; [model]. */
  evaluate(nSamples: number): Promise<Float64Array>;
  /** Frees workers and memory. The trainer cannot be used afterwards. */
  dispose(): Promise<void>;
}

/** A way to train. */
export interface Backend {
  readonly name: string;
  /**
   * @throws UnsupportedError for a run that this backend cannot train
   * @throws BackendUnavailableError where it cannot run at all
   */
  createTrainer(run: ResolvedRun, state: TrainingState): Promise<Trainer>;
}
