/**
 * What a neuron stack plot draws: for each neuron its features, strongest first, and what kind of neuron it is.
 *
 * Source: Toy Models of Superposition, "Superposition in a Privileged Basis" (the stack plots); kinds by the share of
 * the largest squared gain, see `gains.ts`.
 */
import { checkNumber, completeOptions } from '../internal/options.js';
import { neuronGains } from './gains.js';
import type { NeuronView } from './view.js';

/**
 * A neuron is monosemantic when its strongest feature has at least this share of its squared gains. With one other
 * feature the limit is a gain half as large.
 */
export const MONOSEMANTIC_SHARE = 0.8;

/** A neuron is dead when sqrt(max |W1| max |W2|) is at most this, and carries nothing when no gain exceeds it. */
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
  /** See {@link DEAD_WEIGHT}, its default; >= 0. */
  readonly deadWeight?: number;
}

/** How many neurons are of which kind. */
export type NeuronCounts = Readonly<Record<NeuronKind, number>>;

/** One stack a neuron, in the neurons' order. */
export function neuronStacks(view: NeuronView, options: StackOptions = {}): NeuronStack[] {
  const complete = completeOptions<Required<StackOptions>>(
    'neuronStacks',
    { leastWeight: 0, monosemanticShare: MONOSEMANTIC_SHARE, deadWeight: DEAD_WEIGHT },
    options,
  );
  const { leastWeight, monosemanticShare, deadWeight } = complete;
  checkNumber('leastWeight', leastWeight, leastWeight >= 0, 'a number >= 0');
  checkNumber('deadWeight', deadWeight, deadWeight >= 0, 'a number >= 0');
  checkNumber(
    'monosemanticShare',
    monosemanticShare,
    monosemanticShare > 0 && monosemanticShare <= 1,
    'a number in (0, 1]',
  );
  const gains = neuronGains(view);
  const { weights, outputWeights = weights, nFeatures, nHidden } = view;
  return Array.from({ length: nHidden }, (_, neuron) => {
    const all: StackEntry[] = Array.from({ length: nFeatures }, (_entry, feature) => {
      const at = feature * nHidden + neuron;
      return { feature, weight: weights[at]!, outputWeight: outputWeights[at]!, gain: gains[at]! };
    });
    const main = all.reduce((best, entry) => (entry.gain > best.gain ? entry : best));
    const largestInput = Math.max(...all.map(({ weight }) => Math.abs(weight)));
    const largestOutput = Math.max(...all.map(({ outputWeight }) => Math.abs(outputWeight)));
    const carries = main.gain > deadWeight;
    // Relative to the largest, so that no square underflows.
    const purity = carries ? 1 / all.reduce((sum, { gain }) => sum + (gain / main.gain) ** 2, 0) : 0;
    // What a neuron does is the product of its weights, whatever its scale.
    const dead = Math.sqrt(largestInput) * Math.sqrt(largestOutput) <= deadWeight;
    const kind = dead
      ? 'dead'
      : !carries
        ? 'inhibitory'
        : purity >= monosemanticShare - 1e-12
          ? 'monosemantic'
          : 'polysemantic';
    return {
      neuron,
      entries: all
        .filter(({ weight }) => Math.abs(weight) > leastWeight)
        .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.feature - b.feature),
      kind,
      purity,
      ...(carries ? { mainFeature: main.feature } : {}),
    } satisfies NeuronStack;
  });
}

/** How many stacks are of each kind. */
export function countKinds(stacks: readonly NeuronStack[]): NeuronCounts {
  const counts = { monosemantic: 0, polysemantic: 0, inhibitory: 0, dead: 0 };
  for (const { kind } of stacks) counts[kind]++;
  return counts;
}
