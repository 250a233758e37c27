/**
 * Several figures as one: drawn one under the other (or side by side) below a common title.
 */
import { InvalidArgumentError } from '@toymodels/core';
import { figure, MARGIN } from '../frame.js';
import { completeOptions, type FigureOptions } from '../options.js';
import { coordinate } from '../svg/element.js';

/** What each part is drawn with: hand it on, together with the part's own title and description. */
export type PartOptions = Required<
  Pick<FigureOptions, 'theme' | 'width' | 'idPrefix' | 'showTitle' | 'inspect' | 'turn'>
>;

/** Draws one part, e.g. `(part) => lossCurves(series, { ...part, document, title, description })`. */
export type FigurePart = (options: PartOptions) => string;

export interface ComposeOptions extends FigureOptions {
  /** Parts beside each other where each gets at least this width, px; default Infinity: all below each other. */
  readonly minPartWidth?: number;
}

/** Stand-alone SVG that holds each part as a nested one. @throws InvalidArgumentError */
export function composeFigures(parts: readonly FigurePart[], options: ComposeOptions): string {
  const complete = completeOptions(options, ['minPartWidth']);
  const { minPartWidth = Infinity } = options;
  if (!(minPartWidth > 0))
    throw new InvalidArgumentError(`minPartWidth is ${minPartWidth}; give a number of px > 0`);
  if (parts.length === 0)
    throw new InvalidArgumentError('there are no parts; give at least one figure to draw');
  return figure(complete, (_, width) => {
    const columns = Math.max(1, Math.min(parts.length, Math.floor(width / minPartWidth)));
    // Each part brings its own margins, which are laid over those of the whole and of its neighbours.
    const partWidth = Math.max(160, Math.floor((width - MARGIN * (columns - 1)) / columns) + 2 * MARGIN);
    let [y, line] = [0, 0];
    let body = '';
    parts.forEach((draw, k) => {
      const column = k % columns;
      if (column === 0) [y, line] = [y + line, 0];
      const svg = draw({
        theme: complete.theme,
        width: partWidth,
        idPrefix: `${complete.idPrefix}-${k + 1}`,
        showTitle: false,
        inspect: complete.inspect,
        turn: complete.turn,
      });
      const height = Number(/^<svg [^>]*? height="(\d+)"/.exec(svg)?.[1]);
      if (!(height > 0))
        throw new InvalidArgumentError(`part ${k + 1} is no figure of this package; hand on what it draws`);
      const x = column * (partWidth - MARGIN) - MARGIN;
      // Their backgrounds would hide what they are laid over.
      body += svg
        .replace('<svg ', `<svg x="${coordinate(x)}" y="${coordinate(y - MARGIN)}" `)
        .replace(/<rect width="\d+" height="\d+" fill="[^"]*"\/>/, '');
      line = Math.max(line, height - 2 * MARGIN + ROW_GAP);
    });
    return { body, height: y + line - ROW_GAP };
  });
}

const ROW_GAP = 18;
