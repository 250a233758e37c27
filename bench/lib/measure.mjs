// One setting, all entries: check that each trains the same thing, warm it up, then rounds in which they take
// turns, so that a machine that slows down slows all of them down.

import { Runner } from './runner.mjs';
import { least, median, most } from './statistics.mjs';
import { workOf } from './work.mjs';

/**
 * @typedef {object} MeasureOptions
 * @property {number} rounds
 * @property {number} roundMs milliseconds that a turn takes, about
 * @property {(text: string) => void} say
 */

/**
 * @typedef {object} Timing
 * @property {string} entry key
 * @property {string} device
 * @property {string} version
 * @property {number} stepsPerRound
 * @property {number[]} ms a step, one for each round
 * @property {number} median
 * @property {number} least
 * @property {number} most
 * @property {{ steps: number, loss: number }[]} losses mean over the models after so many steps from the common start
 */

/**
 * @typedef {object} Measured
 * @property {Timing[]} timings in the order of the entries
 * @property {Record<string, string>} leftOut reasons by entry
 */

/** Losses are compared after so many steps: by all entries after the first, by quick ones after all. */
export const CHECK_STEPS = [5, 50, 200];

/** Samples that a loss is taken on. */
const CHECK_SAMPLES = 8192;

/** An entry whose step takes longer is left out, after this one step. */
const LONGEST_STEP_MS = 2500;

/** Longest time that the steps up to a further check may take. */
const LONGEST_CHECK_MS = 3000;

/**
 * @param {import('@toymodels/core').RunSpec} spec
 * @param {readonly import('../entries/index.mjs').Entry[]} entries
 * @param {MeasureOptions} options
 * @returns {Promise<Measured>}
 */
export async function measure(spec, entries, options) {
  const work = workOf(spec);
  const ready = [];
  /** @type {Record<string, string>} */
  const leftOut = {};
  /** @type {(entry: import('../entries/index.mjs').Entry, runner: Runner, error: unknown) => Promise<void>} */
  const leaveOut = async ({ key }, runner, error) => {
    leftOut[key] = error instanceof Error ? error.message : String(error);
    options.say(`  ${key}: left out: ${leftOut[key]}`);
    await runner.close();
  };
  try {
    for (const entry of entries) {
      const runner = new Runner(entry.start);
      try {
        ready.push({
          entry,
          runner,
          ...(await prepare(runner, work, options)),
          ms: /** @type {number[]} */ ([]),
        });
      } catch (error) {
        await leaveOut(entry, runner, error);
      }
    }
    for (let round = 0; round < options.rounds; round++) {
      for (const one of ready.slice()) {
        try {
          one.ms.push((await one.runner.train(one.steps)) / one.steps);
        } catch (error) {
          ready.splice(ready.indexOf(one), 1);
          await leaveOut(one.entry, one.runner, error);
        }
      }
    }
  } finally {
    await Promise.all(ready.map(({ runner }) => runner.close()));
  }
  const timings = ready.map(({ entry, device, version, steps, ms, losses }) => ({
    entry: entry.key,
    device,
    version,
    stepsPerRound: steps,
    ms,
    median: median(ms),
    least: least(ms),
    most: most(ms),
    losses,
  }));
  return { timings, leftOut };
}

/**
 * Opens a runner, takes its losses, and finds how many steps make a round; which warms it up as well:
 * engines and libraries compile, choose and allocate in the first seconds.
 *
 * @param {Runner} runner
 * @param {import('./work.mjs').Work} work
 * @param {MeasureOptions} options
 */
async function prepare(runner, work, { roundMs }) {
  const { device, version } = await runner.open(work);
  await runner.train(1); // compiles
  let perStep = await runner.train(1);
  if (perStep > LONGEST_STEP_MS) throw new Error(`too slow: ${(perStep / 1000).toFixed(1)} s a step`);
  const losses = [];
  let done = 2;
  for (const steps of CHECK_STEPS) {
    if (perStep * (steps - done) > LONGEST_CHECK_MS && losses.length > 0) break;
    perStep = (await runner.train(steps - done)) / (steps - done);
    done = steps;
    const each = await runner.evaluate(CHECK_SAMPLES);
    losses.push({ steps, loss: each.reduce((sum, loss) => sum + loss, 0) / each.length });
  }
  return { device, version, losses, steps: await stepsOfARound(runner, roundMs) };
}

/**
 * Steps that take about `roundMs`, found by training twice as many each time.
 *
 * @param {Runner} runner
 * @param {number} roundMs
 */
export async function stepsOfARound(runner, roundMs) {
  for (let count = 1; ; count *= 2) {
    const ms = await runner.train(count);
    if (ms < roundMs) continue;
    const steps = Math.max(1, Math.round((roundMs / ms) * count));
    // JAX compiles blocks of 16 steps: whole ones for everybody.
    return steps < 16 ? steps : Math.round(steps / 16) * 16;
  }
}
