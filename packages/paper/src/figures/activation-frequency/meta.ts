import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'activation-frequency',
  section: '11',
  sectionTitle: SECTIONS['11'],
  title: 'Superposition saves more loss per dimension, dedicated features more per activation',
  order: 1120,
};
