import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'adversarial',
  section: '8',
  sectionTitle: SECTIONS['8'],
  title: 'Superposition makes models vulnerable; how much depends on what an attack may know',
  order: 800,
};
