/**
 * What an experiment would cost, before it is begun: about how long it takes, and whether a browser bears it.
 *
 * Seconds come from times measured on one core of a small server (see the READMEs of the backends and of theory); a
 * run in this browser corrects them. `estimateSeconds` needs nothing but the settings and takes all data for dense, so that it
 * says too much rather than too little; `refinedSeconds` asks the backend's model of costs, which knows what sparse
 * data save.
 */
import { isSideBySide, plannedRuns } from './spec.js';
import { isKernel, type BackendName, type Settings } from './settings.js';

/** Nanoseconds of one sample through one model and back. */
function sampleCost({ kind, nFeatures: n, nHidden: m }: Settings): number {
  return (0.9 * n + 0.25 * n * m) * (kind === 'absolute-value' ? 1.8 : 1);
}

/** Milliseconds a step of its own, and how many times slower a sample is. */
const COSTS: Readonly<Record<BackendName, readonly [step: number, factor: number]>> = {
  wasm: [0.002, 1],
  'wasm-relaxed': [0.002, 1],
  'tfjs-cpu': [1, 300],
  'tfjs-wasm': [1, 60],
  webgl: [8, 4],
  webgpu: [8, 4],
};

/** The settings of each run of an experiment. */
function eachRun(settings: Settings): readonly Settings[] {
  const { sweep } = settings;
  if (sweep === undefined) return [settings];
  if (isSideBySide(settings)) return [{ ...settings, sweep: undefined, count: sweep.values.length }];
  return sweep.values.map((value) => ({ ...settings, sweep: undefined, [sweep.over]: value }));
}

/**
 * About how many seconds it takes.
 *
 * @param cores processors that may work at the same time, at least 1
 * @param correction measured over estimated time of an earlier run here
 */
export function estimateSeconds(settings: Settings, cores: number, correction = 1): number {
  const ms = eachRun(settings).reduce(
    (sum, run) => sum + (run.method === 'exact' ? exactMs(run) : sampledMs(run, cores)),
    0,
  );
  return (ms * correction) / 1000;
}

/** What a sample of the evaluation costs, of one of training: it goes through the model once, not there and back. */
const EVALUATION_SHARE = 0.4;

/**
 * The same by the backend's own model of costs, where it has one. Loads core and the backend.
 *
 * @returns what {@link estimateSeconds} says for other backends, for exact optima, and for what no spec can be
 */
export async function refinedSeconds(settings: Settings, cores: number, correction = 1): Promise<number> {
  const rough = estimateSeconds(settings, cores, correction);
  if (settings.method === 'exact' || !isKernel(settings.backend) || problemsOf(settings).length > 0)
    return rough;
  const [{ completeSpec, resolveRun, ToyModelsError }, { costOf }] = await Promise.all([
    import('@toymodels/core'),
    import('@toymodels/backend-wasm'),
  ]);
  try {
    const nanoseconds = plannedRuns(settings).map(({ spec }) => {
      const run = resolveRun(completeSpec(spec));
      const { steps, batchSize, evaluationSamples, restarts } = run.spec.training;
      const { count } = run.spec.instances;
      let sum = 0;
      for (let k = 0; k < count; k++) {
        const step = costOf(run, k);
        sum += restarts.count * step * (steps + (EVALUATION_SHARE * evaluationSamples) / batchSize);
      }
      return sum / Math.min(cores, count * restarts.count);
    });
    return (nanoseconds.reduce((sum, each) => sum + each, 0) * correction) / 1e9;
  } catch (error) {
    if (error instanceof ToyModelsError) return rough;
    throw error;
  }
}

function sampledMs(run: Settings, cores: number): number {
  const [step, factor] = COSTS[run.backend];
  const models = run.count * run.restarts;
  const side = isKernel(run.backend) ? Math.min(cores, models) : 1;
  const samples = models * (run.steps * run.batchSize + run.evaluationSamples);
  return run.steps * step + (samples * sampleCost(run) * factor) / 1e6 / side;
}

function exactMs({ nFeatures: n, nHidden: m, count, exactStarts, kind }: Settings): number {
  if (kind === 'linear') return 1;
  // Descents of about 9 n m evaluations, each growing as if with 3.65 to the n.
  return count * exactStarts * 9 * n * m * 0.028 * 3.65 ** (n - 5);
}

/** In words: "about 9 s". */
export function durationText(seconds: number): string {
  if (seconds < 1) return 'under 1 s';
  if (seconds < 90) return `about ${Math.round(seconds)} s`;
  if (seconds < 5400) return `about ${Math.round(seconds / 60)} min`;
  return `about ${Number((seconds / 3600).toPrecision(2))} h`;
}

const MOST_NUMBERS = 4_000_000;
/** Features up to which theory computes the exact loss. */
const MOST_EXACT = 12;

/** Why this cannot be begun here, each with what mends it; empty when it can. */
export function problemsOf(settings: Settings): readonly string[] {
  const problems: string[] = [];
  const thousands = (value: number): string => `${Math.round(value / 1000)} thousand`;
  for (const run of eachRun(settings)) {
    const { nFeatures: n, nHidden: m, method, kind } = run;
    if (method === 'exact') {
      if (kind !== 'relu-output' && kind !== 'linear')
        problems.push(
          'The exact optimum is known for the linear and the ReLU-output model: choose one of them, or training on samples.',
        );
      if (kind === 'relu-output' && n > MOST_EXACT)
        problems.push(
          `The exact loss goes up to ${MOST_EXACT} features and n is ${n}: take fewer, or train on samples.`,
        );
      if (kind === 'linear' && run.sets.length > 0)
        problems.push('The exact optimum of the linear model needs independent features: remove the sets.');
      if (kind === 'linear' && !run.outputBias)
        problems.push('The exact optimum of the linear model has a bias: train it, or train on samples.');
      if (run.range === 'signed')
        problems.push(
          'The exact loss is that of active values from 0 to 1: choose these, or train on samples.',
        );
      if (run.hiddenBias)
        problems.push('The exact loss has no hidden bias: switch it off, or train on samples.');
      if (kind === 'relu-output' && !run.outputBias && run.initialBias !== 0)
        problems.push('Without a trained bias the exact optimum has b = 0: set the initial bias to 0.');
      if (run.attackShare > 0)
        problems.push('The exact loss is that of samples as they are: set the share of attacked ones to 0.');
      if (run.activation !== 'own')
        problems.push('The exact loss has the model’s own output activation: choose that one.');
      continue;
    }
    const models = run.count * run.restarts;
    const numbers = models * (n * m * (kind === 'absolute-value' ? 2 : 1) + n + m);
    if (numbers > MOST_NUMBERS)
      problems.push(
        `${models} models of this size hold ${thousands(numbers)} numbers and this page bears ${thousands(MOST_NUMBERS)}: take fewer models or smaller ones.`,
      );
    const points = (models * run.steps) / run.recordEvery;
    if (points > MOST_NUMBERS)
      problems.push(
        `The loss curves would have ${thousands(points)} points and this page bears ${thousands(MOST_NUMBERS)}: take more steps per point.`,
      );
    if (run.activation !== 'own' && isKernel(run.backend))
      problems.push(
        'Another output activation needs a TensorFlow.js backend: choose one, or the model’s own activation.',
      );
  }
  if (settings.sweep?.over === 'featureProbability' && !isSideBySide(settings))
    problems.push(
      'A sweep over p takes the place of several models with probabilities of their own: set K to 1 and leave these out.',
    );
  return [...new Set(problems)];
}

/** The specs themselves, checked by core's schema. @returns its complaint, in words */
export async function schemaProblem(settings: Settings): Promise<string | undefined> {
  const { completeSpec, ToyModelsError } = await import('@toymodels/core');
  try {
    for (const { spec } of plannedRuns(settings)) completeSpec(spec);
    return undefined;
  } catch (error) {
    if (error instanceof ToyModelsError) return error.message;
    throw error;
  }
}
