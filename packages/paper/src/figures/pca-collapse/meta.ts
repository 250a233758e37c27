import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'pca-collapse',
  section: '6',
  sectionTitle: SECTIONS['6'],
  title: 'Denser correlated pairs collapse one by one, until only principal components are left',
  order: 610,
};
