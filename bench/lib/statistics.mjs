/** The middle value; the mean of the two middle ones of an even number. @param {readonly number[]} values at least one */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** @param {readonly number[]} values */
export const least = (values) => Math.min(...values);

/** @param {readonly number[]} values */
export const most = (values) => Math.max(...values);
