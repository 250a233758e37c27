import { densities, importances } from '../choices.js';

export default [
  densities('runs.*.data.featureProbability', [0.01, 0.02, 0.05, 0.1, 0.2]),
  importances('runs.*.data.importance.ratio', [0.7, 0.8, 0.9, 1]),
];
