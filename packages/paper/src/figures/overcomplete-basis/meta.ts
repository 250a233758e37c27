import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'overcomplete-basis',
  section: '11',
  sectionTitle: SECTIONS['11'],
  title: 'Sparse coding of hidden activations finds the features in superposition',
  order: 1110,
};
