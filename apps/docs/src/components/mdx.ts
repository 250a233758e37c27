/** The components that written pages use without importing them. */
import Cite from './Cite.astro';
import LiveFigure from './LiveFigure.astro';
import Measured from './Measured.astro';
import Note from './Note.astro';
import Proof from './Proof.astro';
import Term from './Term.astro';
import Turn from './Turn.astro';
import Value from '../derivation/Value.astro';

export const components = { Cite, LiveFigure, Measured, Note, Proof, Term, Turn, Value };
