import { over } from '../choices.js';

export default [
  over(
    { id: 'hidden', label: 'Hidden' },
    ['runs.models.model.nHidden'],
    [3, 4, 6, 8, 12],
    (m) => `m = ${m} for 20 features`,
  ),
  over(
    { id: 'inputs', label: 'Inputs' },
    ['inputs'],
    [50, 100, 300, 1000],
    (count) => `${count} activations`,
  ),
];
