import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'weights-anatomy',
  section: '3',
  sectionTitle: SECTIONS['3'],
  title: 'How to read the weights of a trained model',
  order: 310,
};
