import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'abs-sparsity',
  section: '10',
  sectionTitle: SECTIONS['10'],
  title: 'Computing |x| of sparser features, neurons turn polysemantic',
  order: 1010,
};
