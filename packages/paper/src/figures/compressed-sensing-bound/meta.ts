import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'compressed-sensing-bound',
  section: '15',
  sectionTitle: SECTIONS['15'],
  title: 'How many dimensions sparse vectors need, and a decoder that needs a constant times as many',
  order: 1501,
};
