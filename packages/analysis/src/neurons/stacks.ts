/**
 * What a neuron stack plot draws: for each neuron its features, strongest first, and what kind of neuron it is.
 *
 * Source: Toy Models of Superposition, "Superposition in a Privileged Basis" (the stack plots); kinds by the share of
 * the largest squared gain, see `gains.ts`.
 */
import type { NeuronView } from './view.js';
import { notYet } from '../internal/not-yet.js';

/**
 * A neuron is monosemantic when its strongest feature has at least this share of its squared gains. With one other
 * feature the limit is a gain half as large.
 */
export const MONOSEMANTIC_SHARE = 0.8;

/** A neuron whose largest |W1| and |W2| both stay below this is dead. */
export const DEAD_WEIGHT = 0.1;

/** `inhibitory`: it carries no feature, yet has weights; `dead`: it has none. */
export type NeuronKind = 'monosemantic' | 'polysemantic' | 'inhibitory' | 'dead';

/** One feature in a neuron's stack. */
export interface StackEntry {
  readonly feature: number;
  /** W1 (W of a tied model). */
  readonly weight: number;
  /** W2; equal to `weight` in a tied model. */
  readonly outputWeight: number;
  /** g_ih >= 0, see `neuronGains`. */
  readonly gain: number;
}

export interface NeuronStack {
  readonly neuron: number;
  /** Sorted by |weight|, largest first; ties by feature. */
  readonly entries: readonly StackEntry[];
  readonly kind: NeuronKind;
  /** Share of the largest squared gain in their sum, in [0, 1]; 0 when the neuron carries nothing. */
  readonly purity: number;
  /** The feature with the largest gain; none when the neuron carries nothing. */
  readonly mainFeature?: number;
}

export interface StackOptions {
  /** Entries with |weight| at most this are left out, >= 0. Default 0: only zeros are. */
  readonly leastWeight?: number;
  /** From this share of the squared gains on a neuron is monosemantic, in (0, 1]. Default {@link MONOSEMANTIC_SHARE}. */
  readonly monosemanticShare?: number;
  /** Neurons whose weights all stay below this are dead, and gains below it carry nothing, >= 0. Default {@link DEAD_WEIGHT}. */
  readonly deadWeight?: number;
}

/** How many neurons are of which kind. */
export type NeuronCounts = Readonly<Record<NeuronKind, number>>;

/** One stack a neuron, in the neurons' order. */
export function neuronStacks(view: NeuronView, options: StackOptions = {}): NeuronStack[] {
  void view, options;
  return notYet();
}

/** How many stacks are of each kind. */
export function countKinds(stacks: readonly NeuronStack[]): NeuronCounts {
  void stacks;
  return notYet();
}
