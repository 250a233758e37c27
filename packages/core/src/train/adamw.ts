/**
 * AdamW in float64, as PyTorch computes it (Loshchilov & Hutter, ICLR 2019, algorithm 2).
 *
 *     theta <- theta (1 - rate * decay)
 *     m <- beta1 m + (1 - beta1) g,   v <- beta2 v + (1 - beta2) g^2
 *     theta <- theta - rate / (1 - beta1^t) * m / (sqrt(v / (1 - beta2^t)) + epsilon),   t = 1, 2, …
 */

import { powInteger } from '../numeric/elementary.js';
import type { FloatArray } from '../parameters.js';
import type { CompleteRunSpec } from '../spec/types.js';

/**
 * One update of one tensor, in place. Impure: changes `theta`, `first` and `second`.
 *
 * @param gradient the length of theta
 * @param first first moments m, the length of theta
 * @param second second moments v, the length of theta
 * @param rate the learning rate of this step
 * @param t number of this update, from 1
 */
export function adamwUpdate(
  theta: FloatArray,
  gradient: FloatArray,
  first: FloatArray,
  second: FloatArray,
  rate: number,
  t: number,
  { beta1, beta2, epsilon, weightDecay }: CompleteRunSpec['training']['optimiser'],
): void {
  const correction1 = 1 - powInteger(beta1, t);
  const correction2 = Math.sqrt(1 - powInteger(beta2, t));
  for (let i = 0; i < theta.length; i++) {
    const g = gradient[i]!;
    const m = beta1 * first[i]! + (1 - beta1) * g;
    const v = beta2 * second[i]! + (1 - beta2) * g * g;
    first[i] = m;
    second[i] = v;
    theta[i] =
      theta[i]! * (1 - rate * weightDecay) -
      ((rate / correction1) * m) / (Math.sqrt(v) / correction2 + epsilon);
  }
}
