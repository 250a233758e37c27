import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'loss-by-active-features',
  section: '4',
  sectionTitle: SECTIONS['4'],
  title: 'As data get sparser, inputs with a single active feature make up nearly all of the loss',
  order: 401,
};
