import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'linear-dynamics',
  section: '4',
  sectionTitle: SECTIONS['4'],
  title: 'A linear model learns one feature after the other, each along a curve known in advance',
  order: 400,
};
