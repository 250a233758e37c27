/**
 * Experiments to start from: those of the paper in sizes that take seconds here, and a few it did not do.
 * Each is a change of the defaults.
 */
import { DEFAULTS, type Settings } from './settings.js';

export interface LabPreset {
  readonly id: string;
  readonly title: string;
  /** What is to be seen, one sentence. */
  readonly words: string;
  readonly settings: Settings;
}

const FAST = { learningRate: 5e-3, schedule: 'linear' } as const;
const FALLING = (ratio: number) => ({ curve: 'geometric', first: 1, ratio }) as const;

function preset(id: string, title: string, words: string, changes: Partial<Settings>): LabPreset {
  return { id, title, words, settings: { ...DEFAULTS, ...changes } };
}

export const PRESETS: readonly LabPreset[] = [
  preset(
    'pentagon',
    'Five features in a plane',
    'Two features, then two pairs, then a pentagon, as the data get sparser.',
    {
      importance: FALLING(0.9),
      sweep: { over: 'featureProbability', values: [1, 0.2, 0.1] },
      steps: 4000,
      restarts: 8,
      ...FAST,
    },
  ),
  preset(
    'basic-results',
    'Twenty features in five dimensions',
    'The ReLU model keeps more features than it has dimensions once they are sparse.',
    {
      nFeatures: 20,
      nHidden: 5,
      importance: FALLING(0.7),
      sweep: { over: 'featureProbability', values: [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001] },
      sampling: 'non-empty',
      steps: 3000,
      restarts: 2,
      ...FAST,
    },
  ),
  preset(
    'linear',
    'The same without a ReLU',
    'The linear model keeps the five most important features, whatever the sparsity.',
    {
      kind: 'linear',
      nFeatures: 20,
      nHidden: 5,
      importance: FALLING(0.7),
      sweep: { over: 'featureProbability', values: [1, 0.1, 0.01] },
      sampling: 'non-empty',
      steps: 3000,
      ...FAST,
    },
  ),
  preset(
    'one-dimension',
    'Two features, one dimension',
    'The extra feature is ignored, then shares the dimension as an antipodal pair.',
    {
      nFeatures: 2,
      nHidden: 1,
      importance: [1, 0.8],
      sweep: { over: 'featureProbability', values: [1, 0.6, 0.4, 0.2, 0.1, 0.05] },
      sampling: 'non-empty',
      steps: 3000,
      restarts: 8,
      ...FAST,
    },
  ),
  preset(
    'polytopes',
    'Many equal features',
    'Pairs over a wide range of sparsity; triangles, pentagons and antiprisms beside it.',
    {
      nFeatures: 40,
      nHidden: 8,
      sweep: { over: 'featureProbability', values: [0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2] },
      batchSize: 512,
      steps: 3000,
      initialScale: 0.1,
      evaluationSamples: 8192,
      learningRate: 0.01,
      schedule: 'linear',
    },
  ),
  preset(
    'solid',
    'Eight features in space',
    'They form a square antiprism: none has a dimension of its own. Turn it.',
    {
      nFeatures: 8,
      nHidden: 3,
      featureProbability: 0.05,
      sampling: 'non-empty',
      steps: 4000,
      restarts: 16,
      ...FAST,
    },
  ),
  preset('correlated', 'Correlated pairs', 'Features that come together are kept at right angles.', {
    nFeatures: 4,
    featureProbability: 0.03,
    sets: [
      { kind: 'correlated', features: [0, 1] },
      { kind: 'correlated', features: [2, 3] },
    ],
    sampling: 'non-empty',
    steps: 4000,
    restarts: 12,
    ...FAST,
  }),
  preset('anticorrelated', 'Anticorrelated pairs', 'Features that never come together are made opposites.', {
    nFeatures: 4,
    featureProbability: 0.03,
    sets: [
      { kind: 'anticorrelated', features: [0, 1] },
      { kind: 'anticorrelated', features: [2, 3] },
    ],
    sampling: 'non-empty',
    steps: 4000,
    restarts: 12,
    ...FAST,
  }),
  preset(
    'neurons',
    'A privileged basis',
    'With a ReLU on the hidden layer its units are neurons; sparse features share them.',
    {
      kind: 'relu-hidden',
      nFeatures: 10,
      nHidden: 5,
      importance: FALLING(0.75),
      sweep: { over: 'featureProbability', values: [0.7, 0.35, 0.15, 0.12, 0.065, 0.03] },
      sampling: 'non-empty',
      batchSize: 128,
      steps: 1500,
      restarts: 40,
      learningRate: 0.01,
      schedule: 'linear',
    },
  ),
  preset('absolute-value', 'Computing |x|', 'Two neurons a feature, one for each sign.', {
    kind: 'absolute-value',
    nFeatures: 3,
    nHidden: 6,
    featureProbability: 1,
    batchSize: 256,
    steps: 3000,
    restarts: 16,
    ...FAST,
  }),
  preset(
    'computing-sparse',
    'Computing |x| in superposition',
    'Twice as many signs as neurons: polysemantic neurons that inhibit each other’s errors.',
    {
      kind: 'absolute-value',
      nFeatures: 20,
      nHidden: 10,
      importance: FALLING(0.8),
      sweep: { over: 'featureProbability', values: [0.1, 0.03, 0.01] },
      sampling: 'non-empty',
      batchSize: 256,
      steps: 3000,
      initialScale: 0.1,
      restarts: 4,
      evaluationSamples: 8192,
      ...FAST,
    },
  ),
  preset(
    'exact',
    'The exact optima',
    'No samples: all minima of the population loss of five equal features, and how often a descent ends in each.',
    {
      featureProbability: 0.05,
      method: 'exact',
    },
  ),
  preset(
    'penalty',
    'A penalty on activations',
    'Not in the paper: more L1 on the hidden units drives superposition out.',
    {
      kind: 'relu-hidden',
      nFeatures: 10,
      nHidden: 5,
      importance: FALLING(0.75),
      featureProbability: 0.05,
      sampling: 'non-empty',
      batchSize: 256,
      steps: 2000,
      restarts: 8,
      sweep: { over: 'hiddenL1', values: [0, 0.03, 0.05, 0.1, 0.2] },
      ...FAST,
    },
  ),
  preset(
    'attacked',
    'Trained under attack',
    'Half of the samples are pushed along a row of WᵀW: how far before superposition gives way?',
    {
      nFeatures: 20,
      nHidden: 10,
      featureProbability: 0.05,
      batchSize: 512,
      steps: 3000,
      restarts: 2,
      attackShare: 0.5,
      sweep: { over: 'attackSize', values: [0, 0.1, 0.2, 0.4, 0.8] },
      ...FAST,
    },
  ),
];
