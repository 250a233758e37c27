export * from './errors.js';
export { philox4x32, type Word2, type Word4 } from './random/philox.js';
export { LANES, LaneGenerator, UNIT_24 } from './random/lanes.js';
export { MAX_SEED, PURPOSE, RandomStream, streamKey, type Purpose } from './random/stream.js';
export { cosPi, exp, log, pow, powInteger } from './numeric/elementary.js';
