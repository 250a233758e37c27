import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'geometric-transformations',
  section: '7',
  sectionTitle: SECTIONS['7'],
  title: 'Learning passes through simpler geometries on its way to an octahedron',
  order: 701,
};
