import { densities, over } from '../choices.js';

export default [
  over({ id: 'second', label: 'Second feature' }, ['second'], [0, 0.2, 0.4, 0.6, 0.8, 1], (value) =>
    value === 0 ? 'silent' : `active at ${value}`,
  ),
  over({ id: 'features', label: 'Features' }, ['nFeatures'], [3, 4, 5, 6], (n) => `${n} in two dimensions`),
  densities('featureProbability', [0.01, 0.02, 0.05, 0.1, 0.15]),
];
