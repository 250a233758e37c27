import { densities } from '../choices.js';

export default [densities('featureProbability', [0.01, 0.02, 0.05, 0.1, 0.2])];
