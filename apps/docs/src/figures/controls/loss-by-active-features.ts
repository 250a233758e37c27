import type { SliderControl } from '../../live/controls.js';
import { falling } from '../choices.js';

const CROWDED: SliderControl = {
  id: 'crowded',
  label: 'First model',
  paths: [
    ['crowded', 'nFeatures'],
    ['crowded', 'importance'],
  ],
  choices: (
    [
      [3, 1],
      [4, 1],
      [5, 1],
      [5, 0.9],
      [5, 0.7],
      [6, 1],
    ] as const
  ).map(([n, ratio]) => ({
    values: [n, falling(n, ratio)],
    meaning: `n = ${n}, importances ${ratio === 1 ? 'equal' : `${ratio} of the one before`}`,
  })),
};

export default [CROWDED];
