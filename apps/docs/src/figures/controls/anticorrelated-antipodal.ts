import { densities, kinds, setTraining } from '../choices.js';

export default [
  kinds('runs.plane.data.sets', 2, 2),
  densities('runs.plane.data.featureProbability', [0.01, 0.03, 0.1, 0.3, 0.6]),
  await setTraining('anticorrelated-antipodal'),
];
