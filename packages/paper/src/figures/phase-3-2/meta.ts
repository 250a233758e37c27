import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'phase-3-2',
  section: '5',
  sectionTitle: SECTIONS['5'],
  title: 'Three features in two dimensions: the extra one is left out, paired, or gets its own',
  order: 501,
};
