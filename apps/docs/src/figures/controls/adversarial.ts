import { hidden, over } from '../choices.js';

export default [
  over({ id: 'attack', label: 'Attack' }, ['share'], [0.01, 0.03, 0.1, 0.3, 1], (share) =>
    share === 1 ? 'as long as a mean input' : `${share} of a mean input`,
  ),
  hidden('runs.sweep.model.nHidden', [3, 4, 6, 10, 15]),
];
