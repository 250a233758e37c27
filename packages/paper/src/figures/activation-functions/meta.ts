import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'activation-functions',
  section: '14',
  sectionTitle: SECTIONS['14'],
  title: 'Superposition needs an output that treats positive and negative values differently',
  order: 1400,
};
