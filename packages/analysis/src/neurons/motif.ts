/**
 * The asymmetric superposition motif: two features share a neuron by unequal input weights and reciprocal
 * output weights, and another neuron inhibits what the sharing spills.
 *
 *   shared neuron s, features A and B:  W1 = (a, -1/a), W2 = (1/a, a), up to the neuron's scale (a = 2 in the paper)
 *   A firing spills |W1_As| W2_Bs = a^2 into B, B firing only 1/a^2 into A
 *   inhibiting neuron g: W1_Ag has the sign of W1_As, so that it fires with A, and W2_Bg < 0
 *
 * All conditions are on products that do not change when a neuron is rescaled.
 *
 * Source: Toy Models of Superposition, "Computation in Superposition" (the asymmetric superposition motif).
 */
import { UnsupportedError } from '@toymodels/core';
import { checkAbove0, checkNumber, completeOptions } from '../internal/options.js';
import type { RealArray } from '../view.js';
import { checkNeurons, type NeuronView } from './view.js';

export interface MotifOptions {
  /** Both |W1_As| W2_As and |W1_Bs| W2_Bs are at least this, > 0. Default 0.25. */
  readonly leastGain?: number;
  /** |W1_As / W1_Bs| and W2_Bs / W2_As are at least this, > 1. Default 2 (4 in the paper's example). */
  readonly leastRatio?: number;
  /** The two ratios differ by at most this factor, >= 1. Default 2. */
  readonly reciprocity?: number;
  /** -sum_g (W1_Ag W2_Bg) of all inhibiting neurons, relative to the spill |W1_As| W2_Bs, is at least this, in (0, infinity). Default 0.5. */
  readonly leastInhibition?: number;
}

/** A neuron that inhibits B when A fires. */
export interface Inhibitor {
  readonly neuron: number;
  /** W1_Ag. */
  readonly inputWeight: number;
  /** W2_Bg < 0. */
  readonly outputWeight: number;
  /** |W1_Ag| |W2_Bg| relative to the spill |W1_As| W2_Bs, > 0. */
  readonly share: number;
}

/** One occurrence. */
export interface AsymmetricMotif {
  /** The shared neuron s. */
  readonly neuron: number;
  /** A, with the large input weight, then B. */
  readonly features: readonly [number, number];
  /** W1 of A and B, the neuron scaled so that |W1_A W1_B| = 1: (a, -1/a) or so. */
  readonly input: readonly [number, number];
  /** W2 of A and B in that scale: (1/a, a) or so. */
  readonly output: readonly [number, number];
  /** |W1_A / W1_B| and W2_B / W2_A: a^2 each. */
  readonly inputRatio: number;
  readonly outputRatio: number;
  /** a = (inputRatio outputRatio)^(1/4). */
  readonly asymmetry: number;
  /** |W1_As| W2_Bs: what A firing spills into B. */
  readonly spill: number;
  /** |W1_Bs| W2_As: what B firing leaves in A. */
  readonly residue: number;
  /** Strongest first, at least one. */
  readonly inhibitors: readonly Inhibitor[];
  /** Sum of their shares: from 1 on, the spill is cut off whole. */
  readonly inhibition: number;
}

/**
 * Every occurrence, by neuron, then by features.
 *
 * @param view an untied model
 * @throws UnsupportedError for a tied model, whose output weights cannot be reciprocal
 */
export function findAsymmetricMotifs(view: NeuronView, options: MotifOptions = {}): AsymmetricMotif[] {
  checkNeurons(view);
  const { outputWeights: w2, weights: w1, nFeatures, nHidden } = view;
  if (w2 === undefined) {
    throw new UnsupportedError(
      'the asymmetric motif needs output weights of their own (outputWeights); in a tied model they equal the input weights and cannot be reciprocal to them',
    );
  }
  const complete = completeMotifOptions(options);
  const motifs: AsymmetricMotif[] = [];
  for (let s = 0; s < nHidden; s++) {
    const carried: number[] = [];
    for (let i = 0; i < nFeatures; i++) {
      const at = i * nHidden + s;
      if (w2[at]! > 0 && Math.abs(w1[at]!) * w2[at]! >= complete.leastGain) carried.push(i);
    }
    for (const a of carried) {
      for (const b of carried) {
        const motif = a === b ? undefined : motifAt(w1, w2, nHidden, s, a, b, complete);
        if (motif !== undefined) motifs.push(motif);
      }
    }
  }
  return motifs;
}

/** The motif of neuron s with A favoured by the input and B by the output, if all conditions hold. */
function motifAt(
  w1: RealArray,
  w2: RealArray,
  nHidden: number,
  s: number,
  a: number,
  b: number,
  options: Required<MotifOptions>,
): AsymmetricMotif | undefined {
  const [inputA, inputB] = [w1[a * nHidden + s]!, w1[b * nHidden + s]!];
  const [outputA, outputB] = [w2[a * nHidden + s]!, w2[b * nHidden + s]!];
  const inputRatio = Math.abs(inputA / inputB);
  const outputRatio = outputB / outputA;
  if (!(inputRatio >= options.leastRatio && outputRatio >= options.leastRatio)) return undefined;
  const between = inputRatio / outputRatio;
  if (!(between <= options.reciprocity && 1 / between <= options.reciprocity)) return undefined;

  const spill = Math.abs(inputA) * outputB;
  const inhibitors: Inhibitor[] = [];
  for (let g = 0; g < nHidden; g++) {
    const inputWeight = w1[a * nHidden + g]!;
    const outputWeight = w2[b * nHidden + g]!;
    if (g === s || inputWeight * inputA <= 0 || outputWeight >= 0) continue;
    inhibitors.push({
      neuron: g,
      inputWeight,
      outputWeight,
      share: Math.abs(inputWeight * outputWeight) / spill,
    });
  }
  const inhibition = inhibitors.reduce((sum, { share }) => sum + share, 0);
  if (!(inhibitors.length > 0 && inhibition >= options.leastInhibition)) return undefined;
  const scale = 1 / Math.sqrt(Math.abs(inputA * inputB));
  return {
    neuron: s,
    features: [a, b],
    input: [inputA * scale, inputB * scale],
    output: [outputA / scale, outputB / scale],
    inputRatio,
    outputRatio,
    asymmetry: (inputRatio * outputRatio) ** 0.25,
    spill,
    residue: Math.abs(inputB) * outputA,
    inhibitors: inhibitors.sort((x, y) => y.share - x.share || x.neuron - y.neuron),
    inhibition,
  };
}

function completeMotifOptions(options: MotifOptions): Required<MotifOptions> {
  const complete = completeOptions<Required<MotifOptions>>(
    'findAsymmetricMotifs',
    { leastGain: 0.25, leastRatio: 2, reciprocity: 2, leastInhibition: 0.5 },
    options,
  );
  const { leastGain, leastRatio, reciprocity, leastInhibition } = complete;
  checkAbove0('leastGain', leastGain);
  checkNumber('leastRatio', leastRatio, leastRatio > 1 && leastRatio < Infinity, 'a finite number above 1');
  checkNumber('reciprocity', reciprocity, reciprocity >= 1 && reciprocity < Infinity, 'a finite number >= 1');
  checkAbove0('leastInhibition', leastInhibition);
  return complete;
}
