import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'linear-vs-relu-hidden',
  section: '9',
  sectionTitle: SECTIONS['9'],
  title: 'A ReLU on the hidden layer makes features align with neurons',
  order: 900,
};
