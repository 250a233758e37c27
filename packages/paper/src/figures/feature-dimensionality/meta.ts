import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'feature-dimensionality',
  section: '6',
  sectionTitle: SECTIONS['6'],
  title: 'Features share dimensions in a few fixed ways, each of them a polytope',
  order: 602,
};
