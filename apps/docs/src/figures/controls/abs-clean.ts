import { densities, over } from '../choices.js';

export default [
  over(
    { id: 'neurons', label: 'Neurons' },
    ['runs.absolute.model.nHidden'],
    [3, 4, 5, 6, 8],
    (m) => `m = ${m} for 3 features`,
  ),
  densities('runs.absolute.data.featureProbability', [0.03, 0.1, 0.3, 1]),
];
