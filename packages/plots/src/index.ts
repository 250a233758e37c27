export { featureVectors, type VectorOptions, type VectorPanel } from './figures/feature-vectors.js';
export {
  weightsPortrait,
  type PortraitOptions,
  type PortraitPanel,
  type PortraitPart,
} from './figures/weights-portrait.js';
export { type ChartOptions, type FigureOptions, type SvgDocument } from './options.js';
export { FIGURE_CLASS, themeVariables, type Theme } from './theme/painter.js';
