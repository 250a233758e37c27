/** Trains every start and descends on the exact loss. */

export { runSets as run } from '../../shared/correlated-sets.js';
