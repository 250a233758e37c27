// What is timed: one training step is K instances times `batchSize` fresh samples: draw, forward,
// backward, AdamW. Importances as in the paper's figures of these sizes; densities as in the
// authors' notebook, from 1 down to 1/20 over the instances.

/**
 * @typedef {object} Setting
 * @property {string} name
 * @property {import('@toymodels/core').RunSpec} spec
 */

/** p = 20^-linspace(0, 1, K). */
const densities = /** @type {const} */ ({ curve: 'logarithmic', first: 1, last: 1 / 20 });

/** @type {(n: number, m: number, count: number, ratio: number) => Setting} */
const reluOutput = (n, m, count, ratio) => ({
  name: `n=${n} m=${m} K=${count}`,
  spec: {
    model: { kind: 'relu-output', nFeatures: n, nHidden: m },
    data: { featureProbability: 1, importance: { curve: 'geometric', first: 1, ratio } },
    instances: { count, featureProbability: densities },
    training: { batchSize: 1024, steps: 1_000_000_000 },
    seed: 1,
  },
});

/** @type {readonly Setting[]} */
export const SETTINGS = [
  reluOutput(5, 2, 10, 0.9),
  reluOutput(20, 5, 7, 0.7),
  reluOutput(80, 20, 10, 0.9),
  reluOutput(400, 30, 10, 1),
];
