export { wasmBackend, type WasmBackendOptions } from './backend.js';
export { kernelPath, type KernelPath } from './engine/paths.js';
