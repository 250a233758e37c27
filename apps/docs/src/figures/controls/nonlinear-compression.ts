import { over } from '../choices.js';

export default [
  over(
    { id: 'most-steps', label: 'Most steps' },
    ['steps.3'],
    [6, 10, 20, 40, 100],
    (Z) => `fourth line: Z = ${Z}`,
  ),
  over({ id: 'widest', label: 'Widest ramp' }, ['ramps.to'], [0.3, 0.5, 1], (ramp) =>
    ramp === 1 ? 'ε up to a whole step: no flat part left' : `ε up to ${ramp} of a step`,
  ),
];
