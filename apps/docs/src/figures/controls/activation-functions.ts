import { over } from '../choices.js';

export default [
  over(
    { id: 'sparsest', label: 'Sparsest row' },
    ['grid.featureProbability.from'],
    [0.001, 0.01, 0.1, 0.3],
    (p) => `1−S from ${p} to 1`,
  ),
];
