/**
 * A backend that does not train: each run "ends" at once in the state in which it was last seen.
 *
 * Running a figure on it gives the figure's data as of now: what to draw while the real run goes on.
 * Not for claims: losses are those of training, not evaluated ones.
 */
import type { Backend } from '@toymodels/core';
import { runKey, type Snapshot } from './observed-backend.js';

/** @param snapshots by run key; a run that is not among them stands at its initial values */
export function replayBackend(snapshots: ReadonlyMap<string, Snapshot>): Backend {
  return {
    name: 'replay',
    async createTrainer(run, start) {
      const seen = snapshots.get(runKey(run));
      const nothing = Array.from({ length: start.step.length }, () => new Float64Array(0));
      return {
        info: { name: 'replay', version: '0', device: 'none', precision: 'float32', reproducible: true },
        advance: async () => ({
          complete: true,
          losses: nothing,
          firstWindow: new Uint32Array(nothing.length),
        }),
        state: async () => seen?.state ?? start,
        evaluate: async () => seen?.loss ?? new Float64Array(nothing.length),
        dispose: async () => {},
      };
    },
  };
}
