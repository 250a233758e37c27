import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'basic-results-large',
  section: '3',
  sectionTitle: SECTIONS['3'],
  title: 'Four times as many features and dimensions give nearly the same picture',
  order: 330,
};
