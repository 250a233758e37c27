import { initialScale } from '../choices.js';

export default [initialScale('runs.*.training.initialisation.scale')];
