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
import type { NeuronView } from './view.js';
import { notYet } from '../internal/not-yet.js';

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
  void view, options;
  return notYet();
}
