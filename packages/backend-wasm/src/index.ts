export { wasmBackend, type WasmBackendOptions } from './backend.js';
export { costOf, kernelPath, type KernelPath } from './engine/paths.js';
export {
  profileRun,
  type InstanceProfile,
  type Phases,
  type ProfileOptions,
  type RunProfile,
} from './profile.js';
