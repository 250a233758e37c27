// Whether every entry trained the same thing: from the same parameters, the same loss after the same number of
// steps. Samples differ between entries, so losses agree within their noise only.

/** Largest relative difference that noise may make; a wrong model, target, weighting or rate makes more. */
export const TOLERANCE = 0.05;

/**
 * @param {readonly import('./measure.mjs').Timing[]} timings the first one is compared with
 * @returns {{ largest: number, disagreeing: string[] }} largest relative difference of a loss
 */
export function agreement(timings) {
  const [reference] = timings;
  let largest = 0;
  /** @type {string[]} */
  const disagreeing = [];
  for (const { entry, losses } of timings) {
    for (const { steps, loss } of losses) {
      const expected = reference?.losses.find((each) => each.steps === steps)?.loss;
      if (expected === undefined) continue;
      const difference = Math.abs(loss / expected - 1);
      largest = Math.max(largest, difference);
      if (!(difference <= TOLERANCE)) {
        disagreeing.push(
          `${entry}: loss ${loss.toPrecision(4)} after ${steps} steps, ${reference?.entry} has ${expected.toPrecision(4)}`,
        );
      }
    }
  }
  return { largest, disagreeing };
}
