import { phaseTraining } from '../choices.js';

export default [await phaseTraining('phase-2-1')];
