import { betweenPresets, densities, falling, over } from '../choices.js';

export default [
  over(
    { id: 'importance', label: 'Importance' },
    ['aligned.importance'],
    [0.5, 0.7, 0.9].map((ratio) => falling(5, ratio)),
    (list) => `above: each ${list[1]} of the one before`,
  ),
  densities('featureProbability', [0.1, 0.2, 0.5, 1]),
  await betweenPresets({
    figure: 'linear-dynamics',
    id: 'training',
    label: 'Training',
    paths: ['learningRate', 'batchSize', 'nModels'],
    meaning: { quick: 'rate 0.02, batches of 64', paper: 'rate 0.01, batches of 256' },
    before: [{ values: [0.1, 8, 5], meaning: 'rate 0.1, batches of 8: noisy' }],
  }),
];
