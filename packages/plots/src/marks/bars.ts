/**
 * Norms of the features as horizontal bars, coloured by superposition, one row a feature.
 */
import { at, element } from '../svg/element.js';
import { FONT_SIZE, label } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';
import { sharedToken } from '../theme/palette.js';
import { formatNumber } from '../format.js';
import { inspectPoints } from './inspect.js';

export interface BarsOptions {
  /** |W_i|, [feature]. */
  readonly norms: Float64Array;
  /** Superposition of each feature, [feature]. */
  readonly superposition: Float64Array;
  /** Height of a row, px. */
  readonly row: number;
  /** Width of the whole, px. */
  readonly width: number;
  /** The norm that takes the whole width, > 0; at least 1, so that the mark at 1 is seen. */
  readonly longest: number;
}

/** The bars, the axis they stand on and a mark where |W_i| = 1, from (0, 0). The mark's label hangs 11 px below. */
export function bars(painter: Painter, options: BarsOptions): string {
  const { norms, superposition, row, width, longest } = options;
  const height = norms.length * row;
  const thickness = row >= 3.5 ? row * 0.78 : row;
  const one = width / longest;
  const shapes = Array.from(norms, (norm, i) =>
    element('rect', {
      y: i * row + (row - thickness) / 2,
      width: (norm / longest) * width,
      height: thickness,
      fill: painter.color(sharedToken(superposition[i]!)),
      // Bars without gaps must not show the page through rounded edges.
      'shape-rendering': thickness === row ? 'crispEdges' : undefined,
    }),
  );
  return (
    element('path', {
      d: `M${one.toFixed(2)} -2V${(height + 3).toFixed(2)}`,
      stroke: painter.color('muted'),
      'stroke-width': 0.75,
      'stroke-dasharray': '2 2',
    }) +
    shapes.join('') +
    element('path', { d: `M0 0V${height.toFixed(2)}`, stroke: painter.color('ink'), 'stroke-width': 0.75 }) +
    at(
      one,
      height + 11,
      label('1', 0, 0, {
        'text-anchor': 'middle',
        'font-size': FONT_SIZE.small,
        fill: painter.color('muted'),
      }),
    ) +
    inspectPoints(painter, () =>
      Array.from(norms, (norm, i) => [
        (norm / longest) * width,
        (i + 0.5) * row,
        `feature ${i + 1}: length ${formatNumber(norm)}, superposition ${formatNumber(superposition[i]!)}`,
      ]),
    )
  );
}
