import { densities, hidden, over } from '../choices.js';

export default [
  densities('runs.*.data.featureProbability', [0.02, 0.05, 0.1, 0.2]),
  over({ id: 'share', label: 'Attacked' }, ['runs.*.training.attack.share'], [0.1, 0.25, 0.5, 1], (share) =>
    share === 1 ? 'every sample' : `${100 * share} % of the samples`,
  ),
  hidden('runs.*.model.nHidden', [3, 4, 6, 10, 15]),
];
