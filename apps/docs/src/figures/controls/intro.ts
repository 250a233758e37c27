import { howOften, importances, over } from '../choices.js';

export default [
  over(
    { id: 'sparsest', label: 'Third panel' },
    ['runs.plane.instances.featureProbability.2'],
    [0.3, 0.2, 0.15, 0.1, 0.05, 0.02, 0.01],
    howOften,
  ),
  importances('runs.plane.data.importance.ratio', [0.5, 0.7, 0.8, 0.9, 1]),
  over(
    { id: 'features', label: 'Features' },
    ['runs.plane.model.nFeatures'],
    [3, 4, 5, 6],
    (n) => `n = ${n} in two dimensions`,
  ),
];
