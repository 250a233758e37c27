import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'l1-removes-superposition',
  section: '11',
  sectionTitle: SECTIONS['11'],
  title: 'A penalty on hidden activations ends superposition, at a higher loss',
  order: 1100,
};
