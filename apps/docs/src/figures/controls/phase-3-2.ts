import { phaseTraining } from '../choices.js';

export default [await phaseTraining('phase-3-2')];
