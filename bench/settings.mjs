// What is timed: one training step is K instances times `batchSize` fresh samples: draw, forward,
// backward, AdamW. Importances as in the paper's figures of these sizes; densities as in the
// authors' notebook, from 1 down to 1/20 over the instances, except where the paper lists its own.

/**
 * @typedef {object} Setting
 * @property {string} key what --settings names
 * @property {string} name
 * @property {import('@toymodels/core').RunSpec} spec
 * @property {number} [goal] wanted ratio of the best peer's time to ours on all cores
 * @property {boolean} [oursOnly] no peers: it compares us with ourselves
 */

/** p = 20^-linspace(0, 1, K). */
const densities = /** @type {const} */ ({ curve: 'logarithmic', first: 1, last: 1 / 20 });

const BATCH_SIZE = 1024;

/**
 * More steps than any benchmark takes.
 *
 * @satisfies {import('@toymodels/core').TrainingSpec}
 */
const training = { batchSize: BATCH_SIZE, steps: 1_000_000_000 };

/** @param {number} ratio @returns {import('@toymodels/core').NamedCurve} */
const importance = (ratio) => ({ curve: 'geometric', first: 1, ratio });

/** @type {(n: number, m: number, count: number, ratio: number, goal: number) => Setting} */
const reluOutput = (n, m, count, ratio, goal) => ({
  key: `n${n}`,
  name: `n=${n} m=${m} K=${count}`,
  goal,
  spec: {
    model: { kind: 'relu-output', nFeatures: n, nHidden: m },
    data: { featureProbability: 1, importance: importance(ratio) },
    instances: { count, featureProbability: densities },
    training,
    seed: 1,
  },
});

/**
 * Models of n=20, m=5 that all have the same density: what sparse data costs beside dense data.
 *
 * @param {string} key
 * @param {number} p
 * @returns {Setting}
 */
const oneDensity = (key, p) => ({
  key,
  name: `n=20 m=5 K=7, p=${p}`,
  oursOnly: true,
  spec: {
    model: { kind: 'relu-output', nFeatures: 20, nHidden: 5 },
    data: { featureProbability: p, importance: importance(0.7) },
    instances: { count: 7 },
    training,
    seed: 1,
  },
});

/**
 * One model alone: what it brings that workers share its batches.
 *
 * @param {number} n
 * @param {number} m
 * @param {number} ratio
 * @returns {Setting}
 */
const oneModel = (n, m, ratio) => ({
  key: `n${n}-one`,
  name: `n=${n} m=${m} K=1, p=1`,
  oursOnly: true,
  spec: {
    model: { kind: 'relu-output', nFeatures: n, nHidden: m },
    data: { featureProbability: 1, importance: importance(ratio) },
    training,
    seed: 1,
  },
});

/** @type {readonly Setting[]} */
export const SETTINGS = [
  reluOutput(5, 2, 10, 0.9, 50),
  reluOutput(20, 5, 7, 0.7, 20),
  reluOutput(80, 20, 10, 0.9, 4),
  reluOutput(400, 30, 10, 1, 4),
  {
    key: 'abs100',
    name: 'absolute value, n=100 m=40 K=7',
    spec: {
      model: { kind: 'absolute-value', nFeatures: 100, nHidden: 40 },
      data: { featureProbability: 1, importance: importance(0.8) },
      // The paper's own list for this figure.
      instances: { count: 7, featureProbability: [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001] },
      training,
      seed: 1,
    },
  },
  {
    key: 'hidden10',
    name: 'ReLU hidden, n=10 m=5 K=1000',
    spec: {
      model: { kind: 'relu-hidden', nFeatures: 10, nHidden: 5 },
      data: { featureProbability: 1, importance: importance(0.75) },
      instances: { count: 1000, featureProbability: densities },
      training,
      seed: 1,
    },
  },
  oneDensity('n20-dense', 1),
  oneDensity('n20-sparse', 0.01),
  oneModel(80, 20, 0.9),
  oneModel(400, 30, 1),
];
