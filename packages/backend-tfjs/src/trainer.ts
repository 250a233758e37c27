/**
 * The trainer that every TensorFlow.js device shares: all models of a run side by side, one batched operation
 * for all of them.
 *
 * Between calls the state lives in ordinary arrays; tensors exist only inside `advance` and `evaluate`, so a
 * trainer that is forgotten leaks nothing on a device. What a device is, is `devices.ts`'s business.
 */

import type { Rank, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import {
  type AdvanceOptions,
  type AdvanceResult,
  type BackendInfo,
  type ResolvedRun,
  type Trainer,
  type TrainingState,
} from '@toymodels/core';
import { attackerOf, type Attacker } from './attacks.js';
import { sampledBatches, type BatchSource } from './batches.js';
import { cohortsOf, type Cohort } from './cohorts.js';
import { deviceBatches } from './device-batches.js';
import { fixedTensors, type FixedTensors } from './fixed.js';
import { registerGradients } from './gradients.js';
import type { TensorBatch, TfjsModel } from './model.js';
import { optimiserRows, type OptimiserRows } from './optimiser.js';
import { nextTask, Pace } from './pause.js';
import { checkState, ownState } from './state.js';
import {
  cutRows,
  packRows,
  trainedLayout,
  unpackRows,
  type Layout,
  type TensorParameters,
  type Tf,
} from './tensors.js';

/** Samples a step of evaluation draws: the reference backend's grain, which decides the streams. */
const EVALUATION_BATCH = 4096;

/** What a trainer needs to know of the device it runs on. */
export interface TrainerSetting {
  readonly tf: Tf;
  /** The name under which TensorFlow.js knows the device: "cpu", "wasm", "webgl", … */
  readonly tfBackend: string;
  readonly info: BackendInfo;
  readonly model: TfjsModel;
  /** Draw the samples on the device instead of taking core's. */
  readonly dataOnDevice: boolean;
}

/**
 * A trainer on a device that is ready (`await tf.setBackend(…)` has succeeded).
 *
 * @throws ShapeError for a state that is not of this run
 */
export function tfjsTrainer(setting: TrainerSetting, run: ResolvedRun, state: TrainingState): Trainer {
  checkState(run, state);
  registerGradients(setting.tf);
  return new TfjsTrainer(setting, run, state);
}

class TfjsTrainer implements Trainer {
  readonly info: BackendInfo;
  readonly #setting: TrainerSetting;
  readonly #run: ResolvedRun;
  readonly #layout: Layout;
  readonly #state: TrainingState;

  constructor(setting: TrainerSetting, run: ResolvedRun, state: TrainingState) {
    this.info = setting.info;
    this.#setting = setting;
    this.#run = run;
    this.#layout = trainedLayout(run.spec.model);
    this.#state = ownState(state);
  }

  async advance({ toStep, signal, onProgress }: AdvanceOptions): Promise<AdvanceResult> {
    const { nModels, spec } = this.#run;
    const { step } = this.#state;
    const firstWindow = step.map((done) => Math.floor(done / spec.training.recordEvery));
    const losses: number[][] = Array.from({ length: nModels }, () => []);
    const report = (): void => onProgress?.({ modelSteps: step.reduce((sum, done) => sum + done, 0) });
    for (;;) {
      const cohort = cohortsOf(this.#run, step, toStep)[0];
      if (!cohort || signal?.aborted) break;
      await this.#advanceCohort(cohort, losses, signal, report);
    }
    return {
      complete: step.every((done) => done >= toStep),
      losses: losses.map((values) => Float64Array.from(values)),
      firstWindow,
    };
  }

  /** Trains models that stand at one step; brings their rows, steps and windows up to date. */
  async #advanceCohort(
    { models, fromStep, toStep }: Cohort,
    losses: readonly number[][],
    signal: AbortSignal | undefined,
    report: () => void,
  ): Promise<void> {
    const { tf, dataOnDevice } = this.#setting;
    const { batchSize } = this.#run.spec.training;
    this.#activate();
    const draw = dataOnDevice ? deviceBatches : sampledBatches;
    const source = draw(tf, this.#run, models, batchSize);
    const attacker = attackerOf(tf, this.#run, models);
    const fixed = fixedTensors(tf, this.#run, this.#state.parameters, models);
    const rows = this.#upload(models);
    let unread: Tensor1D[] = [];
    const pace = new Pace();
    try {
      let t = fromStep;
      while (t < toStep && !signal?.aborted) {
        pace.begin();
        while (t < toStep && unread.length < pace.steps) {
          const { loss, gradient } = this.#gradient(rows.theta, fixed, source, attacker, t);
          unread.push(loss);
          try {
            const updated = rows.update(gradient, t++);
            if (updated) await updated;
          } finally {
            gradient.dispose();
          }
          this.#activate(); // another trainer may have chosen its own device meanwhile
        }
        const values = await readTogether(tf, unread); // waits for the device
        pace.end(unread.length);
        tf.dispose(unread);
        unread = [];
        this.#record(models, values, losses);
        report();
        await nextTask();
        this.#activate();
      }
      const { theta, first, second } = await rows.read();
      unpackRows(theta, this.#state.parameters, this.#layout, models);
      unpackRows(first, this.#state.firstMoment, this.#layout, models);
      unpackRows(second, this.#state.secondMoment, this.#layout, models);
    } finally {
      tf.dispose(unread);
      rows.dispose();
      fixed.dispose();
      source.dispose();
    }
  }

  /** Loss and gradient at a step, [model] and [model, number]; both belong to the caller. */
  #gradient(
    theta: Tensor2D,
    fixed: FixedTensors,
    source: BatchSource,
    attacker: Attacker | undefined,
    t: number,
  ): { loss: Tensor1D; gradient: Tensor2D } {
    const { tf } = this.#setting;
    const { hiddenL1 } = this.#run.spec.training;
    return tf.tidy(() => {
      const clean = source.batch(t);
      const cut = cutRows(tf, theta, this.#layout);
      const x = attacker ? attacker(clean, cut.weights!, t) : clean;
      const names = this.#layout.parts.map(({ name }) => name);
      const { value, grads } = tf.valueAndGrads((...tensors: Tensor[]) => {
        const trained = Object.fromEntries(tensors.map((tensor, index) => [names[index]!, tensor]));
        const parameters = { ...fixed.parameters, ...trained } as unknown as TensorParameters;
        return this.#loss(parameters, { x, clean }, fixed, source.rowWeight, hiddenL1);
      })(
        names.map((name) => cut[name]!),
        fixed.ones,
      );
      const nModels = theta.shape[0];
      const flat = grads.map((each) => tf.reshape<Rank.R2>(each, [nModels, each.size / nModels]));
      return { loss: value, gradient: flat.length === 1 ? flat[0]! : tf.concat(flat, 1) };
    });
  }

  /** sum over rows of their weight times the sample's loss, [model]. */
  #loss(
    parameters: TensorParameters,
    batch: Pick<TensorBatch, 'x' | 'clean'>,
    { importance }: FixedTensors,
    rowWeight: Tensor2D,
    hiddenL1: number,
  ): Tensor1D {
    const { tf, model } = this.#setting;
    return tf.sum(tf.mul(model.sampleLoss(tf, parameters, { ...batch, importance, hiddenL1 }), rowWeight), 1);
  }

  state(): Promise<TrainingState> {
    return Promise.resolve(structuredClone(this.#state));
  }

  async evaluate(nSamples: number): Promise<Float64Array> {
    const { tf } = this.#setting;
    const result = new Float64Array(this.#run.nModels);
    const size = Math.min(EVALUATION_BATCH, nSamples);
    const all = new Uint32Array(this.#run.nModels);
    for (const { models } of cohortsOf(this.#run, all, 1, size)) {
      this.#activate();
      const fixed = fixedTensors(tf, this.#run, this.#state.parameters, models);
      const packed = packRows(this.#state.parameters, this.#layout, models);
      const rows = tf.tensor2d(packed, [models.length, this.#layout.size]);
      try {
        for (let done = 0, step = 0; done < nSamples; done += size, step++) {
          const now = Math.min(size, nSamples - done);
          const loss = tf.tidy(() => {
            const source = sampledBatches(tf, this.#run, models, now, 'evaluation');
            const cut = cutRows(tf, rows, this.#layout);
            const parameters = { ...fixed.parameters, ...cut } as unknown as TensorParameters;
            const x = source.batch(step);
            return this.#loss(parameters, { x, clean: x }, fixed, source.rowWeight, 0);
          });
          const values = await loss.data();
          loss.dispose();
          models.forEach((model, position) => (result[model]! += (values[position]! * now) / nSamples));
          await nextTask();
          this.#activate();
        }
      } finally {
        rows.dispose();
        fixed.dispose();
      }
    }
    return result;
  }

  dispose(): Promise<void> {
    return Promise.resolve(); // nothing is held between calls
  }

  /** Takes effect at once for a device that is ready; the returned promise only says so. */
  #activate(): void {
    const { tf, tfBackend } = this.#setting;
    if (tf.engine().backendName !== tfBackend) void tf.setBackend(tfBackend);
  }

  #upload(models: readonly number[]): OptimiserRows {
    const { parameters, firstMoment, secondMoment } = this.#state;
    const start = {
      theta: packRows(parameters, this.#layout, models),
      first: packRows(firstMoment, this.#layout, models),
      second: packRows(secondMoment, this.#layout, models),
    };
    const place = this.info.precision === 'float16' ? 'host' : 'device';
    return optimiserRows(this.#setting.tf, place, start, models.length, this.#run.spec.training);
  }

  /** Adds losses of consecutive steps, [step][model], to the windows. Impure: moves the models' steps on. */
  #record(models: readonly number[], values: readonly Float32Array[], losses: readonly number[][]): void {
    const { recordEvery } = this.#run.spec.training;
    const { step, windowLoss } = this.#state;
    for (const ofStep of values) {
      models.forEach((model, position) => {
        windowLoss[model]! += ofStep[position]!;
        step[model]! += 1;
        if (step[model]! % recordEvery === 0) {
          losses[model]!.push(windowLoss[model]! / recordEvery);
          windowLoss[model] = 0;
        }
      });
    }
  }
}

/**
 * Reads tensors of one length in one go. GPUs compile a program for every number of tensors put together, so
 * only powers of two occur: the last one is repeated.
 */
async function readTogether(tf: Tf, tensors: readonly Tensor1D[]): Promise<Float32Array[]> {
  const count = 2 ** Math.ceil(Math.log2(tensors.length));
  const together = tf.stack(Array.from({ length: count }, (_, index) => tensors[index] ?? tensors.at(-1)!));
  try {
    const values = (await together.data()) as Float32Array;
    const size = values.length / count;
    return tensors.map((_, index) => values.subarray(index * size, (index + 1) * size));
  } finally {
    together.dispose();
  }
}
