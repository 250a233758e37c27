/**
 * How strongly each neuron carries each feature: one measure for tied and untied models.
 *
 *   g_ih = sqrt( |W1_ih| max(W2_ih, 0) ),     for a tied model max(W_ih, 0)
 *
 * g_ih^2 is what neuron h alone returns at output i per unit of |x_i|, when x_i has the sign on which the
 * neuron fires. Rescaling a neuron (W1 by s, W2 by 1/s) does not change it. A negative output weight
 * inhibits and carries nothing; in a tied model that makes a negative weight inhibition on the way out
 * and silence on the way in (x >= 0).
 *
 * Source: derived here; Toy Models of Superposition, "Superposition in a Privileged Basis", reads the same
 * off the weights by eye.
 */
import { checkNeurons, type NeuronView } from './view.js';

/** g_ih, [feature, hidden], row-major, each >= 0, float64, owned by the caller. */
export function neuronGains(view: NeuronView): Float64Array {
  checkNeurons(view);
  const { weights, outputWeights } = view;
  return Float64Array.from(weights, (input, at) => {
    const output = outputWeights === undefined ? input : outputWeights[at]!;
    // Two roots instead of one: the product of two small weights would underflow first.
    return output > 0 ? Math.sqrt(Math.abs(input)) * Math.sqrt(output) : 0;
  });
}
