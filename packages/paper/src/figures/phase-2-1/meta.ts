import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'phase-2-1',
  section: '5',
  sectionTitle: SECTIONS['5'],
  title: 'Two features in one dimension: ignored, alone or in superposition, with sharp borders',
  order: 500,
};
