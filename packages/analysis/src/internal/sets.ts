/** Sets of features, as users write them. */
import { InvalidArgumentError } from '@toymodels/core';
import { checkView, type WeightView } from '../view.js';

/** Refuses a bad view, features that do not exist, and features in two sets or twice in one. */
export function checkSets(view: WeightView, sets: readonly (readonly number[])[]): void {
  checkView(view);
  const seen = new Set<number>();
  for (const i of sets.flat()) {
    if (!(Number.isInteger(i) && 0 <= i && i < view.nFeatures) || seen.has(i)) {
      throw new InvalidArgumentError(
        `a set names feature ${i}; give whole numbers from 0 to ${view.nFeatures - 1}, each in one set at most`,
      );
    }
    seen.add(i);
  }
}
