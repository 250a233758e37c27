/** Which of an instance's restarts the result keeps. */

import type { RestartsSpec } from '../spec/types.js';

/**
 * Marks the kept restarts of each instance.
 *
 * @param loss evaluated loss, [instance, restart]; a NaN counts as worse than any number
 * @param count restarts an instance
 * @returns kept or not, [instance, restart]; ties go to the earlier restart
 */
export function selectRestarts(
  loss: Float64Array,
  count: number,
  keep: Required<RestartsSpec>['keep'],
): boolean[] {
  const selected: boolean[] = [];
  for (let start = 0; start < loss.length; start += count) {
    const rank = (restart: number): number => {
      const value = loss[start + restart]!;
      return Number.isNaN(value) ? Infinity : value;
    };
    const order = Array.from({ length: count }, (_, restart) => restart).sort((a, b) => {
      const [first, second] = [rank(a), rank(b)];
      return first === second ? a - b : first - second;
    });
    const kept = new Set(
      keep === 'all' || count === 1 ? order : keep === 'best' ? order.slice(0, 1) : order.slice(0, -1),
    );
    for (let restart = 0; restart < count; restart++) selected.push(kept.has(restart));
  }
  return selected;
}
