export {
  AbortedError,
  defineFigure,
  type AnyFigure,
  type Claim,
  type Figure,
  type FigureContext,
  type FigureEntry,
  type FigureMeta,
  type FigureSpec,
  type Json,
  type PresetName,
  type SvgOptions,
  type Verdict,
} from './figure.js';
export { figureIndex, loadFigure } from './catalog.js';
