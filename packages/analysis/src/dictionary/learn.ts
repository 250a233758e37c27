/**
 * Sparse dictionary learning: from hidden activations alone back to the feature vectors.
 *
 *   minimise over unit vectors D_i and codes a:  mean over samples of 1/2 |h - D^T a|^2 + lambda |a|_1
 *
 * by turns: codes by FISTA (`sparse-codes.ts`), dictionary by the method of optimal directions (Engan et al. 1999), the
 * least-squares D for the codes, then scaled to unit length. Atoms that no sample uses are replaced by the sample that is
 * reconstructed worst. Of several starts the one of least objective is kept, and atoms that carry little
 * are swapped in the same way as long as that helps.
 *
 * Source: Toy Models of Superposition, "The Strategic Picture of Superposition" (finding an overcomplete basis afterwards).
 * Least squares by ml-matrix.
 */
import { InvalidArgumentError, type RandomStream } from '@toymodels/core';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { cosines } from '../gram.js';
import { checkAbove0, checkWhole, completeOptions } from '../internal/options.js';
import { featureNorms } from '../norms.js';
import type { WeightView } from '../view.js';
import { checkActivations, sparseCodes, type Activations } from './sparse-codes.js';

export interface LearnOptions {
  /** Vectors to learn, at least 1. */
  readonly nAtoms: number;
  /** lambda relative to the root mean square of |h|, > 0. Default 0.1. */
  readonly penalty?: number;
  /** Rounds of codes and dictionary, at least 1. Default 60. */
  readonly rounds?: number;
  /** FISTA steps a round, from the last round's codes on, at least 1. Default 15. */
  readonly codingSteps?: number;
  /** Starts, at least 1. Default 2. */
  readonly starts?: number;
  /** Trials in vain before atoms are no longer swapped, at least 0. Default 6. */
  readonly swaps?: number;
  /** Codes may be negative. Default false. */
  readonly signed?: boolean;
}

/** A learned dictionary; a `WeightView`, so that every measure of this package applies. */
export interface LearnedDictionary {
  /** Unit vectors, [atom, hidden], row-major. */
  readonly weights: Float64Array;
  /** Number of atoms. */
  readonly nFeatures: number;
  readonly nHidden: number;
  /** Codes of the samples, [sample, atom]. */
  readonly codes: Float64Array;
  /** Mean objective after each round of the descent that was kept last, [round]. */
  readonly objective: Float64Array;
  /** Share of |h|^2 that is reconstructed, <= 1. */
  readonly explained: number;
  /** Share of samples in which each atom is used, [atom]. */
  readonly frequency: Float64Array;
}

/** Impure: draws from `random`, each start from a stream split off. */
export function learnDictionary(
  activations: Activations,
  random: RandomStream,
  options: LearnOptions,
): LearnedDictionary {
  checkActivations(activations);
  const complete = completeLearnOptions(options);
  const scale = rootMeanSquare(activations);
  if (!(scale > 0)) {
    throw new InvalidArgumentError(
      'all activations are zero, so that there is nothing to learn; draw non-empty inputs or check the weights',
    );
  }
  const penalty = complete.penalty * scale;
  let best: LearnedDictionary | undefined;
  for (let start = 0; start < complete.starts; start++) {
    const first = firstAtoms(activations, complete.nAtoms, random.split(start));
    const found = learnFrom(activations, first, complete, penalty);
    if (best === undefined || found.objective.at(-1)! < best.objective.at(-1)!) best = found;
  }
  return swapAtoms(activations, best!, complete, penalty, random.split(complete.starts));
}

/** Two atoms with a larger cosine than this are one. */
const SAME_ATOM = 0.99;
/** Share of the rounds in which idle and doubled atoms are replaced; after that all settle. */
const REPLACING = 2 / 3;

function learnFrom(
  activations: Activations,
  first: Float64Array,
  { nAtoms, rounds, codingSteps, signed }: Required<LearnOptions>,
  penalty: number,
): LearnedDictionary {
  const { nSamples, nHidden } = activations;
  const view = { weights: first.slice(), nFeatures: nAtoms, nHidden };
  const objective = new Float64Array(rounds);
  let codes: Float64Array = new Float64Array(nSamples * nAtoms);
  let errors: Float64Array = new Float64Array(nSamples);
  for (let round = 0; round < rounds; round++) {
    codes = sparseCodes(view, activations, { penalty, signed, iterations: codingSteps, start: codes });
    errors = squaredErrors(view, activations, codes);
    let l1 = 0;
    for (const code of codes) l1 += Math.abs(code);
    objective[round] = (sum(errors) / 2 + penalty * l1) / nSamples;
    // The last codes belong to the dictionary that is returned.
    if (round === rounds - 1) break;
    fitAtoms(view.weights, activations, codes, nAtoms);
    if (round < REPLACING * (rounds - 1)) replaceAtoms(view, activations, codes, errors, nAtoms);
  }
  const frequency = new Float64Array(nAtoms);
  codes.forEach((code, at) => {
    if (code !== 0) frequency[at % nAtoms]! += 1 / nSamples;
  });
  const explained = 1 - sum(errors) / (nSamples * rootMeanSquare(activations) ** 2);
  return { ...view, codes, objective, explained, frequency };
}

/**
 * The way out of the commonest local optimum, an atom on a mixture of features while two close features share another: one of
 * the three atoms that carry least becomes the direction of a sample, drawn with a chance proportional to its error; what lowers
 * the objective is kept. Ends after `swaps` trials in vain. Impure: draws.
 */
function swapAtoms(
  activations: Activations,
  start: LearnedDictionary,
  options: Required<LearnOptions>,
  penalty: number,
  random: RandomStream,
): LearnedDictionary {
  const { nAtoms, swaps } = options;
  let best = start;
  for (let inVain = 0; inVain < swaps;) {
    const mass = new Float64Array(nAtoms);
    best.codes.forEach((code, at) => (mass[at % nAtoms]! += Math.abs(code)));
    const weakest = Array.from(mass.keys()).sort((a, b) => mass[a]! - mass[b]!);
    const atom = weakest[inVain % Math.min(3, nAtoms)]!;
    const atoms = best.weights.slice();
    const errors = squaredErrors(best, activations, best.codes);
    if (!(sum(errors) > 0) || !pointAt(atoms, atom, activations, drawIndex(errors, random))) return best;
    const found = learnFrom(
      activations,
      atoms,
      { ...options, rounds: Math.ceil(options.rounds / 3) },
      penalty,
    );
    if (found.objective.at(-1)! < best.objective.at(-1)! * (1 - 1e-4)) {
      best = found;
      inVain = 0;
    } else inVain++;
  }
  return best;
}

/** Turns an atom into the direction of a sample; false if that is zero. Impure: overwrites. */
function pointAt(
  atoms: Float64Array,
  atom: number,
  { values, nHidden }: Activations,
  sample: number,
): boolean {
  const row = values.subarray(sample * nHidden, (sample + 1) * nHidden);
  const norm = Math.hypot(...row);
  if (!(norm > 0)) return false;
  for (let h = 0; h < nHidden; h++) atoms[atom * nHidden + h] = row[h]! / norm;
  return true;
}

/**
 * Directions of samples: the first at random, each further one with a chance proportional to (1 - cos)^2 to the nearest so far
 * (k-means++, Arthur & Vassilvitskii 2007). Plain random ones leave seldom directions out.
 */
function firstAtoms(activations: Activations, nAtoms: number, random: RandomStream): Float64Array {
  const { values, nSamples, nHidden } = activations;
  const norms = featureNorms({ weights: values, nFeatures: nSamples, nHidden });
  const chance = norms.map((norm) => (norm > 0 ? 1 : 0));
  const atoms = new Float64Array(nAtoms * nHidden);
  for (let i = 0; i < nAtoms; i++) {
    const s = drawIndex(chance, random);
    for (let h = 0; h < nHidden; h++) atoms[i * nHidden + h] = values[s * nHidden + h]! / norms[s]!;
    for (let t = 0; t < nSamples; t++) {
      if (chance[t] === 0) continue;
      let dot = 0;
      for (let h = 0; h < nHidden; h++) dot += atoms[i * nHidden + h]! * values[t * nHidden + h]!;
      chance[t] = Math.min(i === 0 ? Infinity : chance[t]!, (1 - dot / norms[t]!) ** 2);
    }
    // More atoms than directions: begin again with any sample.
    if (!(sum(chance) > 1e-12)) norms.forEach((norm, t) => (chance[t] = norm > 0 ? 1 : 0));
  }
  return atoms;
}

/** An index drawn with the given chances, up to a common factor. Impure: draws. */
function drawIndex(chance: Float64Array, random: RandomStream): number {
  let left = random.uniform() * sum(chance);
  let last = 0;
  for (let s = 0; s < chance.length; s++) {
    if (chance[s] === 0) continue;
    last = s;
    left -= chance[s]!;
    if (left < 0) break;
  }
  return last;
}

/**
 * D = (A^T A + d I)^-1 A^T H, rows then scaled to length 1 and codes the other way, so that their product stays. Impure:
 * overwrites atoms and codes; atoms without codes are left as they are.
 */
function fitAtoms(atoms: Float64Array, activations: Activations, codes: Float64Array, nAtoms: number): void {
  const { values, nSamples, nHidden } = activations;
  const normal = Matrix.zeros(nAtoms, nAtoms);
  const right = Matrix.zeros(nAtoms, nHidden);
  const active: number[] = [];
  for (let s = 0; s < nSamples; s++) {
    active.length = 0;
    for (let i = 0; i < nAtoms; i++) if (codes[s * nAtoms + i] !== 0) active.push(i);
    for (const i of active) {
      const code = codes[s * nAtoms + i]!;
      for (const j of active) normal.set(i, j, normal.get(i, j) + code * codes[s * nAtoms + j]!);
      for (let h = 0; h < nHidden; h++) right.set(i, h, right.get(i, h) + code * values[s * nHidden + h]!);
    }
  }
  // Enough to make idle atoms harmless, too little to move the others.
  const ridge = 1e-9 * (normal.trace() / nAtoms) || 1;
  for (let i = 0; i < nAtoms; i++) normal.set(i, i, normal.get(i, i) + ridge);
  const solution = new CholeskyDecomposition(normal).solve(right);
  for (let i = 0; i < nAtoms; i++) {
    const row = solution.getRow(i);
    const norm = Math.hypot(...row);
    if (!(norm > 1e-12)) continue;
    row.forEach((value, h) => (atoms[i * nHidden + h] = value / norm));
    for (let s = 0; s < nSamples; s++) codes[s * nAtoms + i]! *= norm;
  }
}

/** Idle and doubled atoms become the direction of the sample reconstructed worst. Impure: overwrites atoms, codes, errors. */
function replaceAtoms(
  view: { readonly weights: Float64Array; readonly nFeatures: number; readonly nHidden: number },
  activations: Activations,
  codes: Float64Array,
  errors: Float64Array,
  nAtoms: number,
): void {
  const { nSamples } = activations;
  const used = new Uint8Array(nAtoms);
  for (let at = 0; at < codes.length; at++) if (codes[at] !== 0) used[at % nAtoms] = 1;
  const between = cosines(view);
  for (let i = 0; i < nAtoms; i++) {
    const doubled = between.subarray(i * nAtoms, i * nAtoms + i).some((cosine) => cosine > SAME_ATOM);
    if (used[i] && !doubled) continue;
    let worst = 0;
    for (let s = 1; s < nSamples; s++) if (errors[s]! > errors[worst]!) worst = s;
    if (!(errors[worst]! > 0) || !pointAt(view.weights, i, activations, worst)) return;
    errors[worst] = 0;
    for (let s = 0; s < nSamples; s++) codes[s * nAtoms + i] = 0;
  }
}

/** |h - D^T a|^2, [sample]. */
function squaredErrors(
  view: WeightView,
  { values, nSamples, nHidden }: Activations,
  codes: Float64Array,
): Float64Array {
  const { weights, nFeatures: k } = view;
  const residual = new Float64Array(nHidden);
  return Float64Array.from({ length: nSamples }, (_, s) => {
    for (let h = 0; h < nHidden; h++) residual[h] = values[s * nHidden + h]!;
    for (let i = 0; i < k; i++) {
      const code = codes[s * k + i]!;
      if (code === 0) continue;
      for (let h = 0; h < nHidden; h++) residual[h]! -= code * weights[i * nHidden + h]!;
    }
    return residual.reduce((total, value) => total + value * value, 0);
  });
}

function rootMeanSquare({ values, nSamples }: Activations): number {
  let total = 0;
  for (const value of values) total += value * value;
  return Math.sqrt(total / nSamples);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function completeLearnOptions(options: LearnOptions): Required<LearnOptions> {
  const complete = completeOptions<Required<LearnOptions>>(
    'learnDictionary',
    { nAtoms: Number.NaN, penalty: 0.1, rounds: 60, codingSteps: 15, starts: 2, swaps: 6, signed: false },
    options,
  );
  checkAbove0('penalty', complete.penalty);
  for (const name of ['nAtoms', 'rounds', 'codingSteps', 'starts'] as const)
    checkWhole(name, complete[name], 1);
  checkWhole('swaps', complete.swaps, 0);
  return complete;
}
