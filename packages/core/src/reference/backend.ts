/**
 * The reference backend: float64, one model and one sample at a time. For tests, not for use.
 */

import { activeAttack, attackDirections, attackedBatch, AttackSampler } from '../data/attack.js';
import { BatchSampler } from '../data/sampler.js';
import { PARAMETER_NAMES, takeInstances, type Parameters } from '../parameters.js';
import type { ResolvedRun } from '../spec/resolve.js';
import { adamwUpdate } from '../train/adamw.js';
import type {
  AdvanceOptions,
  AdvanceResult,
  Backend,
  BackendInfo,
  Trainer,
  TrainingState,
} from '../train/backend.js';
import { learningRateAt } from '../train/schedule.js';
import { VERSION } from '../generated/version.js';
import { lossAndGradient, weightedLossAndGradient, type LossAndGradient, type LossProblem } from './loss.js';

const INFO: BackendInfo = {
  name: 'reference',
  version: VERSION,
  device: 'JavaScript, float64, one sample at a time',
  precision: 'float64',
  reproducible: true,
};

/** Samples a step of evaluation draws: keeps one batch small. */
const EVALUATION_BATCH = 4096;

/** The slow and obvious way to train, in float64. */
export function referenceBackend(): Backend {
  return {
    name: INFO.name,
    createTrainer: (run, state) => Promise.resolve(new ReferenceTrainer(run, state)),
  };
}

class ReferenceTrainer implements Trainer {
  readonly info: BackendInfo = INFO;
  readonly #run: ResolvedRun;
  readonly #state: TrainingState;

  constructor(run: ResolvedRun, state: TrainingState) {
    this.#run = run;
    this.#state = {
      parameters: asFloat64(state.parameters),
      firstMoment: asFloat64(state.firstMoment),
      secondMoment: asFloat64(state.secondMoment),
      step: state.step.slice(),
      windowLoss: state.windowLoss.slice(),
    };
  }

  async advance({ toStep, signal, onProgress }: AdvanceOptions): Promise<AdvanceResult> {
    const { nModels, spec } = this.#run;
    const { step, windowLoss } = this.#state;
    const { recordEvery } = spec.training;
    const firstWindow = step.map((done) => Math.floor(done / recordEvery));
    const losses: number[][] = Array.from({ length: nModels }, () => []);
    const samplers = Array.from({ length: nModels }, (_, index) => new BatchSampler(this.#run, index));
    while (step.some((done) => done < toStep) && !signal?.aborted) {
      for (let index = 0; index < nModels; index++) {
        if (step[index]! >= toStep) continue;
        windowLoss[index]! += this.#step(index, samplers[index]!);
        step[index]! += 1;
        if (step[index]! % recordEvery === 0) {
          losses[index]!.push(windowLoss[index]! / recordEvery);
          windowLoss[index] = 0;
        }
      }
      onProgress?.({ modelSteps: step.reduce((sum, done) => sum + done, 0) });
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    return {
      complete: step.every((done) => done >= toStep),
      losses: losses.map((values) => Float64Array.from(values)),
      firstWindow,
    };
  }

  state(): Promise<TrainingState> {
    return Promise.resolve(structuredClone(this.#state));
  }

  evaluate(nSamples: number): Promise<Float64Array> {
    const result = new Float64Array(this.#run.nModels);
    for (let index = 0; index < result.length; index++) {
      const sampler = new BatchSampler(this.#run, index, 'evaluation');
      const parameters = takeInstances(this.#state.parameters, [index]);
      for (let done = 0, step = 0; done < nSamples; done += EVALUATION_BATCH, step++) {
        const size = Math.min(EVALUATION_BATCH, nSamples - done);
        const x = sampler.batch(step, size);
        const { loss } = weightedLossAndGradient(this.#problem(index, 0), parameters, x, sampler.activity);
        result[index]! += (loss * size) / nSamples;
      }
    }
    return Promise.resolve(result);
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  #problem(index: number, hiddenL1 = this.#run.spec.training.hiddenL1): LossProblem {
    const { nFeatures, spec } = this.#run;
    const instance = Math.floor(index / spec.training.restarts.count);
    const importance = this.#run.importance.subarray(instance * nFeatures, (instance + 1) * nFeatures);
    return { model: spec.model, importance, hiddenL1 };
  }

  /** At the step that the model stands at. */
  #lossAndGradient(
    index: number,
    model: Parameters,
    x: Float32Array,
    { activity }: BatchSampler,
  ): LossAndGradient {
    const { nFeatures, nHidden, spec } = this.#run;
    const attack = activeAttack(spec.training);
    if (!attack) return weightedLossAndGradient(this.#problem(index), model, x, activity);
    const attacks = new AttackSampler(this.#run, index).attacks(
      this.#state.step[index]!,
      spec.training.batchSize,
    );
    const directions = attackDirections(model.weights, nFeatures, nHidden);
    return lossAndGradient(
      this.#problem(index),
      model,
      attackedBatch(x, attacks, directions, attack.epsilon),
      x,
    );
  }

  /** One step of one model; returns its loss before the update. */
  #step(index: number, sampler: BatchSampler): number {
    const { training } = this.#run.spec;
    const { parameters, firstMoment, secondMoment, step } = this.#state;
    const t = step[index]!;
    const x = sampler.batch(t, training.batchSize);
    const model = takeInstances(parameters, [index]);
    const { loss, gradient } = this.#lossAndGradient(index, model, x, sampler);
    for (const name of PARAMETER_NAMES) {
      const g = gradient[name];
      if (!g || (name === 'bias' && !this.#run.spec.model.outputBias)) continue;
      const own = (tensors: Parameters): Float64Array =>
        (tensors[name] as Float64Array).subarray(index * g.length, (index + 1) * g.length);
      adamwUpdate(
        own(parameters),
        g,
        own(firstMoment),
        own(secondMoment),
        learningRateAt(training, t),
        t + 1,
        training.optimiser,
      );
    }
    return loss;
  }
}

function asFloat64(parameters: Parameters): Parameters {
  const copy = { ...parameters };
  for (const name of PARAMETER_NAMES) {
    const tensor = parameters[name];
    if (tensor) copy[name] = Float64Array.from(tensor);
  }
  return copy;
}
