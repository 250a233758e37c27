import type { FigureMeta } from '../../figure.js';
import { SECTIONS } from '../../shared/sections.js';

export const meta: FigureMeta = {
  id: 'privileged-basis-demo',
  section: '2',
  sectionTitle: SECTIONS['2'],
  title: 'Rotating the hidden space changes nothing, unless it has a ReLU',
  order: 202,
};
