/**
 * What every exact computation takes in: plain data, checked once at the boundary.
 *
 * Not a training spec: nothing here names an optimiser, a batch or a seed.
 *
 * | here | in the formulas |
 * |---|---|
 * | `weights` | W, one vector W_i a feature |
 * | `bias` | b |
 * | `importance` | I_i, in L = sum_i I_i E(x_i - x'_i)^2 |
 * | `featureProbability` | p_i = 1 - S_i, the chance that feature i is active |
 * | `groups` | correlated and anticorrelated feature sets ("Geometry of superposition", §"Correlated features") |
 *
 * An active feature is uniform on [0, 1]; values are independent given who is active.
 */

import { InvalidArgumentError, ShapeError, UnsupportedError } from '@toymodels/core';

/** Numbers in a plain or a typed array; read, never kept. */
export type Numbers = ArrayLike<number>;

/** Features that fire together (`correlated`) or one at a time (`anticorrelated`). */
export interface FeatureGroup {
  /**
   * `correlated`: all of them or none. `anticorrelated`: none, or exactly one of them, each as likely
   * as the others.
   */
  readonly kind: 'correlated' | 'anticorrelated';
  /** Feature indices, at least one; a feature belongs to one group at most. */
  readonly features: readonly number[];
  /**
   * Chance that the group fires, in [0, 1]. A correlated member is then active with this chance, an
   * anticorrelated one with this chance divided by the number of members.
   */
  readonly probability: number;
}

/** The data and the loss, without a model. */
export interface DataLaw {
  /** Number of features n, at least 1. */
  readonly nFeatures: number;
  /** Importances I, [feature], each finite and >= 0. */
  readonly importance: Numbers;
  /**
   * Feature probabilities p, [feature], each in [0, 1]. For a feature inside one of `groups` its entry
   * is checked but not used: the group's `probability` decides.
   */
  readonly featureProbability: Numbers;
  /** Feature sets; features in no set are independent. Default none. */
  readonly groups?: readonly FeatureGroup[];
}

/** Data, loss and the size of a model: what an optimiser is asked about. */
export interface ExactProblem extends DataLaw {
  /** Hidden dimensions m, at least 1; it may exceed the number of features. */
  readonly nHidden: number;
}

/** Weights of a tied model. */
export interface TiedWeights {
  readonly nFeatures: number;
  readonly nHidden: number;
  /** W, [feature, hidden] row-major: component h of W_i is at i * nHidden + h. */
  readonly weights: Numbers;
}

/** A model with the data on which its loss is asked. */
export interface ExactInput extends ExactProblem, TiedWeights {
  /** b, [feature]. */
  readonly bias: Numbers;
}

/** The checked form of {@link DataLaw}: own copies, defaults filled in. */
export interface CheckedLaw {
  readonly nFeatures: number;
  /** [feature] */
  readonly importance: Float64Array;
  /** P(x_i active) with groups taken into account, [feature] */
  readonly activeProbability: Float64Array;
  readonly groups: readonly FeatureGroup[];
  /** Features in no group. */
  readonly ungrouped: readonly number[];
}

/** Refuses anything but a whole number of at least `least`. */
export function checkCount(value: number, name: string, least = 1): void {
  if (!(Number.isInteger(value) && value >= least)) {
    throw new InvalidArgumentError(`invalid ${name}: ${value}; allowed are whole numbers from ${least}`);
  }
}

/** Refuses a probability outside [0, 1]. */
export function checkProbability(value: number, name: string): void {
  if (!(value >= 0 && value <= 1)) {
    throw new InvalidArgumentError(
      `invalid ${name}: ${value}; allowed are numbers from 0 (never) to 1 (always), both included`,
    );
  }
}

/** Refuses NaN and infinities. */
export function checkFinite(value: number, name: string): void {
  if (!Number.isFinite(value)) {
    throw new InvalidArgumentError(`invalid ${name}: ${value}; allowed are finite numbers`);
  }
}

/** Refuses numbers that are not finite and above zero. */
export function checkPositive(value: number, name: string): void {
  if (!(Number.isFinite(value) && value > 0)) {
    throw new InvalidArgumentError(`invalid ${name}: ${value}; allowed are finite numbers above 0`);
  }
}

/** A copy of `values` in float64, refused if its length or one entry is wrong. */
export function checkedVector(values: Numbers, length: number, name: string): Float64Array {
  if (values.length !== length) {
    throw new ShapeError(
      `${name} has ${values.length} numbers; ${length} are needed, one for each of its entries`,
    );
  }
  const out = Float64Array.from(values);
  for (let i = 0; i < length; i++) checkFinite(out[i]!, `${name}[${i}]`);
  return out;
}

/** Checks data and loss; copies them. */
export function checkLaw(law: DataLaw): CheckedLaw {
  const n = law.nFeatures;
  checkCount(n, 'nFeatures');
  const importance = checkedVector(law.importance, n, 'importance');
  for (let i = 0; i < n; i++) {
    if (!(importance[i]! >= 0)) {
      throw new InvalidArgumentError(
        `invalid importance[${i}]: ${importance[i]}; allowed are numbers from 0, which leaves the feature out of the loss`,
      );
    }
  }
  const activeProbability = checkedVector(law.featureProbability, n, 'featureProbability');
  for (let i = 0; i < n; i++) checkProbability(activeProbability[i]!, `featureProbability[${i}]`);
  const owner = new Int32Array(n).fill(-1);
  const groups = law.groups ?? [];
  groups.forEach((group, g) => {
    checkProbability(group.probability, `groups[${g}].probability`);
    if (group.kind !== 'correlated' && group.kind !== 'anticorrelated') {
      throw new InvalidArgumentError(
        `invalid groups[${g}].kind: ${String(group.kind)}; allowed are 'correlated' and 'anticorrelated'`,
      );
    }
    if (group.features.length === 0) {
      throw new InvalidArgumentError(
        `groups[${g}] has no features; name at least one or leave the group out`,
      );
    }
    for (const i of group.features) {
      if (!(Number.isInteger(i) && i >= 0 && i < n)) {
        throw new InvalidArgumentError(
          `groups[${g}] names feature ${i}; allowed are whole numbers from 0 to ${n - 1}`,
        );
      }
      if (owner[i] !== -1) {
        throw new InvalidArgumentError(
          `feature ${i} is in groups[${owner[i]}] and in groups[${g}]; a feature may be in one group, once`,
        );
      }
      owner[i] = g;
      activeProbability[i] =
        group.kind === 'correlated' ? group.probability : group.probability / group.features.length;
    }
  });
  const ungrouped = Array.from(owner.keys()).filter((i) => owner[i] === -1);
  return { nFeatures: n, importance, activeProbability, groups, ungrouped };
}

/** Checks W against its sizes; copies it. */
export function checkWeights(model: TiedWeights): Float64Array {
  checkCount(model.nFeatures, 'nFeatures');
  checkCount(model.nHidden, 'nHidden');
  return checkedVector(model.weights, model.nFeatures * model.nHidden, 'weights ([feature, hidden])');
}

/** Refuses more features than an exact method can carry, saying what it would cost. */
export function checkSupported(nFeatures: number, limit: number, what: string, cost: string): void {
  if (nFeatures > limit) {
    throw new UnsupportedError(
      `${what} supports up to ${limit} features; ${nFeatures} were given. ${cost} Use sampled evaluation for larger models.`,
    );
  }
}

/** M = W W^T seen per feature: the Gram matrix W_i . W_j, [feature, feature]. */
export function gramMatrix(model: TiedWeights): Float64Array {
  const { nFeatures: n, nHidden: m, weights: w } = model;
  const gram = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let dot = 0;
      for (let h = 0; h < m; h++) dot += w[i * m + h]! * w[j * m + h]!;
      gram[i * n + j] = dot;
      gram[j * n + i] = dot;
    }
  }
  return gram;
}
