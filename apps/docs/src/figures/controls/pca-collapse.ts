import { kinds } from '../choices.js';

export default [kinds('runs.plane.data.sets', 3, 2)];
