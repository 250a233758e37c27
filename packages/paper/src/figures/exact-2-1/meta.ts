import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'exact-2-1',
  section: '14',
  sectionTitle: SECTIONS['14'],
  title: 'Without biases dense data of equal importance are stored as a sum: the confused feature',
  order: 1401,
};
