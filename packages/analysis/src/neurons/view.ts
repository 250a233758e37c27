/**
 * Models whose hidden units mean something: those with a ReLU on the hidden layer, tied or not.
 *
 * Not for the ReLU-output model: its hidden space can be turned without changing the model, so that
 * its axes are no neurons.
 *
 * Dictionary: W1 is `weights`, W2 is `outputWeights`; the weight from feature i into neuron h and the
 * weight from neuron h to output i lie at the same place, i * nHidden + h.
 */
import { ShapeError } from '@toymodels/core';
import {
  checkView,
  instanceOf,
  type InstanceView,
  type ParametersLike,
  type RealArray,
  type WeightView,
} from '../view.js';

/** Neurons of one instance. */
export interface NeuronView extends WeightView {
  /** W2, [feature, hidden], row-major, borrowed; absent in tied models, where W2 = W1. */
  readonly outputWeights?: RealArray;
}

/** One instance with neurons and biases. */
export interface NeuronInstance extends NeuronView, InstanceView {
  /** c, [hidden], borrowed; absent in models without a hidden bias. */
  readonly hiddenBias?: RealArray;
}

/** The part of core's `Parameters` that is read here. */
export interface NeuronParameters extends ParametersLike {
  /** [instance, feature, hidden], row-major. */
  readonly outputWeights?: RealArray;
  /** [instance, hidden], row-major. */
  readonly hiddenBias?: RealArray;
}

/**
 * The k-th instance of a batch with its neurons, as views into the same memory (no copy).
 *
 * @param k instance, 0 <= k < nInstances
 * @throws ShapeError, InvalidArgumentError
 */
export function neuronsOf(parameters: NeuronParameters, k: number): NeuronInstance {
  const instance = instanceOf(parameters, k);
  const cut = (name: string, array: RealArray, size: number): RealArray => {
    if (!(array.length === parameters.nInstances * size)) {
      throw new ShapeError(`${name} has ${array.length} numbers; ${parameters.nInstances * size} are needed`);
    }
    return array.subarray(k * size, (k + 1) * size);
  };
  const { outputWeights, hiddenBias, nFeatures, nHidden } = parameters;
  return {
    ...instance,
    ...(outputWeights ? { outputWeights: cut('outputWeights', outputWeights, nFeatures * nHidden) } : {}),
    ...(hiddenBias ? { hiddenBias: cut('hiddenBias', hiddenBias, nHidden) } : {}),
  };
}

/** Refuses what `checkView` refuses, in W1 and in W2. */
export function checkNeurons(view: NeuronView): void {
  checkView(view);
  const { outputWeights, nFeatures, nHidden } = view;
  if (outputWeights !== undefined) checkView({ weights: outputWeights, nFeatures, nHidden });
}
