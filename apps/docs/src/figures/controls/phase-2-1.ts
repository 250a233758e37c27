import { betweenPresets, effort } from '../choices.js';

export default [
  await betweenPresets({
    figure: 'phase-2-1',
    id: 'training',
    label: 'Training',
    paths: ['steps', 'recordEvery', 'restarts.count'].map((key) => `runs.cell.training.${key}`),
    meaning: { quick: effort(1500, 6), paper: effort(3000, 10) },
    before: [
      { values: [100, 100, 3], meaning: effort(100, 3) },
      { values: [300, 300, 3], meaning: effort(300, 3) },
    ],
  }),
];
