export { ACTIVATIONS, type ActivationFunction, type ActivationName } from './activations.js';
export {
  backendOn,
  tfjsBackend,
  type Availability,
  type ProbedBackend,
  type TfjsBackendOptions,
  type TfjsModelOptions,
} from './backend.js';
export { quietly, startDevice, tf, type ReadyDevice, type TfjsDevice } from './devices.js';
export { registerGradients } from './gradients.js';
export { modelOfSpec, squaredError, type TensorBatch, type TfjsModel } from './model.js';
export type { TensorParameters, Tf } from './tensors.js';
export { tfjsTrainer, type TrainerSetting } from './trainer.js';
