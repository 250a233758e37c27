import { betweenPresets, effort, hidden, importances, thousands } from '../choices.js';

export default [
  importances('runs.*.data.importance.ratio', [0.5, 0.6, 0.7, 0.8, 0.9, 1]),
  hidden('runs.*.model.nHidden', [2, 3, 4, 5, 6, 8, 10]),
  await betweenPresets({
    figure: 'basic-results',
    id: 'training',
    label: 'Training',
    paths: [
      'runs.linear.training.steps',
      'runs.linear.training.restarts.count',
      'runs.relu.training.steps',
      'runs.relu.training.restarts.count',
    ],
    meaning: { quick: effort(4000, 8), paper: `${effort(4000, 16)}, linear ${thousands(10_000)}` },
    // From a glance to the figure's own presets.
    before: [
      { values: [250, 1, 250, 1], meaning: effort(250, 1) },
      { values: [1000, 1, 1000, 1], meaning: effort(1000, 1) },
      { values: [2500, 1, 2000, 3], meaning: effort(2000, 3) },
      { values: [4000, 1, 4000, 1], meaning: effort(4000, 1) },
    ],
  }),
];
