/** The learning rate of a step. */

import { cosPi } from '../numeric/elementary.js';
import type { CompleteRunSpec } from '../spec/types.js';

/**
 * The rate of step t = 0 … steps - 1: the base rate times a factor that goes from 1 towards
 * `finalRate` on a line, 1 - (1 - finalRate) t / steps, or on half a cosine.
 */
export function learningRateAt(training: CompleteRunSpec['training'], step: number): number {
  const { learningRate, schedule, finalRate } = training.optimiser;
  const done = training.steps > 0 ? Math.min(1, step / training.steps) : 0;
  switch (schedule) {
    case 'constant':
      return learningRate;
    case 'linear':
      return learningRate * (1 - (1 - finalRate) * done);
    case 'cosine':
      return learningRate * (finalRate + ((1 - finalRate) * (1 + cosPi(done))) / 2);
  }
}
