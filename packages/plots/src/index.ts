export { composeFigures, type ComposeOptions, type FigurePart, type PartOptions } from './figures/compose.js';
export {
  densityChart,
  type DensityOptions,
  type DensityPoint,
  type DensitySeries,
} from './figures/density-chart.js';
export {
  dimensionalityScatter,
  type DimensionalityColumn,
  type DimensionalityLevel,
  type DimensionalityScatterOptions,
} from './figures/dimensionality-scatter.js';
export {
  featureGraph,
  type FeatureGraphOptions,
  type GraphFactor,
  type GraphPanel,
} from './figures/feature-graph.js';
export { featureVectors, type VectorOptions, type VectorPanel } from './figures/feature-vectors.js';
export {
  branches,
  lineChart,
  type BranchesOptions,
  type Crossing,
  type LineChartOptions,
  type LinePanel,
  type LinePoint,
  type LineSeries,
  type ReferenceLine,
} from './figures/line-chart.js';
export { lossCurves, type LossOptions, type LossSeries } from './figures/loss-curves.js';
export {
  lossSurface,
  type LossSurfaceOptions,
  type SurfacePanel,
  type SurfacePoint,
} from './figures/loss-surface.js';
export { neuronStacks, type NeuronStacksOptions, type StackPanel } from './figures/neuron-stacks.js';
export {
  phaseMap,
  type PhaseBorder,
  type PhaseCell,
  type PhaseMapOptions,
  type PhasePanel,
} from './figures/phase-map.js';
export { polytope3d, type Polytope3dOptions, type Polytope3dPanel } from './figures/polytope-3d.js';
export { polytopeGlyph, polytopeGlyphGroup, type GlyphOptions } from './figures/polytope-glyph.js';
export {
  stackedArea,
  type AreaLayer,
  type AreaPanel,
  type StackedAreaOptions,
} from './figures/stacked-area.js';
export { trajectories, type TrajectoriesOptions, type TrajectoryData } from './figures/trajectories.js';
export { weightGraph, type WeightGraphOptions, type WeightGraphPanel } from './figures/weight-graph.js';
export { weightMatrix, type MatrixPanel, type WeightMatrixOptions } from './figures/weight-matrix.js';
export { weightsAnatomy, type AnatomyModel } from './figures/weights-anatomy.js';
export {
  weightsPortrait,
  type PortraitOptions,
  type PortraitPanel,
  type PortraitPart,
} from './figures/weights-portrait.js';
export { type PhaseKind, type PhaseLook } from './marks/phases.js';
export { type InspectedCells, type InspectedPoint } from './marks/inspect.js';
export { type ChartOptions, type FigureOptions, type SvgDocument, type Turn } from './options.js';
export { FIGURE_CLASS, themeVariables, type Theme } from './theme/painter.js';
