/**
 * Several figures as one: drawn one under the other (or side by side) below a common title.
 */
import { UnsupportedError } from '@toymodels/core';
import { type FigureOptions } from '../options.js';

/** What each part is drawn with: hand it on, together with the part's own title and description. */
export type PartOptions = Required<Pick<FigureOptions, 'theme' | 'width' | 'idPrefix' | 'showTitle'>>;

/** Draws one part, e.g. `(part) => lossCurves(series, { ...part, document, title, description })`. */
export type FigurePart = (options: PartOptions) => string;

export interface ComposeOptions extends FigureOptions {
  /** Parts beside each other where each gets at least this width, px; default Infinity: all below each other. */
  readonly minPartWidth?: number;
}

/** Stand-alone SVG that holds each part as a nested one. @throws InvalidArgumentError */
export function composeFigures(parts: readonly FigurePart[], options: ComposeOptions): string {
  throw new UnsupportedError(`composeFigures is being written: ${parts.length} ${options.title}`);
}
