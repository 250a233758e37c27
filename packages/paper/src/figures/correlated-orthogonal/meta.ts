import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'correlated-orthogonal',
  section: '6',
  sectionTitle: SECTIONS['6'],
  title: 'Correlated features keep out of each other’s way: they are orthogonal',
  order: 606,
};
