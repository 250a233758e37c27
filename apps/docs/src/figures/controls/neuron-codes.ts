import { betweenPresets, effort, importances } from '../choices.js';

export default [
  importances('runs.codes.data.importance.ratio', [0.6, 0.7, 0.75, 0.8, 0.9]),
  await betweenPresets({
    figure: 'neuron-codes',
    id: 'starts',
    label: 'Starts',
    paths: ['runs.codes.training.steps', 'runs.codes.training.restarts.count'],
    meaning: { quick: effort(1200, 80), paper: `${effort(2000, 1000)} (minutes)` },
    before: [{ values: [1200, 10], meaning: effort(1200, 10) }],
  }),
];
