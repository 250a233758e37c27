import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'weights-anatomy',
  section: '3',
  sectionTitle: SECTIONS['3'],
  title: 'A model’s weights show which features are held alone, which share, and which are missing',
  order: 310,
};
