import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'neuron-codes',
  section: '9',
  sectionTitle: SECTIONS['9'],
  title: 'The sparser the features, the more of them share neurons, by codes',
  order: 910,
};
