import { over } from '../choices.js';

export default [
  over(
    { id: 'hidden', label: 'Hidden' },
    ['runs.models.model.nHidden'],
    [2, 3, 4, 6, 8],
    (m) => `m = ${m} dimensions`,
  ),
  over(
    { id: 'features', label: 'Features' },
    ['runs.models.model.nFeatures'],
    [32, 64, 128, 256],
    (n) => `n = ${n} offered`,
  ),
];
