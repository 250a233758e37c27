import { densities, hidden } from '../choices.js';

export default [
  hidden('runs.*.model.nHidden', [2, 3, 4, 5, 6]),
  densities('runs.*.data.featureProbability', [0.03, 0.1, 0.3, 1]),
];
