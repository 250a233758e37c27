// Milliseconds a step: warm-up, then rounds in which the contestants take turns, so that a machine
// that slows down slows all of them down.

/**
 * @typedef {object} Timing
 * @property {string} contestant
 * @property {string} device
 * @property {number} median milliseconds a step
 * @property {number} least
 * @property {number} most
 * @property {number} steps of a round
 */

/** @param {import('./contestants/index.mjs').Session} session @param {number} count */
async function millisecondsAStep(session, count) {
  const start = performance.now();
  await session.train(count);
  return (performance.now() - start) / count;
}

/**
 * Doubles the number of steps until they take `wantedMs`. This is the warm-up too: an engine
 * compiles a module's functions again, better, while they run.
 *
 * @param {import('./contestants/index.mjs').Session} session
 * @param {number} wantedMs
 */
async function stepsOfARound(session, wantedMs) {
  for (let count = 1; ; count *= 2) {
    const ms = await millisecondsAStep(session, count);
    if (ms * count >= wantedMs) return Math.max(1, Math.round(wantedMs / ms));
  }
}

/**
 * @param {import('./settings.mjs').Setting} setting
 * @param {readonly import('./contestants/index.mjs').Contestant[]} entrants
 * @param {{ rounds: number, roundMs: number }} options
 * @returns {Promise<Timing[]>}
 */
export async function measure(setting, entrants, { rounds, roundMs }) {
  const runners = [];
  for (const { name, open } of entrants) {
    const session = await open(setting);
    runners.push({
      name,
      session,
      steps: await stepsOfARound(session, roundMs),
      times: /** @type {number[]} */ ([]),
    });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { session, steps, times } of runners) times.push(await millisecondsAStep(session, steps));
  }
  const timings = [];
  for (const { name, session, steps, times } of runners) {
    times.sort((a, b) => a - b);
    timings.push({
      contestant: name,
      device: session.device,
      median: times[times.length >> 1],
      least: times[0],
      most: times[times.length - 1],
      steps,
    });
    await session.close();
  }
  return timings;
}
