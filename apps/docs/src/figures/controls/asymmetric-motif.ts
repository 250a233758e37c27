import { importances, over } from '../choices.js';

export default [
  over(
    { id: 'neurons', label: 'Neurons' },
    ['runs.absolute.model.nHidden'],
    [6, 8, 10, 14, 20, 40],
    (m) => `m = ${m} for 20 features`,
  ),
  importances('runs.absolute.data.importance.ratio', [0.6, 0.7, 0.8, 0.9, 1]),
];
