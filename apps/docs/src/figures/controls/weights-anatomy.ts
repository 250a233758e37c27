import { betweenPresets, densities, effort, hidden } from '../choices.js';

export default [
  densities('runs.model.data.featureProbability', [1, 0.5, 0.3, 0.1, 0.03, 0.01]),
  hidden('runs.model.model.nHidden', [2, 3, 4, 5, 6]),
  await betweenPresets({
    figure: 'weights-anatomy',
    id: 'training',
    label: 'Training',
    paths: ['runs.model.training.steps', 'runs.model.training.restarts.count'],
    meaning: { quick: effort(4000, 4), paper: effort(10_000, 8) },
    before: [{ values: [500, 1], meaning: effort(500, 1) }],
  }),
];
