import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'tegum',
  section: '6',
  sectionTitle: SECTIONS['6'],
  title: 'Polytopes in orthogonal spaces make new ones, and each feature keeps its dimensionality',
  order: 603,
};
