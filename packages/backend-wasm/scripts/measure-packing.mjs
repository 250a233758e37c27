// `node scripts/measure-packing.mjs`: where leaving empty samples out of the products begins to pay, for the
// rule in src/engine/plan.ts. Least times, for a machine that is not quiet.

import { Engine } from '../dist/engine/engine.js';
import { planOf } from '../dist/engine/plan.js';
import { kernelModule } from '../dist/simd.js';
import { initialState, resolveRun } from '@toymodels/core';

const SHAPES = /** @type {const} */ ([
  [5, 2],
  [10, 3],
  [20, 5],
  [80, 20],
]);
const EMPTY_SHARES = [0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 0.95, 0.99];
const CALL_STEPS = 50;
const MILLISECONDS = 400;

const now = () => performance.now();

/** Milliseconds of a step. @param {import('@toymodels/core').ResolvedRun} run @param {0 | 1} packing */
async function stepTime(run, packing) {
  const plan = planOf(run, 0, 1);
  plan.packing[0] = packing;
  const engine = new Engine(await kernelModule(), plan, initialState(run), now);
  const kernel = engine.kernelForTest;
  kernel.float64('rates', 0, CALL_STEPS).fill(1e-3);
  let least = Infinity;
  for (const begun = now(); now() - begun < MILLISECONDS;) {
    const start = now();
    kernel.exports.train(0, CALL_STEPS);
    least = Math.min(least, (now() - start) / CALL_STEPS);
  }
  return least;
}

console.log('  n   m  empty  packed/dense time');
for (const [nFeatures, nHidden] of SHAPES) {
  for (const empty of EMPTY_SHARES) {
    const run = resolveRun({
      model: { kind: 'relu-output', nFeatures, nHidden },
      data: { featureProbability: 1 - empty ** (1 / nFeatures) },
    });
    const ratio = (await stepTime(run, 1)) / (await stepTime(run, 0));
    console.log(
      `${String(nFeatures).padStart(3)} ${String(nHidden).padStart(3)}  ${empty.toFixed(2)}   ${ratio.toFixed(2)}`,
    );
  }
}
