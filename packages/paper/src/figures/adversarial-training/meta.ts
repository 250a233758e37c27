import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'adversarial-training',
  section: '8',
  sectionTitle: SECTIONS['8'],
  title: 'Training on attacked inputs takes superposition away, if attacks are large',
  order: 810,
};
