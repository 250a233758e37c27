// A session of any backend of ours; also runs in a page.

import { initialState, resolveRun, VERSION } from '@toymodels/core';
import { timed } from './timed.mjs';

/**
 * @param {import('@toymodels/core').Backend} backend
 * @param {import('@toymodels/core').RunSpec} spec
 * @returns {Promise<import('./serve.mjs').Session>}
 */
export async function trainerSession(backend, spec) {
  const run = resolveRun(spec);
  const trainer = await backend.createTrainer(run, initialState(run));
  let toStep = 0;
  return {
    device: trainer.info.device,
    version: trainer.info.version ?? VERSION,
    train: timed(async (steps) => {
      toStep += steps;
      await trainer.advance({ toStep });
    }),
    evaluate: (samples) => trainer.evaluate(samples),
    close: () => trainer.dispose(),
  };
}
