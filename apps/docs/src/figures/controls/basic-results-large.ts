import type { SliderControl } from '../../live/controls.js';
import { betweenPresets, effort, thousands } from '../choices.js';

/** Ratios of the large models and of the small ones: the latter is about the fourth power of the former. */
const IMPORTANCE: SliderControl = {
  id: 'importance',
  label: 'Importance',
  paths: ['linear', 'denseRelu', 'sparseRelu', 'smallLinear', 'smallRelu'].map((run) => [
    'runs',
    run,
    'data',
    'importance',
    'ratio',
  ]),
  choices: [
    [0.85, 0.522],
    [0.9, 0.656],
    [0.9, 0.7],
    [0.95, 0.815],
  ].map(([large, small]) => ({
    values: [large!, large!, large!, small!, small!],
    meaning: `${large} large, ${small} small`,
  })),
};

const RUNS = ['linear', 'denseRelu', 'sparseRelu', 'smallLinear', 'smallRelu'].map(
  (run) => `runs.${run}.training.steps`,
);

const STARTS = ['linear', 'denseRelu', 'sparseRelu', 'smallRelu'].map(
  (run) => `runs.${run}.training.restarts.count`,
);

export default [
  IMPORTANCE,
  await betweenPresets({
    figure: 'basic-results-large',
    id: 'training',
    label: 'Training',
    paths: [...RUNS, ...STARTS],
    meaning: {
      quick: `${effort(4000, 1)}, dense ${thousands(3000)}`,
      paper: `${effort(10_000, 5)}, dense ${thousands(3000)}`,
    },
    before: [
      { values: [500, 500, 500, 500, 500, 1, 1, 1, 1], meaning: effort(500, 1) },
      {
        values: [2000, 1000, 1000, 2000, 1000, 1, 1, 1, 2],
        meaning: `${effort(1000, 1)}, linear ${thousands(2000)}`,
      },
    ],
  }),
];
