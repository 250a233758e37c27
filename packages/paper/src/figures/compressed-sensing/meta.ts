import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'compressed-sensing',
  section: '13',
  sectionTitle: SECTIONS['13'],
  title: 'Trained models represent fewer features a dimension than compressed sensing would allow',
  order: 1300,
};
