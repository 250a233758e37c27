/** Runs of samples that stay alike: the longest first, then the longest of what is left. */

/**
 * @param nSamples samples 0 ... nSamples - 1
 * @param furthest the last sample up to which all from `start` on are alike, >= start, never falling with `start`
 * @param leastLength samples of the shortest run, >= 1
 * @returns first and last sample of each run, in order, none overlapping
 */
export function longestRuns(
  nSamples: number,
  furthest: (start: number) => number,
  leastLength: number,
): [first: number, last: number][] {
  const ends = Array.from({ length: nSamples }, (_, start) => furthest(start));
  const within = (a: number, b: number): [number, number][] => {
    let best: [number, number] | undefined;
    for (let start = a; start <= b; start++) {
      const end = Math.min(ends[start]!, b);
      if (best === undefined || end - start > best[1] - best[0]) best = [start, end];
    }
    if (best === undefined || best[1] - best[0] + 1 < leastLength) return [];
    return [...within(a, best[0] - 1), best, ...within(best[1] + 1, b)];
  };
  return within(0, nSamples - 1);
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
