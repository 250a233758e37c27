/** The look of phases: one colour and one word each, the same in every map. */

/** What becomes of the extra feature. */
export type PhaseKind = 'none' | 'ignored' | 'dedicated' | 'antipodal' | 'weak' | 'confused' | 'mixed' | 'other';
