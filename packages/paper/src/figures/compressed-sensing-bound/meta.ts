import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'compressed-sensing-bound',
  section: '15',
  sectionTitle: SECTIONS['15'],
  title: 'How many dimensions sparse vectors need: the bound, and a plain decoder beside it',
  order: 1501,
};
