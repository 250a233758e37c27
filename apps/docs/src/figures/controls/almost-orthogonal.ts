import { betweenPresets, over } from '../choices.js';

const TOLERANCE = ['epsilon', 'dimensions', 'optimisedDimensions', 'steps'];

export default [
  // A wider tolerance comes with fewer dimensions: the counts would grow beyond what can be drawn.
  await betweenPresets({
    figure: 'almost-orthogonal',
    id: 'tolerance',
    label: 'Tolerance ε',
    paths: TOLERANCE,
    meaning: { quick: 'ε = 0.3: within 17° of a right angle', paper: 'ε = 0.2: within 12° of a right angle' },
    before: [
      {
        values: [0.4, [6, 10, 15, 20, 30, 40], [2, 3, 4, 5, 6], 150],
        meaning: 'ε = 0.4: within 24° of a right angle',
      },
    ],
  }),
  over({ id: 'patience', label: 'Patience' }, ['patience'], [10, 30, 100, 300], (draws) =>
    draws === 100 ? 'full after 100 draws in vain' : `full after ${draws}`,
  ),
];
