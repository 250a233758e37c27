export { nodeBackend } from './backend.js';
export { setupTfjsNode, type SetupOptions, type SetupResult } from './setup/setup.js';
