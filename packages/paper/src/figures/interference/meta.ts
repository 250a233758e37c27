import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'interference',
  section: '2',
  sectionTitle: SECTIONS['2'],
  title: 'Features that share a space answer for each other',
  order: 201,
};
