export { wasmBackend, type WasmBackendOptions } from './backend.js';
