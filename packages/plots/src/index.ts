export {
  densityChart,
  type DensityOptions,
  type DensityPoint,
  type DensitySeries,
} from './figures/density-chart.js';
export { featureVectors, type VectorOptions, type VectorPanel } from './figures/feature-vectors.js';
export { lossCurves, type LossOptions, type LossSeries } from './figures/loss-curves.js';
export { weightsAnatomy, type AnatomyModel } from './figures/weights-anatomy.js';
export {
  weightsPortrait,
  type PortraitOptions,
  type PortraitPanel,
  type PortraitPart,
} from './figures/weights-portrait.js';
export { type ChartOptions, type FigureOptions, type SvgDocument } from './options.js';
export { FIGURE_CLASS, themeVariables, type Theme } from './theme/painter.js';
