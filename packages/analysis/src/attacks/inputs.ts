/**
 * Inputs drawn from a law of the data, for sampled measures.
 *
 * With `nonEmpty` only inputs with an active feature are drawn, and the empty one carries its exact weight:
 * at p = 0.001 nearly all plain samples would be the same zero vector.
 *
 * Not the training data of `core`: streams differ, and here values are float64.
 */
import type { RandomStream } from '@toymodels/core';
import type { DataLaw } from '@toymodels/theory';
import { unitsOf } from '../internal/law.js';
import { checkWhole, completeOptions } from '../internal/options.js';
import type { RealArray } from '../view.js';

/** Sampled inputs. A mean over the law is emptyWeight f(0) + (1 - emptyWeight) mean of f over the samples. */
export interface SampledInputs {
  /** x, [sample, feature], row-major. */
  readonly x: RealArray;
  readonly nSamples: number;
  readonly nFeatures: number;
  /** Weight of the input x = 0 beside the samples, in [0, 1]; 0 for plain samples. */
  readonly emptyWeight: number;
}

export interface DrawOptions {
  /** Draw only inputs with an active feature. Default true (plain samples when nothing is ever active). */
  readonly nonEmpty?: boolean;
}

/**
 * Independent samples; active values uniform on [0, 1]. Impure: advances `random`.
 *
 * @param nSamples at least 1
 */
export function drawInputs(
  law: DataLaw,
  nSamples: number,
  random: RandomStream,
  options: DrawOptions = {},
): SampledInputs {
  checkWhole('nSamples', nSamples, 1);
  const { nonEmpty } = completeOptions<Required<DrawOptions>>('drawInputs', { nonEmpty: true }, options);
  const units = unitsOf(law);
  const { nFeatures } = law;
  // later[a]: the chance that some unit from a on fires. Given that one does, and none before a did, unit a
  // fires with p_a / later[a]: the conditional law without rejection.
  const later = new Float64Array(units.length + 1);
  let silent = 1;
  for (let a = units.length - 1; a >= 0; a--) {
    const p = units[a]!.probability;
    later[a] = p + (1 - p) * later[a + 1]!;
    silent *= 1 - p;
  }
  const conditional = nonEmpty && later[0]! > 0;
  const x = new Float64Array(nSamples * nFeatures);
  for (let s = 0; s < nSamples; s++) {
    let some = !conditional;
    units.forEach(({ kind, features, probability }, a) => {
      const chance = some ? probability : probability / later[a]!;
      // Past the last unit that can fire, later is 0 and some is true.
      if (!(random.uniform() < chance)) return;
      some = true;
      const members = kind === 'anticorrelated' ? [features[random.integer(features.length)]!] : features;
      for (const i of members) x[s * nFeatures + i] = random.uniform();
    });
  }
  return { x, nSamples, nFeatures, emptyWeight: conditional ? silent : 0 };
}
