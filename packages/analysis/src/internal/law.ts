/** A law of the data as units that are drawn together, checked once. */
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import type { DataLaw } from '@toymodels/theory';
import { checkShare, checkWhole } from './options.js';

/** Features decided by one draw. */
export interface Unit {
  readonly kind: 'single' | 'correlated' | 'anticorrelated';
  readonly features: readonly number[];
  /** Chance that the unit fires. */
  readonly probability: number;
}

/** Every feature in exactly one unit. */
export function unitsOf(law: DataLaw): Unit[] {
  const { nFeatures, featureProbability, groups = [] } = law;
  checkWhole('nFeatures', nFeatures, 1);
  if (featureProbability.length !== nFeatures) {
    throw new ShapeError(
      `featureProbability has ${featureProbability.length} numbers; give one for each of the ${nFeatures} features`,
    );
  }
  const grouped = new Set<number>();
  for (const { features } of groups) {
    for (const i of features) {
      if (!(Number.isInteger(i) && 0 <= i && i < nFeatures) || grouped.has(i)) {
        throw new InvalidArgumentError(
          `a group names feature ${i}; give whole numbers from 0 to ${nFeatures - 1}, each in one group at most`,
        );
      }
      grouped.add(i);
    }
  }
  const singles = Array.from({ length: nFeatures }, (_, i) => i).filter((i) => !grouped.has(i));
  const units: Unit[] = [
    ...singles.map((i) => ({
      kind: 'single' as const,
      features: [i],
      probability: featureProbability[i]!,
    })),
    ...groups.filter(({ features }) => features.length > 0),
  ];
  for (const { probability } of units) checkShare('a feature probability', probability);
  return units;
}

/** P(x_i > 0), [feature]. */
export function activeProbabilities(law: DataLaw): Float64Array {
  const active = new Float64Array(law.nFeatures);
  for (const { kind, features, probability } of unitsOf(law)) {
    for (const i of features)
      active[i] = kind === 'anticorrelated' ? probability / features.length : probability;
  }
  return active;
}
