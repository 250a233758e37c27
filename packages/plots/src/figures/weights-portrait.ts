/**
 * The weights of trained models at a glance: W^T W and b as heat maps, norms as bars coloured by
 * superposition, aligned row by row; one panel a model, all on the same scales.
 *
 * Parts can be left out: only `gram` and `bias` is a heat map figure, only `norms` a bar figure.
 *
 * Source: Toy Models of Superposition, Basic Results (there: blue-red; here purple-orange, which
 * colour-blind readers can tell apart).
 */
import {
  checkView,
  featureNorms,
  gram,
  superposition,
  type RealArray,
  type WeightView,
} from '@toymodels/analysis';
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { figure } from '../frame.js';
import { ceilTo2Digits } from '../format.js';
import { bars } from '../marks/bars.js';
import { cells, symmetricRange } from '../marks/cells.js';
import { panelHead } from '../marks/heads.js';
import { legendRow, sharedLegend, weightLegend } from '../marks/legends.js';
import { completeOptions, type FigureOptions } from '../options.js';
import { gridHeight, panelGrid, placePanels } from '../panels.js';
import { at } from '../svg/element.js';
import { FONT_SIZE, label } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';

/** One model. */
export interface PortraitPanel {
  /** A few words above the panel, e.g. `1−S = 0.1`. */
  readonly title: string;
  /** A few muted words below the title, e.g. `n = 80`. */
  readonly subtitle?: string;
  /** W of one instance; features from top to bottom in their own order. */
  readonly view: WeightView;
  /** b, [feature], finite. Needed when the part `bias` is drawn. */
  readonly bias?: RealArray;
}

export type PortraitPart = 'gram' | 'bias' | 'norms';

export interface PortraitOptions extends FigureOptions {
  /** What is drawn of each model. Default all three. */
  readonly parts?: readonly PortraitPart[];
  /** Values from -range to range span the colours, > 0; values beyond take the end colour. Default: the largest absolute value in the figure, rounded up. */
  readonly range?: number;
  /** Length of a vector whose bar is full, > 0, e.g. the same in two figures. Default a little more than the longest, 1.12 at least. */
  readonly longest?: number;
  /** Panels are at least this wide, px, > 0; default 140. Smaller means more in a row. */
  readonly minPanelWidth?: number;
}

/** A panel with all that is drawn of it, computed once. */
interface Measured {
  readonly title: string;
  readonly n: number;
  readonly gram: Float64Array;
  readonly bias: RealArray;
  readonly norms: Float64Array;
  readonly superposition: Float64Array;
}

/** Height of the line of headings above the parts. */
const HEADINGS = 16;
const FOOT = 14;

/**
 * Stand-alone SVG.
 *
 * @throws InvalidArgumentError for no panels, NaN in weights or bias, or options outside their range
 * @throws ShapeError when a bias does not match its weights
 */
export function weightsPortrait(panels: readonly PortraitPanel[], options: PortraitOptions): string {
  const complete = completeOptions(options, ['parts', 'range', 'longest', 'minPanelWidth']);
  const { parts = ['gram', 'bias', 'norms'], minPanelWidth = 140 } = options;
  if (panels.length === 0)
    throw new InvalidArgumentError('there are no panels; give at least one model to draw');
  if (parts.length === 0)
    throw new InvalidArgumentError("parts is empty; give at least one of 'gram', 'bias', 'norms'");
  const measured = panels.map((panel) => measure(panel, parts));
  const shown = measured.flatMap((panel) => [...(parts.includes('gram') ? [panel.gram] : []), panel.bias]);
  const { range = ceilTo2Digits(symmetricRange(shown)) } = options;
  if (!(range > 0 && range < Infinity))
    throw new InvalidArgumentError(`range is ${range}; give a finite number > 0`);
  const { longest = Math.max(1.12, 1.02 * symmetricRange(measured.map(({ norms }) => norms))) } = options;
  if (!(longest > 0 && longest < Infinity))
    throw new InvalidArgumentError(`longest is ${longest}; give a finite length > 0`);

  return figure(complete, (painter, width) => {
    const grid = panelGrid(measured.length, width, minPanelWidth, parts.includes('gram') ? 420 : 200);
    const head = panelHead(painter, panels, grid.panelWidth);
    const drawn = measured.map((panel, k) => {
      const { body, height } = drawPanel(painter, panel, parts, grid.panelWidth, range, longest);
      return { body: head.draw(k) + at(0, head.height - 4, body), height: head.height - 4 + height };
    });
    const panelHeight = Math.max(...drawn.map(({ height }) => height));
    const height = gridHeight(grid, panelHeight, 12);
    const scales = legendRow(painter, width, [
      ...(parts.some((part) => part !== 'norms')
        ? [
            {
              title: !parts.includes('gram')
                ? 'bias b'
                : parts.includes('bias')
                  ? 'weights: W^{T}W and bias b'
                  : 'weights: W^{T}W',
              draw: (p: Painter, t: string, w: number) => weightLegend(p, t, range, w),
            },
          ]
        : []),
      ...(parts.includes('norms')
        ? [{ title: 'bars: norm |W_{i}|, coloured by superposition', draw: sharedLegend }]
        : []),
    ]);
    return {
      body:
        placePanels(
          grid,
          drawn.map(({ body }) => body),
          panelHeight,
          12,
        ) + at(0, height + 16, scales.body),
      height: height + 16 + scales.height,
    };
  });
}

function measure(panel: PortraitPanel, parts: readonly PortraitPart[]): Measured {
  const { view, title } = panel;
  checkView(view);
  const n = view.nFeatures;
  const bias = parts.includes('bias') ? panel.bias : new Float64Array(n);
  if (bias === undefined || bias.length !== n) {
    throw new ShapeError(
      `panel "${title}" has ${bias?.length ?? 'no'} biases for ${n} features; give one for each, or leave 'bias' out of parts`,
    );
  }
  for (const value of bias) {
    if (!Number.isFinite(value))
      throw new InvalidArgumentError(`panel "${title}" has a bias of ${value}; biases must be finite`);
  }
  return { title, n, gram: gram(view), bias, norms: featureNorms(view), superposition: superposition(view) };
}

/**
 * Widths of the parts in units of one cell: the heat map n, the bias at least 1 (a strip of 1/16 of
 * the heat map for many features), the bars 45 % of the heat map.
 */
function portraitColumns(
  n: number,
  width: number,
  parts: readonly PortraitPart[],
): {
  readonly cell: number;
  readonly gram: number;
  readonly bias: number;
  readonly norms: number;
  readonly gap: number;
} {
  const gap = Math.max(3, Math.min(8, width * 0.03));
  const free = width - gap * (parts.length - 1);
  const share = {
    gram: parts.includes('gram') ? 1 : 0,
    bias: parts.includes('bias') ? Math.max(1 / n, 1 / 16) : 0,
    norms: 0.45,
  };
  if (!parts.includes('norms')) share.norms = 0;
  // Without a heat map rows keep a readable height instead of filling a square.
  const unit = parts.includes('gram') ? free / (share.gram + share.bias + share.norms) : Math.min(free, 220);
  const cell = parts.includes('gram') ? unit / n : Math.max(2, Math.min(16, 220 / n));
  const bias = parts.includes('bias') ? Math.max(cell, parts.includes('gram') ? share.bias * unit : 10) : 0;
  const norms = parts.includes('norms') ? free - (parts.includes('gram') ? unit : 0) - bias : 0;
  return { cell, gram: parts.includes('gram') ? unit : 0, bias, norms, gap };
}

function drawPanel(
  painter: Painter,
  panel: Measured,
  parts: readonly PortraitPart[],
  width: number,
  range: number,
  longest: number,
): { readonly body: string; readonly height: number } {
  const { n } = panel;
  const columns = portraitColumns(n, width, parts);
  const small = { 'font-size': FONT_SIZE.small, fill: painter.color('muted') };
  let x = 0;
  let body = '';
  const place = (heading: string, partWidth: number, anchor: 'start' | 'middle', mark: string): void => {
    body += label(heading, anchor === 'start' ? x : x + partWidth / 2, HEADINGS - 6, {
      ...small,
      'text-anchor': anchor,
    });
    body += at(x, HEADINGS, mark);
    x += partWidth + columns.gap;
  };
  if (parts.includes('gram')) {
    place(
      'W^{T}W',
      columns.gram,
      'start',
      cells(painter, {
        values: panel.gram,
        rows: n,
        columns: n,
        cell: columns.cell,
        range,
        names: ['feature', 'feature'],
      }),
    );
  }
  if (parts.includes('bias')) {
    place('b', columns.bias, 'middle', biasColumn(painter, panel.bias, columns.cell, columns.bias, range));
  }
  if (parts.includes('norms')) {
    place(
      '|W_{i}|',
      columns.norms,
      'start',
      bars(painter, {
        norms: panel.norms,
        superposition: panel.superposition,
        row: columns.cell,
        width: columns.norms,
        longest,
      }),
    );
  }
  return { body, height: HEADINGS + n * columns.cell + (parts.includes('norms') ? FOOT : 2) };
}

/** Cells are square; a bias column of many small rows is drawn wider than high so that it can be seen. */
function biasColumn(painter: Painter, bias: RealArray, cell: number, width: number, range: number): string {
  const repeat = Math.max(1, Math.round(width / cell));
  const values = new Float64Array(bias.length * repeat);
  bias.forEach((value, i) => values.fill(value, i * repeat, (i + 1) * repeat));
  return cells(painter, {
    values,
    rows: bias.length,
    columns: repeat,
    cell,
    range,
    names: ['bias of feature', ''],
  });
}
