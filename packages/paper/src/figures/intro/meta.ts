import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'intro',
  section: '1',
  sectionTitle: SECTIONS['1'],
  title: 'As features get sparser, more of them fit into two dimensions',
  order: 100,
};
