/** Words on charts: events on the horizontal axis and values to read against, each with a thin line. */
import type { AxesArea } from '../axes.js';
import { element } from '../svg/element.js';
import { FONT_SIZE, halo, label, textWidth } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';
import type { Token } from '../theme/palette.js';

const LINE = 12;

/**
 * Vertical dashed lines through the axes, and their words at the top, moved down where they would meet.
 *
 * @param words whether they are written, or only the lines drawn
 */
export function verticals(
  painter: Painter,
  area: AxesArea,
  marks: readonly { readonly value: number; readonly label: string }[],
  token: Token,
  words = true,
): string {
  const colour = painter.color(token);
  const taken: number[] = [];
  return marks
    .map((mark) => ({ ...mark, x: area.x(mark.value) }))
    .filter(({ x }) => x >= area.left - 1 && x <= area.right + 1)
    .sort((a, b) => a.x - b.x)
    .map(({ x, label: text }) => {
      const line = element('path', {
        d: `M${x.toFixed(1)} ${area.top}V${area.bottom}`,
        stroke: colour,
        'stroke-width': 0.75,
        'stroke-dasharray': '2 3',
      });
      if (!words || text === '') return line;
      const wide = textWidth(text, FONT_SIZE.label) + 6;
      // To the left of its line where the right edge is near.
      const leftward = x + wide > area.right + 4 && x - wide >= area.left;
      const [from, to] = leftward ? [x - wide, x] : [x, x + wide];
      let row = taken.findIndex((end) => end <= from);
      if (row < 0) row = taken.length;
      taken[row] = to;
      return (
        line +
        label(text, leftward ? x - 4 : x + 4, area.top + 9 + row * LINE, {
          fill: colour,
          'text-anchor': leftward ? 'end' : 'start',
          ...halo(painter),
        })
      );
    })
    .join('');
}

/** Horizontal dashed lines across the axes, with their words at the left, above the line. */
export function horizontals(
  painter: Painter,
  area: AxesArea,
  marks: readonly { readonly value: number; readonly label: string }[],
): string {
  const muted = painter.color('muted');
  return marks
    .map(({ value, label: text }) => {
      const y = area.y(value);
      return (
        element('path', {
          d: `M${area.left} ${y.toFixed(1)}H${area.right}`,
          stroke: muted,
          'stroke-width': 0.75,
          'stroke-dasharray': '4 3',
        }) + (text === '' ? '' : label(text, area.left + 4, y - 4, { fill: muted, ...halo(painter) }))
      );
    })
    .join('');
}

/** A line through many points as path data: what moves less than a tenth of a pixel is left out, and steps below `least` px too. */
export function polyline(places: readonly (readonly [number, number])[], least = 0.4): string {
  let d = '';
  let [lastX, lastY] = [0, 0];
  places.forEach(([x, y], k) => {
    const [nextX, nextY] = [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
    if (k === 0) d = `M${nextX} ${nextY}`;
    else {
      if (k + 1 < places.length && Math.abs(nextX - lastX) < least && Math.abs(nextY - lastY) < least) return;
      d += `l${round(nextX - lastX)} ${round(nextY - lastY)}`;
    }
    [lastX, lastY] = [nextX, nextY];
  });
  return d;
}

function round(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
