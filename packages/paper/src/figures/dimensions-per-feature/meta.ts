import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'dimensions-per-feature',
  section: '6',
  sectionTitle: SECTIONS['6'],
  title: 'Dimensions for each feature: plateaus at one and at one half',
  order: 601,
};
