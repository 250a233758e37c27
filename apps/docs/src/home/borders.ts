/** Where one geometry takes over from the next, to the last digit. Build time and tests only. */
import { uniformPentagonBorder } from '@toymodels/theory';
import { describe, type Arrangement } from './geometry.js';
import { bestOfFive } from './optimum.js';

export interface Stretch {
  readonly arrangement: Arrangement;
  /** p at its dense end and at its sparse end. */
  readonly dense: number;
  readonly sparse: number;
}

const arrangementAt = (p: number): Arrangement => {
  const { weights, bias } = bestOfFive(p);
  return describe(weights, bias).arrangement;
};

/** The p in (low, high) below which `arrangement` is seen and above which it is not. */
function upperBorder(arrangement: Arrangement, low: number, high: number): number {
  let [inside, outside] = [low, high];
  while (outside - inside > 1e-9) {
    const middle = (inside + outside) / 2;
    if (arrangementAt(middle) === arrangement) inside = middle;
    else outside = middle;
  }
  return (inside + outside) / 2;
}

/** All geometries from dense to sparse. */
export function stretches(): readonly Stretch[] {
  const pentagon = uniformPentagonBorder();
  const digons = upperBorder('two digons', 0.4, 0.75);
  const triangle = upperBorder('triangle', 0.75, 0.99);
  return [
    { arrangement: 'two long, rest short', dense: 1, sparse: triangle },
    { arrangement: 'triangle', dense: triangle, sparse: digons },
    { arrangement: 'two digons', dense: digons, sparse: pentagon },
    { arrangement: 'pentagon', dense: pentagon, sparse: 0 },
  ];
}
