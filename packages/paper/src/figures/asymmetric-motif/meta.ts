import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'asymmetric-motif',
  section: '10',
  sectionTitle: SECTIONS['10'],
  title: 'Two features share a neuron unequally, and another neuron inhibits what spills',
  order: 1020,
};
