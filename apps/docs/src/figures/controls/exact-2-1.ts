import { over } from '../choices.js';

export default [
  over(
    { id: 'second', label: 'Second surface' },
    ['points.1.featureProbability'],
    [0.4, 0.5, 0.55, 0.58, 0.59, 0.7],
    (p) => `1−S = ${p}, both equally important`,
  ),
  over(
    { id: 'fourth', label: 'Fourth surface' },
    ['points.3.importanceRatio'],
    [0.1, 0.3, 0.5, 0.7, 0.9],
    (r) => `second feature counts ${r}, 1−S = 0.9`,
  ),
];
