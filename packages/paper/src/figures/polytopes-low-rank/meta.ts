import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'polytopes-low-rank',
  section: '6',
  sectionTitle: SECTIONS['6'],
  title: 'Each polytope is a low-rank matrix, and what it leaves out is a relation among its features',
  order: 604,
};
