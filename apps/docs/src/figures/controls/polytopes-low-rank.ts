import { over } from '../choices.js';

export default [
  over(
    { id: 'tilt', label: 'Triangle' },
    ['relations.triangle.0.2'],
    [0, 0.25, 0.5, 1, 2, 4],
    (t) => `W ⟂ (1, 1, ${t})`,
  ),
  over(
    { id: 'tilt-four', label: 'Tetrahedron' },
    ['relations.tetrahedron.0.3'],
    [0, 0.5, 1, 2],
    (t) => `W ⟂ (1, 1, 1, ${t})`,
  ),
];
