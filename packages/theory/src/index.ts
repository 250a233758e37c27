export * from './exact/relu-output.js';
export * from './optimise/relu-objective.js';
export * from './optimise/multi-start.js';
export * from './linear/loss.js';
export * from './linear/optimum.js';
export * from './linear/dynamics.js';
export * from './linear/moments.js';
