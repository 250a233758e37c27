/**
 * The table of settings: short key in the address, range, words for the form. Form, address and sweeps are all made
 * from it. Ranges are those of core's schema, narrowed to what a browser bears.
 */
import {
  ACTIVATIONS,
  SWEPT,
  VIEWS,
  type BackendName,
  type Settings,
  type Sweep,
  type SweptName,
  type Turned,
  type ViewName,
} from './settings.js';
import {
  featureText,
  instanceText,
  numberText,
  readFeatureValues,
  readInstanceValues,
  readNumber,
  readNumbers,
  readSets,
  setsText,
  type Range,
  type Say,
} from './values.js';

export const GROUPS = {
  model: 'Model',
  data: 'Data',
  instances: 'Several models',
  training: 'Training',
  optimiser: 'Optimiser',
  compute: 'Seed, method, backend',
} as const;
export type GroupName = keyof typeof GROUPS;

export type FieldKind =
  'number' | 'choice' | 'flag' | 'values' | 'instances' | 'sets' | 'sweep' | 'views' | 'turned';

/** One setting. */
export interface Field<Name extends keyof Settings = keyof Settings> {
  readonly name: Name;
  /** In the address. */
  readonly key: string;
  readonly kind: FieldKind;
  /** Where the form has it; none for those that the views hold. */
  readonly group?: GroupName;
  readonly label: string;
  /** What it means, one sentence. */
  readonly help: string;
  readonly range?: Range;
  readonly choices?: readonly (readonly [value: string, label: string])[];
  readonly write: (value: Settings[Name]) => string;
  /** @throws Error with a sentence */
  readonly read: (text: string, say: Say) => Settings[Name];
}

type Words = readonly [group: GroupName, label: string, help: string];
/** Names of settings that hold such values. */
type Of<T> = { [K in keyof Settings]-?: Settings[K] extends T ? K : never }[keyof Settings];

function number<Name extends Of<number>>(
  name: Name,
  key: string,
  range: Range,
  [group, label, help]: Words,
): Field<Name> {
  return {
    name, key, kind: 'number', group, label, help, range,
    write: (value) => numberText(value),
    read: (text, say) => readNumber(text, range, say),
  }; // prettier-ignore
}

function choice<Name extends Of<string>>(
  name: Name,
  key: string,
  choices: readonly (readonly [Settings[Name] & string, string])[],
  [group, label, help]: Words,
): Field<Name> {
  return {
    name,
    key,
    kind: 'choice',
    group,
    label,
    help,
    choices,
    write: (value) => value,
    read: (text) => {
      if (choices.some(([value]) => value === text)) return text as Settings[Name];
      throw new Error(
        `there is no “${text.slice(0, 24)}”; known are ${choices.map(([value]) => value).join(', ')}`,
      );
    },
  };
}

function flag<Name extends Of<boolean>>(name: Name, key: string, [group, label, help]: Words): Field<Name> {
  return {
    name,
    key,
    kind: 'flag',
    group,
    label,
    help,
    write: (value) => (value ? '1' : '0'),
    read: readFlag,
  };
}

function readFlag(text: string): boolean {
  if (text === '0' || text === '1') return text === '1';
  throw new Error(`“${text.slice(0, 24)}” is neither 0 nor 1`);
}

const PROBABILITY: Range = { least: 0, most: 1 };
const WEIGHT: Range = { least: 0, most: 1e9 };
const whole = (least: number, most: number): Range => ({ least, most, whole: true });

const SIZES = {
  nFeatures: whole(1, 1024),
  nHidden: whole(1, 256),
  count: whole(1, 200),
  restarts: whole(1, 1000),
  steps: whole(0, 1_000_000),
} as const;
/** Runs of one sweep. */
const MOST_SWEPT = 24;

function readSweep(text: string, say: Say): Sweep {
  const [over, values] = text.split(':');
  const field = FIELDS.find(({ name, key }) => key === over && (SWEPT as readonly string[]).includes(name));
  if (field === undefined || values === undefined)
    throw new Error(`“${text.slice(0, 24)}” is no sweep; write it as m:1/2/3`);
  const range = field.name === 'featureProbability' ? PROBABILITY : field.range!;
  const all = readNumbers(values, range, say);
  if (all.length > MOST_SWEPT) say(`a sweep has ${MOST_SWEPT} values at most; the others were left out`);
  return { over: field.name as SweptName, values: all.slice(0, MOST_SWEPT) };
}

function readViews(text: string, say: Say): readonly ViewName[] {
  const given = text === 'none' ? [] : text.split(',');
  const unknown = given.filter((name) => !(VIEWS as readonly string[]).includes(name));
  if (unknown.length > 0) say(`there is no view “${unknown[0]!.slice(0, 24)}”`);
  return VIEWS.filter((name) => given.includes(name));
}

function readTurned(text: string, say: Say): Turned {
  const [azimuth = '', elevation = ''] = text.split(',');
  return {
    azimuth: readNumber(azimuth, whole(0, 360), say),
    elevation: readNumber(elevation, whole(-90, 90), say),
  };
}

// prettier-ignore
const TABLE = [
  choice('kind', 'model', [
    ['relu-output', 'ReLU output: x′ = ReLU(WᵀW x + b)'],
    ['linear', 'Linear: x′ = WᵀW x + b'],
    ['relu-hidden', 'ReLU hidden layer: x′ = ReLU(Wᵀ ReLU(W x) + b)'],
    ['absolute-value', 'Absolute value: y = ReLU(W₂ ReLU(W₁ x) + b), target |x|'],
  ], ['model', 'Model', 'Which of the paper’s four models.']),
  number('nFeatures', 'n', SIZES.nFeatures, ['model', 'Features n', 'How many features the input has.']),
  number('nHidden', 'm', SIZES.nHidden, ['model', 'Hidden dimensions m', 'How many numbers the model has to hold them.']),
  flag('outputBias', 'b', ['model', 'Train the output bias b', 'Off: b stays at its initial value.']),
  flag('hiddenBias', 'c', ['model', 'Train a hidden bias c', 'The paper’s models have none.']),
  valuesField('featureProbability', 'p', PROBABILITY, ['data', 'Feature probability p = 1 − S', 'How often a feature is active.']),
  valuesField('importance', 'I', WEIGHT, ['data', 'Importance I', 'The weight of each feature’s error in the loss.']),
  choice('range', 'x', [['model', 'as the model has it'], ['unit', 'from 0 to 1'], ['signed', 'from −1 to 1']],
    ['data', 'Active values', 'Uniform on this range; absolute-value models see both signs.']),
  { name: 'sets', key: 'sets', kind: 'sets', group: 'data', label: 'Feature sets',
    help: 'c0.1/a2.3: features 0 and 1 always active together, of 2 and 3 one at most. The first feature is 0, as in a spec.',
    write: setsText, read: readSets } satisfies Field<'sets'>,
  number('count', 'K', SIZES.count, ['instances', 'Models side by side K', 'Trained on samples of their own; nothing is shared.']),
  instancesField('instanceProbability', 'pk', PROBABILITY, ['instances', 'Their feature probability', 'One for each model in place of p.']),
  instancesField('instanceImportance', 'Ik', WEIGHT, ['instances', 'Their importance', 'One for each model in place of I.']),
  number('first', 'first', whole(0, 2 ** 31 - 1), ['instances', 'Index of the first model', 'Its random streams: model k of a larger run can be trained alone.']),
  number('restarts', 'starts', SIZES.restarts, ['instances', 'Random starts', 'Models trained for each of these.']),
  choice('keep', 'keep', [['best', 'the best'], ['all-but-worst', 'all but the worst'], ['all', 'all']],
    ['instances', 'Starts kept', 'By the loss on fresh samples.']),
  { name: 'sweep', key: 'sweep', kind: 'sweep', group: 'instances', label: 'Sweep over',
    help: 'Everything else stays. Over p all models train side by side; over anything else one run follows the other.',
    write: (sweep) => sweep === undefined ? '' : `${keyOf(sweep.over)}:${sweep.values.map(numberText).join('/')}`,
    read: readSweep } satisfies Field<'sweep'>,
  number('steps', 'steps', SIZES.steps, ['training', 'Steps', 'Updates of the weights.']),
  number('batchSize', 'batch', whole(1, 65_536), ['training', 'Batch size', 'Fresh samples for each step.']),
  choice('sampling', 'draw', [['iid', 'plain samples'], ['non-empty', 'only non-empty samples']],
    ['training', 'Sampling', 'Non-empty: the empty sample is added with its exact weight. The same loss with less noise.']),
  number('initialScale', 'scale', { least: 0, most: 100 }, ['training', 'Size of initial weights', 'Times √(2/(n + m)), the standard deviation.']),
  number('initialBias', 'b0', { least: -100, most: 100 }, ['training', 'Initial bias', 'Of every output.']),
  number('hiddenL1', 'l1', WEIGHT, ['training', 'L1 penalty on hidden units λ', 'Adds λ |h|₁ to the loss.']),
  number('attackShare', 'attack', PROBABILITY, ['training', 'Share of attacked samples', 'Adversarial training: x + ε s Mᵢ/|Mᵢ| goes in with M = WᵀW, x stays the target. Plain samples and linear hidden units only.']),
  number('attackSize', 'reach', { least: 0, most: 100 }, ['training', 'Size of the attack ε', 'Its length, in units of x.']),
  number('learningRate', 'rate', { least: 1e-9, most: 10 }, ['optimiser', 'Learning rate', 'Of AdamW.']),
  choice('schedule', 'schedule', [['constant', 'constant'], ['linear', 'falls on a line'], ['cosine', 'falls on half a cosine']],
    ['optimiser', 'Schedule', 'How the rate goes over the run.']),
  number('finalRate', 'final', PROBABILITY, ['optimiser', 'Final share of the rate', 'At the end of a falling schedule.']),
  number('weightDecay', 'decay', { least: 0, most: 100 }, ['optimiser', 'Weight decay', 'Decoupled; PyTorch’s default is 0.01.']),
  number('beta1', 'beta1', { least: 0, most: 0.999_999 }, ['optimiser', 'β₁', 'Memory of the mean gradient.']),
  number('beta2', 'beta2', { least: 0, most: 0.999_999_9 }, ['optimiser', 'β₂', 'Memory of its square.']),
  number('epsilon', 'eps', { least: 1e-30, most: 1 }, ['optimiser', 'ε', 'Added to the root of the second moment.']),
  number('recordEvery', 'window', whole(1, 1_000_000), ['optimiser', 'Steps per loss point', 'The loss curve holds the mean over so many steps.']),
  number('evaluationSamples', 'eval', whole(1, 1_048_576), ['optimiser', 'Samples of the evaluation', 'Fresh ones, by which starts are compared.']),
  number('seed', 'seed', whole(0, Number.MAX_SAFE_INTEGER), ['compute', 'Seed', 'The same seed gives the same bits.']),
  choice('method', 'how', [['sampled', 'trained on samples'], ['exact', 'exact optimum']],
    ['compute', 'Method', 'Exact: descent on the population loss, without samples or noise.']),
  number('exactStarts', 'tries', whole(1, 1000), ['compute', 'Exact starts', 'Random starts of the exact descent.']),
  choice('backend', 'by', [['wasm', 'WebAssembly (same bits everywhere)'], ['wasm-relaxed', 'WebAssembly, relaxed SIMD (faster, other bits)'],
    ['tfjs-cpu', 'TensorFlow.js, JavaScript'],
    ['tfjs-wasm', 'TensorFlow.js, WebAssembly'], ['webgl', 'TensorFlow.js, WebGL'], ['webgpu', 'TensorFlow.js, WebGPU']] satisfies
      readonly (readonly [BackendName, string])[],
    ['compute', 'Backend', 'What computes the steps. The first two are the fastest for most models; the first gives the same bits everywhere.']),
  choice('activation', 'out', ACTIVATIONS.map((name) => [name, name === 'own' ? 'the model’s own' : name] as const),
    ['compute', 'Output activation', 'Another one needs a TensorFlow.js backend.']),
  { name: 'sameScales', key: 'same', kind: 'flag', label: 'Same scales', help: 'Of A and B.',
    write: (same) => (same ? '1' : '0'), read: readFlag } satisfies Field<'sameScales'>,
  { name: 'views', key: 'views', kind: 'views', label: 'Views', help: 'What is drawn.',
    write: (views) => views === undefined ? '' : views.length === 0 ? 'none' : views.join(','), read: readViews } satisfies Field<'views'>,
  { name: 'turned', key: 'turned', kind: 'turned', label: 'Turned', help: 'From where three dimensions are seen.',
    write: ({ azimuth, elevation }) => `${azimuth},${elevation}`, read: readTurned } satisfies Field<'turned'>,
] as const;

function valuesField(
  name: 'featureProbability' | 'importance',
  key: string,
  range: Range,
  [group, label, help]: Words,
): Field<typeof name> {
  const read: Field<typeof name>['read'] = (text, say) => readFeatureValues(text, range, say);
  return { name, key, kind: 'values', group, label, help, range, write: featureText, read };
}

function instancesField(
  name: 'instanceProbability' | 'instanceImportance',
  key: string,
  range: Range,
  [group, label, help]: Words,
): Field<typeof name> {
  return {
    name,
    key,
    kind: 'instances',
    group,
    label,
    help,
    range,
    write: (value) => (value === undefined ? '' : instanceText(value)),
    read: (text, say) => (text.trim() === '' ? undefined : readInstanceValues(text, range, say)),
  };
}

/** All settings, in the order of the form and of the address. */
export const FIELDS: readonly Field[] = TABLE as unknown as readonly Field[];

export function fieldOf<Name extends keyof Settings>(name: Name): Field<Name> {
  return FIELDS.find((field) => field.name === name) as unknown as Field<Name>;
}

function keyOf(name: keyof Settings): string {
  return fieldOf(name).key;
}
