import { over } from '../choices.js';

export default [
  over({ id: 'features', label: 'Features' }, ['nFeatures'], [100, 150, 200, 300], (n) => `n = ${n}`),
];
