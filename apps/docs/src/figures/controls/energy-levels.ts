import { betweenPresets, densities, over, thousands } from '../choices.js';

export default [
  densities('runs.uniform.data.featureProbability', [0.05, 0.1, 0.2, 0.3, 0.5]),
  over(
    { id: 'scale', label: 'Initial weights' },
    ['runs.uniform.training.initialisation.scale'],
    [0.01, 0.03, 0.1, 0.3, 1],
    (scale) => (scale === 1 ? 'plain Xavier' : `${scale} of Xavier’s`),
  ),
  await betweenPresets({
    figure: 'energy-levels',
    id: 'batch',
    label: 'Batch',
    paths: ['runs.uniform.training.batchSize'],
    meaning: { quick: `${thousands(2048)} samples a step`, paper: `${thousands(8192)} samples a step` },
    before: [{ values: [512], meaning: '512 samples a step' }],
  }),
];
