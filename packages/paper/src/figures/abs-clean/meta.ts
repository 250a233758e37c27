import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'abs-clean',
  section: '10',
  sectionTitle: SECTIONS['10'],
  title: 'With two neurons a feature, |x| is computed without any sharing',
  order: 1000,
};
