/**
 * Names what a model, trained or exact, does with its extra feature.
 *
 * The extra feature e is compared with the feature f it shares most with: cos = W_e . W_f / (|W_e| |W_f|)
 * among represented f, and ratio = shorter / longer of the two lengths.
 *
 *   none              no feature is represented (|W_i| below `representedAbove`)
 *   extra-ignored     e is not represented
 *   extra-dedicated   |cos| below `sharedAbove`, or no other feature is represented
 *   strong-antipodal  cos < -0.9 and ratio at least WEAK_RATIO
 *   weak-antipodal    cos < -0.9 and ratio below it
 *   confused          cos > 0.9 and ratio at least 0.5: the model stores a sum. Below 0.5 the longer one is
 *                     dedicated, the shorter ignored (bias-free optima move continuously between the two)
 *   superposition     anything between, such as the 120-degree triangle
 *
 * A description with stated thresholds, not a proof of anything: noise in a trained W of a few hundredths
 * moves the borders between names.
 */

import { InvalidArgumentError } from '@toymodels/core';

import { checkWeights, gramMatrix, type TiedWeights } from '../input.js';
import { WEAK_RATIO } from './full-optimum.js';

/** What becomes of the extra feature. */
export type ExtraFeaturePhase =
  | 'none'
  | 'extra-ignored'
  | 'extra-dedicated'
  | 'strong-antipodal'
  | 'weak-antipodal'
  | 'confused'
  | 'superposition';

/** Options of {@link nameExtraFeaturePhase}. */
export interface NamePhaseOptions {
  /** Index of the extra feature; default the last. */
  readonly extra?: number;
  /** Shorter vectors count as not represented; default 0.05. */
  readonly representedAbove?: number;
  /** Smaller |cos| counts as orthogonal; default 0.1. */
  readonly sharedAbove?: number;
}

/** The name with the numbers behind it. */
export interface NamedPhase {
  readonly phase: ExtraFeaturePhase;
  /** |W_e| */
  readonly norm: number;
  /** The feature it shares most with, by |cos|; undefined if no other is represented */
  readonly partner: number | undefined;
  /** cos between them; 0 without a partner */
  readonly cosine: number;
  /** sum over j != e of (W^_e . W_j)^2, the paper's measure of superposition; 0 if e is not represented */
  readonly superposition: number;
}

/** Names the phase of the extra feature in W. */
export function nameExtraFeaturePhase(model: TiedWeights, options: NamePhaseOptions = {}): NamedPhase {
  checkWeights(model);
  const n = model.nFeatures;
  const e = options.extra ?? n - 1;
  if (!(Number.isInteger(e) && e >= 0 && e < n)) {
    throw new InvalidArgumentError(`invalid extra: ${e}; allowed are feature indices from 0 to ${n - 1}`);
  }
  const least = options.representedAbove ?? 0.05;
  const shared = options.sharedAbove ?? 0.1;
  const gram = gramMatrix(model);
  const norms = Array.from({ length: n }, (_, i) => Math.sqrt(gram[i * n + i]!));
  const norm = norms[e]!;
  let partner: number | undefined;
  let cosine = 0;
  let superposition = 0;
  for (let j = 0; j < n; j++) {
    if (j === e || norm === 0) continue;
    superposition += (gram[e * n + j]! / norm) ** 2;
    if (norms[j]! < least) continue;
    const c = gram[e * n + j]! / (norm * norms[j]!);
    if (partner === undefined || Math.abs(c) > Math.abs(cosine)) {
      partner = j;
      cosine = c;
    }
  }
  if (norm < least) superposition = 0;
  const phase = name();
  return { phase, norm, partner, cosine, superposition };

  function name(): ExtraFeaturePhase {
    if (norm < least) return norms.every((value) => value < least) ? 'none' : 'extra-ignored';
    if (partner === undefined || Math.abs(cosine) < shared) return 'extra-dedicated';
    const other = norms[partner]!;
    const ratio = Math.min(norm, other) / Math.max(norm, other);
    if (cosine < -0.9) return ratio < WEAK_RATIO ? 'weak-antipodal' : 'strong-antipodal';
    if (cosine > 0.9) return ratio >= 0.5 ? 'confused' : norm < other ? 'extra-ignored' : 'extra-dedicated';
    return 'superposition';
  }
}
