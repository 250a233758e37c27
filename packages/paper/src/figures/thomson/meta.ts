import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'thomson',
  section: '4',
  sectionTitle: SECTIONS['4'],
  title: 'Features repel like electrons on a sphere, until there are eleven of them',
  order: 402,
};
