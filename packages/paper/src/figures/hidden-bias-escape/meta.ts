import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'hidden-bias-escape',
  section: '9',
  sectionTitle: SECTIONS['9'],
  title: 'Given a hidden bias, the model keeps its neurons on and turns linear',
  order: 920,
};
