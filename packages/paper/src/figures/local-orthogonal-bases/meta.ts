import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'local-orthogonal-bases',
  section: '6',
  sectionTitle: SECTIONS['6'],
  title: 'Each set of correlated features has a nearly orthogonal basis of its own',
  order: 609,
};
