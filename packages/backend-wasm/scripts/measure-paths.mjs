// `node scripts/measure-paths.mjs`: what a step costs on each way through the kernel, in microseconds, for the
// rules in src/engine/cost.ts and paths.ts, and GAPS_BELOW in core. Least times, for a machine that is not quiet.
// `*` marks the way that the rules choose. `--relaxed` measures the kernel with relaxed SIMD, `--non-empty` that sampling.

import { activityOf, gapRuleOf, initialState, resolveRun } from '@toymodels/core';
import { Engine } from '../dist/engine/engine.js';
import { FLAG, PATH } from '../dist/engine/kernel.js';
import { kernelPath } from '../dist/engine/paths.js';
import { planOf } from '../dist/engine/plan.js';
import { kernelModules } from '../dist/modules.js';

const SHAPES = /** @type {const} */ ([
  [5, 2],
  [20, 5],
  [80, 20],
  [200, 10],
  [400, 30],
]);
const PROBABILITIES = [0.2, 0.12, 0.1, 0.09, 0.05, 0.03, 0.01, 0.003, 0.001];
/** The ways that choose among themselves: attacks are asked for. */
const PATHS = /** @type {const} */ (['dense', 'packed', 'gaps', 'gram']);
const MILLISECONDS = 200;

const now = () => performance.now();
const relaxed = process.argv.includes('--relaxed');
const sampling = process.argv.includes('--non-empty') ? 'non-empty' : 'iid';

/**
 * A kernel with one model, made to take a way that the rules need not choose.
 *
 * @param {import('@toymodels/core').ResolvedRun} run
 * @param {keyof typeof PATH} path
 */
async function kernelOn(run, path) {
  const plan = planOf(run);
  const gaps = gapRuleOf(run, 0);
  const each = activityOf(run, 0, sampling);
  const rows =
    PATH[path] < PATH.gaps
      ? [each.threshold, each.scale, each.firstThreshold, each.firstScale]
      : [gaps.threshold, gaps.inverse];
  rows.forEach((row, r) =>
    plan.activity.set(
      row.map((value) => value * 2 ** (r % 2 === 0 ? 24 : -24)),
      r * run.nFeatures,
    ),
  );
  plan.paths[0] = PATH[path];
  plan.gapScale[0] = gaps.scale;
  const flags = plan.flags | FLAG.someGaps | FLAG.someGram;
  const engine = new Engine(await kernelModules(run, relaxed), { ...plan, flags }, initialState(run), now);
  engine.kernelForTest.float64('rates', 0, 1).fill(1e-3);
  return engine.kernelForTest.exports;
}

console.log('  n   m      p  ' + PATHS.map((path) => path.padStart(9)).join(''));
for (const [nFeatures, nHidden] of SHAPES) {
  for (const featureProbability of PROBABILITIES) {
    const run = resolveRun({
      model: { kind: 'relu-output', nFeatures, nHidden },
      data: { featureProbability, importance: { curve: 'geometric', first: 1, ratio: 0.9 } },
      training: { sampling },
    });
    const kernels = await Promise.all(PATHS.map((path) => kernelOn(run, path)));
    const least = PATHS.map(() => Infinity);
    // The ways take turns, so that what else the machine does meets all of them.
    for (const begun = now(); now() - begun < MILLISECONDS * PATHS.length;) {
      kernels.forEach((kernel, index) => {
        const start = now();
        kernel.train(0, 1);
        least[index] = Math.min(least[index] ?? 0, 1000 * (now() - start));
      });
    }
    const cells = least.map(
      (time, index) => time.toFixed(1).padStart(8) + (PATHS[index] === kernelPath(run, 0) ? '*' : ' '),
    );
    console.log(
      `${String(nFeatures).padStart(3)} ${String(nHidden).padStart(3)}  ${String(featureProbability).padEnd(5)}  ${cells.join('')}`,
    );
  }
}
