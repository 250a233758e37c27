import { densities, importances } from '../choices.js';

export default [
  densities('runs.*.data.featureProbability', [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1]),
  importances('runs.*.data.importance.ratio', [0.5, 0.6, 0.75, 0.9, 1]),
];
