import { importances, over } from '../choices.js';

export default [
  over(
    { id: 'scale', label: 'Initial weights' },
    ['runs.absolute.training.initialisation.scale'],
    [0.03, 0.1, 0.3, 1],
    (scale) => (scale === 1 ? 'plain Xavier' : `${scale} of Xavier’s`),
  ),
  importances('runs.absolute.data.importance.ratio', [0.5, 0.64, 0.8, 0.9, 1]),
];
