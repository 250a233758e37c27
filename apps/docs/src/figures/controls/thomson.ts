import { betweenPresets, over } from '../choices.js';

const upTo = (most: number): number[] => Array.from({ length: most - 1 }, (_, k) => k + 2);

export default [
  over(
    { id: 'points', label: 'Points' },
    ['points'],
    [6, 8, 10, 12, 13].map(upTo),
    (points) => `2 to ${points.at(-1)}`,
  ),
  await betweenPresets({
    figure: 'thomson',
    id: 'starts',
    label: 'Starts',
    paths: ['featureStarts', 'electronStarts'],
    meaning: { quick: '48 for features, 10 for electrons', paper: '400 for features, 60 for electrons' },
    before: [{ values: [4, 2], meaning: '4 for features, 2 for electrons' }],
  }),
];
