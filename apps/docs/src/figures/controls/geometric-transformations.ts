import { howOften, over } from '../choices.js';

export default [
  over(
    { id: 'density', label: 'Density' },
    ['runs.sets.data.featureProbability'],
    [0.01, 0.03, 0.1, 0.3],
    howOften,
  ),
  over(
    { id: 'scale', label: 'Initial weights' },
    ['runs.sets.training.initialisation.scale'],
    [0.001, 0.01, 0.1, 1],
    (scale) => (scale === 1 ? 'plain Xavier' : `${scale} of Xavier’s`),
  ),
];
