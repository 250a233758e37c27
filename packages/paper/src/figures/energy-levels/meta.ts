import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'energy-levels',
  section: '7',
  sectionTitle: SECTIONS['7'],
  title: 'Feature dimensionalities jump between levels while the loss falls',
  order: 700,
};
