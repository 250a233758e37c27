// `node scripts/measure-sharing.mjs`: what it costs two workers to share every batch, in microseconds a step, for MEETING
// and EXCHANGED in src/engine/cost.ts. Least times, in turns, for a machine that is not quiet; both cores must be free
// now and then. `lost` is what a step takes beyond half of what one worker takes.

import { initialState, resolveRun } from '@toymodels/core';
import { spawnWorker } from '#worker-host';
import { createTrainer } from '../dist/backend.js';
import { kernelPath } from '../dist/engine/paths.js';
import { sharesOf, WORTH_SHARING } from '../dist/engine/split.js';
import { profileRun } from '../dist/profile.js';

/** n, m, batch size. */
const SHAPES = /** @type {const} */ ([
  [2, 1, 512],
  [5, 2, 1024],
  [10, 5, 1024],
  [20, 5, 1024],
  [40, 10, 1024],
  [80, 20, 1024],
  [100, 100, 512],
  [400, 30, 1024],
  [400, 100, 512],
]);
const MILLISECONDS = Number(process.argv[2] ?? 3000);
/** A turn of each, long enough that being asked does not count. */
const TURN_MS = 30;

const now = () => performance.now();
const micro = (/** @type {number} */ ms, width = 10) => (1000 * ms).toFixed(1).padStart(width);

console.log('  n   m batch parameters |    alone    shared  ratio      lost  optimiser');
for (const [nFeatures, nHidden, batchSize] of SHAPES) {
  const run = resolveRun({
    model: { kind: 'relu-output', nFeatures, nHidden },
    data: { featureProbability: 0.5 },
    training: { steps: 1e9, batchSize },
  });
  const trainers = [];
  for (const [workers, sharedBelow] of /** @type {const} */ ([
    [1, 0],
    [2, Infinity],
  ])) {
    const trainer = await createTrainer(run, initialState(run), workers, spawnWorker, sharedBelow);
    trainers.push({ trainer, at: 0, steps: 1, least: Infinity });
  }
  for (const begun = now(); now() - begun < MILLISECONDS;) {
    for (const each of trainers) {
      const start = now();
      await each.trainer.advance({ toStep: (each.at += each.steps) });
      const took = now() - start;
      each.least = Math.min(each.least, took / each.steps);
      if (took < TURN_MS) each.steps *= 2;
    }
  }
  await Promise.all(trainers.map(({ trainer }) => trainer.dispose()));
  const { phases } = await profileRun(run);
  const [alone = 0, shared = 0] = trainers.map(({ least }) => least);
  const chosen = (sharesOf(run, 2, WORTH_SHARING)[0]?.members ?? 1) > 1 ? '*' : ' ';
  console.log(
    `${String(nFeatures).padStart(3)} ${String(nHidden).padStart(3)} ${String(batchSize).padStart(5)} ${String(nFeatures * (nHidden + 1)).padStart(10)} |${micro(alone)}${micro(shared)}${chosen} ${(alone / shared).toFixed(2)} ${micro(shared - alone / 2)} ${micro(phases.optimiser)}  ${kernelPath(run, 0)}`,
  );
}
