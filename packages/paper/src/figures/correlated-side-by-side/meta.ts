import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'correlated-side-by-side',
  section: '6',
  sectionTitle: SECTIONS['6'],
  title: 'Where there is no room to be orthogonal, correlated features lie side by side',
  order: 608,
};
