import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'compressed-sensing',
  section: '13',
  sectionTitle: SECTIONS['13'],
  title:
    'Trained models represent more features the sparser they are, as the bound of compressed sensing does',
  order: 1300,
};
