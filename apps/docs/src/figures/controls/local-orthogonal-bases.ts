import { densities, kinds } from '../choices.js';

export default [
  kinds('runs.sets.data.sets', 2, 10),
  densities('runs.sets.data.featureProbability', [0.01, 0.03, 0.1, 0.3, 1]),
];
