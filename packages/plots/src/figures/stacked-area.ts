/**
 * Parts of a whole against a quantity, stacked; e.g. the share of the loss that samples with
 * 0, 1, 2 ... active features carry.
 */
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { type AxesArea, axesChart } from '../axes.js';
import { checkHeight, checkOnScale, checkWord } from '../checks.js';
import { figure } from '../frame.js';
import { panelHead } from '../marks/heads.js';
import { wordLegend } from '../marks/word-legend.js';
import { type ChartOptions, completeOptions, requireDocument } from '../options.js';
import { gridHeight, panelGrid, placePanels } from '../panels.js';
import { domainOf, type ScaleType, xAxis, yAxis } from '../scales.js';
import { at, element } from '../svg/element.js';
import { FONT_SIZE, halo, label, textWidth } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';
import { seriesToken } from '../theme/palette.js';
import { formatNumber } from '../format.js';
import { inspectPoints, type InspectedPoint } from '../marks/inspect.js';

export interface AreaLayer {
  /** Written into the layer where it is widest, or beside it. */
  readonly label: string;
  /** One value for each x, >= 0. */
  readonly values: ArrayLike<number>;
}

export interface AreaPanel {
  readonly title?: string;
  /** Increasing or decreasing, at least 2. */
  readonly x: ArrayLike<number>;
  /** From the bottom up. */
  readonly layers: readonly AreaLayer[];
}

export interface StackedAreaOptions extends ChartOptions {
  readonly xTitle: string;
  readonly yTitle: string;
  /** Default 'linear'. */
  readonly xScale?: 'linear' | 'log';
  /** Larger values to the left, e.g. for 1−S, default false. */
  readonly xReverse?: boolean;
  /** Divide by the sum at each x, so that layers are shares, default false. */
  readonly shares?: boolean;
  /** Height of the axes in px, default 260. */
  readonly height?: number;
}

const OWN = ['xTitle', 'yTitle', 'xScale', 'xReverse', 'shares', 'height'];
const ROW_GAP = 16;
/** A layer this thick somewhere holds its own word, px. */
const ROOM = 15;

/** Boundaries between layers: [layer + 1][x], the first all 0. */
type Bounds = readonly Float64Array[];

/** Stand-alone SVG. @throws InvalidArgumentError, ShapeError */
export function stackedArea(panels: readonly AreaPanel[], options: StackedAreaOptions): string {
  const complete = completeOptions(options, OWN);
  const document = requireDocument(options);
  const { xTitle, yTitle, xScale = 'linear', xReverse = false, shares = false, height = 260 } = options;
  checkHeight(height);
  checkWord('xScale', xScale, ['linear', 'log']);
  if (panels.length === 0)
    throw new InvalidArgumentError('there are no panels; give at least one chart to draw');
  panels.forEach((panel) => checkPanel(panel, xScale));
  const stacks = panels.map((panel) => boundsOf(panel, shares));
  const xDomain = domainOf(
    panels.flatMap(({ x }) => Array.from(x)),
    xScale,
  );
  const yDomain = shares
    ? ([0, 1] as const)
    : domainOf(
        stacks.flatMap((stack) => Array.from(stack.at(-1)!)),
        'linear',
        true,
      );
  const names = [...new Set(panels.flatMap(({ layers }) => layers.map((layer) => layer.label)))];

  return figure(complete, (painter, width) => {
    const grid = panelGrid(panels.length, width, 260, 720);
    const head = panelHead(painter, panels, grid.panelWidth);
    const drawn = panels.map(
      (panel, k) =>
        head.draw(k) +
        at(
          0,
          head.height,
          axesChart({
            document,
            painter,
            width: grid.panelWidth,
            height,
            xTitle,
            yTitle,
            x: { type: xScale, domain: xReverse ? xDomain.toReversed() : [...xDomain] },
            y: { type: 'linear', domain: [...yDomain], nice: !shares },
            marginRight: 10,
            marks: [
              xAxis(xDomain, xScale, grid.panelWidth),
              ...yAxis(yDomain, 'linear', painter.color('faint'), 5),
            ],
            endLabels: [],
            over: (area) => drawLayers(painter, panel, stacks[k]!, names, area),
          }),
        ),
    );
    const panelHeight = head.height + height;
    const placed = gridHeight(grid, panelHeight, ROW_GAP);
    const legend = wordLegend(
      painter,
      width,
      names.map((name, k) => ({
        words: name,
        mark: element('rect', {
          x: -6,
          y: -6,
          width: 12,
          height: 12,
          fill: painter.color(seriesToken(k)),
          'fill-opacity': 0.8,
        }),
      })),
    );
    return {
      body: placePanels(grid, drawn, panelHeight, ROW_GAP) + at(0, placed + 6, legend.body),
      height: placed + 6 + legend.height,
    };
  });
}

function checkPanel({ title = '', x, layers }: AreaPanel, xScale: ScaleType): void {
  if (x.length < 2) throw new ShapeError(`panel "${title}" has ${x.length} places along x; give at least 2`);
  if (layers.length === 0)
    throw new InvalidArgumentError(`panel "${title}" has no layers; give at least one to stack`);
  const falling = x[1]! < x[0]!;
  for (let k = 0; k < x.length; k++) {
    checkOnScale(`x of panel "${title}"`, x[k]!, xScale);
    if (k > 0 && !(falling ? x[k]! < x[k - 1]! : x[k]! > x[k - 1]!))
      throw new InvalidArgumentError(
        `panel "${title}" goes from x = ${x[k - 1]} to ${x[k]}; give numbers that only increase or only decrease`,
      );
  }
  for (const { label: word, values } of layers) {
    if (values.length !== x.length)
      throw new ShapeError(
        `layer "${word}" has ${values.length} values for ${x.length} places along x; give one for each`,
      );
    for (let k = 0; k < values.length; k++) {
      if (!(values[k]! >= 0 && values[k]! < Infinity))
        throw new InvalidArgumentError(
          `layer "${word}" is ${values[k]} at x = ${x[k]}; give finite numbers >= 0`,
        );
    }
  }
}

function boundsOf({ x, layers, title = '' }: AreaPanel, shares: boolean): Bounds {
  const bounds = [new Float64Array(x.length)];
  for (const { values } of layers) bounds.push(bounds.at(-1)!.map((below, k) => below + values[k]!));
  if (!shares) return bounds;
  const sums = bounds.at(-1)!;
  sums.forEach((sum, k) => {
    if (sum === 0)
      throw new InvalidArgumentError(`panel "${title}" is all zero at x = ${x[k]}; shares need a sum > 0`);
  });
  return bounds.map((bound) => bound.map((value, k) => value / sums[k]!));
}

function drawLayers(
  painter: Painter,
  panel: AreaPanel,
  bounds: Bounds,
  names: readonly string[],
  area: AxesArea,
): string {
  const xs = Array.from(panel.x, (x) => area.x(x));
  let [fills, words] = ['', ''];
  panel.layers.forEach(({ label: word }, k) => {
    const tops = xs.map((_, place) => area.y(bounds[k + 1]![place]!));
    const bottoms = xs.map((_, place) => area.y(bounds[k]![place]!));
    const upper = xs.map((x, place) => `${x.toFixed(1)} ${tops[place]!.toFixed(1)}`);
    const lower = xs.map((x, place) => `${x.toFixed(1)} ${bottoms[place]!.toFixed(1)}`).reverse();
    fills += element('path', {
      d: `M${[...upper, ...lower].join('L')}z`,
      fill: painter.color(seriesToken(names.indexOf(word))),
      'fill-opacity': 0.8,
      stroke: painter.color('background'),
      'stroke-width': 0.75,
    });
    const half = textWidth(word, FONT_SIZE.label, 'semi-bold') / 2 + 4;
    // The thickest place whose word stays within the axes.
    let best = -1;
    xs.forEach((x, place) => {
      if (x - half < area.left || x + half > area.right) return;
      if (best < 0 || bottoms[place]! - tops[place]! > bottoms[best]! - tops[best]!) best = place;
    });
    if (best >= 0 && bottoms[best]! - tops[best]! >= ROOM)
      words += label(word, xs[best]!, (tops[best]! + bottoms[best]!) / 2 + 4, {
        'text-anchor': 'middle',
        'font-weight': 600,
        fill: painter.color('ink'),
        ...halo(painter),
        'stroke-opacity': 0.75,
      });
  });
  return (
    fills +
    words +
    inspectPoints(painter, () =>
      panel.layers.flatMap(({ label: word }, k) =>
        xs.map((x, place): InspectedPoint => {
          const [below, above] = [bounds[k]![place]!, bounds[k + 1]![place]!];
          const what = `${word}: ${formatNumber(above - below)} at ${formatNumber(panel.x[place]!)}`;
          return [x, area.y((below + above) / 2), what];
        }),
      ),
    )
  );
}
