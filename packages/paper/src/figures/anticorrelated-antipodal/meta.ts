import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'anticorrelated-antipodal',
  section: '6',
  sectionTitle: SECTIONS['6'],
  title: 'Anticorrelated features share a line in opposite directions',
  order: 607,
};
