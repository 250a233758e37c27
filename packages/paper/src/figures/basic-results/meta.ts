import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'basic-results',
  section: '3',
  sectionTitle: SECTIONS['3'],
  title: 'A linear model keeps the top five features; a ReLU lets sparse ones share dimensions',
  order: 320,
};
