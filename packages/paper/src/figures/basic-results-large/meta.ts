import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'basic-results-large',
  section: '3',
  sectionTitle: SECTIONS['3'],
  title: 'Four times larger, models look the same on dense data and hold more of sparse data',
  order: 330,
};
