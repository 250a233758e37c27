export { webglBackend } from './backend.js';
