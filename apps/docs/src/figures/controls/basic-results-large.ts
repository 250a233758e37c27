import type { SliderControl } from '../../live/controls.js';
import { betweenPresets, effort } from '../choices.js';

/** Ratios of the large models and of the small ones: the latter is about the fourth power of the former. */
const IMPORTANCE: SliderControl = {
  id: 'importance',
  label: 'Importance',
  paths: ['linear', 'relu', 'smallLinear', 'smallRelu'].map((run) => [
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
    values: [large!, large!, small!, small!],
    meaning: `${large} large, ${small} small`,
  })),
};

const RUNS = ['linear', 'relu', 'smallLinear', 'smallRelu'].map((run) => `runs.${run}.training.steps`);

export default [
  IMPORTANCE,
  await betweenPresets({
    figure: 'basic-results-large',
    id: 'training',
    label: 'Training',
    paths: [...RUNS, 'runs.smallRelu.training.restarts.count'],
    meaning: { quick: effort(4000, 1), paper: effort(10_000, 1) },
    before: [{ values: [1000, 1000, 1000, 1000, 2], meaning: effort(1000, 1) }],
  }),
];
