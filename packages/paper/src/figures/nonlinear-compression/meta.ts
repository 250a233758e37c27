import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'nonlinear-compression',
  section: '15',
  sectionTitle: SECTIONS['15'],
  title: 'Two numbers fit into one better than any linear code allows, if the code is steep enough',
  order: 1500,
};
