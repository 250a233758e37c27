import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'perturb-one-feature',
  section: '6',
  sectionTitle: SECTIONS['6'],
  title: 'One sparser feature stretches the pentagon until it snaps into two digons',
  order: 605,
};
