import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'almost-orthogonal',
  section: '2',
  sectionTitle: SECTIONS['2'],
  title: 'The number of almost orthogonal directions grows exponentially with the dimension',
  order: 200,
};
