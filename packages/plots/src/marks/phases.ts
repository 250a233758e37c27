/** The look of phases: one colour and one word each, the same in every map. */
import type { Token } from '../theme/palette.js';

/** What becomes of the extra feature; its place is its colour's. */
const KINDS = ['ignored', 'dedicated', 'antipodal', 'weak', 'confused', 'mixed', 'none'] as const;

/** What becomes of the extra feature. */
export type PhaseKind = (typeof KINDS)[number];

export interface PhaseLook {
  readonly kind: PhaseKind;
  /** What stands in the map and in the legend. */
  readonly words: string;
}

/** The names that `@toymodels/theory` gives: of exact optima, of trained models, of the three candidate solutions, and of the four. */
export const THEORY_PHASES: Readonly<Record<string, PhaseLook>> = {
  none: { kind: 'none', words: 'nothing represented' },
  'extra-ignored': { kind: 'ignored', words: 'not represented' },
  'extra-dedicated': { kind: 'dedicated', words: 'own dimension' },
  'strong-antipodal': { kind: 'antipodal', words: 'superposition' },
  'weak-antipodal': { kind: 'weak', words: 'weak antipodal' },
  confused: { kind: 'confused', words: 'confused' },
  superposition: { kind: 'mixed', words: 'other superposition' },
  extraIgnored: { kind: 'ignored', words: 'not represented' },
  extraDedicated: { kind: 'dedicated', words: 'own dimension' },
  antipodal: { kind: 'antipodal', words: 'superposition' },
  firstIgnored: { kind: 'none', words: 'own dimension, first ignored' },
  extraPaired: { kind: 'antipodal', words: 'superposition' },
  othersPaired: { kind: 'dedicated', words: 'own dimension, others paired' },
};

/** Whether a word names a kind. */
export function isPhaseKind(kind: string): kind is PhaseKind {
  return (KINDS as readonly string[]).includes(kind);
}

/** All kinds, for messages. */
export const PHASE_KINDS: readonly string[] = KINDS;

/** Colour of a phase's area. */
export function phaseToken(kind: PhaseKind): Token {
  return `phase-${KINDS.indexOf(kind)}`;
}
