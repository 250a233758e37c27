/**
 * The bridge to Observable Plot, which draws everything that has scales and axes.
 *
 * Plot makes elements in the given document; they are serialised at once and put into the
 * figure's own frame, without Plot's style sheet (it holds light-dark(), which many readers of SVG
 * do not know). Titles of axes and labels of series are drawn here, where their space is known.
 */
import * as Plot from '@observablehq/plot';
import { ToyModelsError } from '@toymodels/core';
import type { SvgDocument } from './options.js';
import { at, element } from './svg/element.js';
import { FONT_SIZE, halo, label, textWidth } from './svg/text.js';
import type { Painter } from './theme/painter.js';
import type { Token } from './theme/palette.js';

/** A word at the right end of a line. */
export interface EndLabel {
  readonly text: string;
  /** Value of the line's last point. */
  readonly value: number;
  readonly token: Token;
}

export interface AxesChart {
  readonly document: SvgDocument;
  readonly painter: Painter;
  readonly width: number;
  readonly height: number;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly x: Plot.ScaleOptions;
  readonly y: Plot.ScaleOptions;
  readonly marks: Plot.Markish[];
  readonly endLabels: readonly EndLabel[];
  /** Least space to the right of the axes, px; default what the end labels need. */
  readonly marginRight?: number;
  /** Space to the left of the axes, px; default 42. */
  readonly marginLeft?: number;
  /** Our own SVG below the marks, from the scales. */
  readonly under?: (area: AxesArea) => string;
  /** Our own SVG above the marks. */
  readonly over?: (area: AxesArea) => string;
}

/** Where the axes are, in px, once they are laid out. */
export interface AxesArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(value: number): number;
  y(value: number): number;
}

/** The part of a drawn plot that is used here; @types of the DOM are not needed for it. */
interface DrawnPlot {
  readonly children: Iterable<{ readonly tagName: string; readonly outerHTML: string }>;
  scale(name: 'x' | 'y'): { apply(value: number): number };
}

/** Space above the axes, where their title is, px. */
export const MARGIN_TOP = 22;
/** Space below, for ticks and title, px. */
export const MARGIN_BOTTOM = 36;
const MARGIN_LEFT = 42;
const LABEL_LINE = 13;

/** Axes, marks, titles and end labels in a box `width` x `height`, from (0, 0). */
export function axesChart(chart: AxesChart): string {
  const { document, painter, width, height, endLabels, marginLeft = MARGIN_LEFT } = chart;
  const longest = Math.max(0, ...endLabels.map(({ text }) => textWidth(text, FONT_SIZE.label, 'semi-bold')));
  const marginRight = Math.max(chart.marginRight ?? 0, Math.min(width * 0.4, longest + 14));
  const plot = Plot.plot({
    document: document as never,
    width,
    height,
    marginTop: MARGIN_TOP,
    marginBottom: MARGIN_BOTTOM,
    marginLeft,
    marginRight,
    x: { label: null, ...chart.x },
    y: { label: null, ...chart.y },
    marks: chart.marks,
  }) as unknown as DrawnPlot;
  const drawn = [...plot.children].filter(({ tagName }) => tagName.toLowerCase() !== 'style');
  if (drawn.length === 0)
    throw new ToyModelsError(
      'unsupported',
      'the document given drew nothing; give a DOM with SVG, e.g. linkedom',
    );
  const body = element(
    'g',
    { 'font-size': FONT_SIZE.label, 'text-anchor': 'middle' },
    ...drawn.map(({ outerHTML }) => withoutNames(withoutScreenOffset(outerHTML))),
  );

  const muted = painter.color('muted');
  const [xAt, yAt] = [plot.scale('x'), plot.scale('y')];
  const area: AxesArea = {
    left: marginLeft,
    right: width - marginRight,
    top: MARGIN_TOP,
    bottom: height - MARGIN_BOTTOM,
    x: (value) => xAt.apply(value),
    y: (value) => yAt.apply(value),
  };
  const middles = spreadOut(
    endLabels.map(({ value }) => yAt.apply(value)),
    LABEL_LINE,
    MARGIN_TOP,
    height - MARGIN_BOTTOM,
  );
  const words = endLabels.map(({ text, token }, k) =>
    label(text, width - marginRight + 8, middles[k]! + 4, {
      fill: painter.color(token),
      'font-weight': 600,
      ...halo(painter),
    }),
  );
  return (
    (chart.under?.(area) ?? '') +
    body +
    (chart.over?.(area) ?? '') +
    label(chart.yTitle, 0, 11, { fill: muted }) +
    at(
      (marginLeft + width - marginRight) / 2,
      height - 4,
      label(chart.xTitle, 0, 0, { fill: muted, 'text-anchor': 'middle' }),
    ) +
    words.join('')
  );
}

/**
 * Plot moves marks by half a pixel where the page's screen has a ratio of 1, which it finds out from
 * the global window. A figure must not depend on the screen: our own shifts are whole pixels, so the
 * halves are its.
 */
function withoutScreenOffset(markup: string): string {
  return markup.replace(
    /^(<g[^>]*?) transform="translate\(([-\d.]+),([-\d.]+)\)"/,
    (_, start: string, x: string, y: string) => {
      const [dx, dy] = [Math.floor(Number(x)), Math.floor(Number(y))];
      return dx === 0 && dy === 0 ? start : `${start} transform="translate(${dx},${dy})"`;
    },
  );
}

/** Plot names its groups for screen readers, but the whole is one picture with a title: names within it are errors. */
function withoutNames(markup: string): string {
  return markup.replaceAll(/(<g\b[^>]*) aria-label="[^"]*"/g, '$1');
}

/**
 * Ticks of a logarithmic axis from least to most (> 0): the densest choice of at most `room` ticks
 * among 1, 2, 5 or 1, 3 or 1 in each decade or in every few decades; all digits where even that
 * leaves fewer than two.
 */
export function logTicks(least: number, most: number, room: number): number[] {
  const digits = [[1], [1, 3], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9]];
  const choices = digits.map((each) => {
    const ticks: number[] = [];
    for (let decade = Math.floor(Math.log10(least)); decade <= Math.ceil(Math.log10(most)); decade++) {
      for (const digit of each) {
        const tick = Number(`${digit}e${decade}`);
        // The ends themselves count, whatever their last bits.
        if (least * 0.999 <= tick && tick <= most * 1.001) ticks.push(tick);
      }
    }
    return ticks;
  });
  // The densest choice that fits; of many decades every second, third ... one.
  const fitting = choices.slice(0, 3).findLast((ticks) => ticks.length <= room);
  if (fitting === undefined) {
    const step = Math.ceil(choices[0]!.length / Math.max(1, room));
    return choices[0]!.filter((_, k) => k % step === 0);
  }
  return fitting.length >= 2 ? fitting : choices[3]!;
}

/**
 * Positions moved as little as needed to keep `distance` between neighbours and stay in
 * [lowest, highest] (as far as they fit), in the order given.
 */
export function spreadOut(
  positions: readonly number[],
  distance: number,
  lowest: number,
  highest: number,
): number[] {
  const order = positions.map((_, k) => k).sort((i, j) => positions[i]! - positions[j]!);
  const placed = positions.slice();
  let next = lowest;
  for (const k of order) {
    placed[k] = Math.max(placed[k]!, next);
    next = placed[k] + distance;
  }
  next = Math.max(highest, lowest + distance * (positions.length - 1));
  for (const k of order.reverse()) {
    placed[k] = Math.min(placed[k]!, next);
    next = placed[k] - distance;
  }
  return placed;
}
