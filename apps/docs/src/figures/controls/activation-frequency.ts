import { over } from '../choices.js';

export default [
  over(
    { id: 'hidden', label: 'Hidden' },
    ['runs.models.model.nHidden'],
    [2, 3, 4, 6],
    (m) => `m = ${m} for 9 features`,
  ),
];
