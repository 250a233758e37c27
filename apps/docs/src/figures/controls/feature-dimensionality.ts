import { over } from '../choices.js';

/** Of all runs but the notebook's, which starts as the notebook does. */
const RUNS = ['sweep', 'starts', 'spread'].map((run) => `runs.${run}.training.initialisation.scale`);

export default [
  over({ id: 'scale', label: 'Initial weights' }, RUNS, [0.03, 0.1, 0.3, 1], (scale) =>
    scale === 1 ? 'plain Xavier' : `${scale} of Xavier’s`,
  ),
];
