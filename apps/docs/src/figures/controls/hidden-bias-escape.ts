import { densities, importances } from '../choices.js';

export default [
  densities('runs.*.data.featureProbability', [0.02, 0.05, 0.1, 0.2, 0.5]),
  importances('runs.*.data.importance.ratio', [0.5, 0.75, 0.9, 1]),
];
