/**
 * Neuron stack plots: one column a neuron, its weights as rectangles stacked by size, negative ones
 * below the axis, each in its feature's hue; polysemantic neurons stand on a tint.
 *
 * Source: Toy Models of Superposition, Superposition in a Privileged Basis.
 */
import { checkView, type WeightView } from '@toymodels/analysis';
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { formatNumber } from '../format.js';
import { figure } from '../frame.js';
import { panelHead } from '../marks/heads.js';
import { neuronOrder } from '../marks/neuron-order.js';
import { wordLegend, type LegendEntry } from '../marks/word-legend.js';
import { completeOptions, type FigureOptions } from '../options.js';
import { gridHeight, panelGrid, placePanels } from '../panels.js';
import { at, element } from '../svg/element.js';
import { FONT_SIZE, label, textWidth } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';
import { featureToken } from '../theme/palette.js';
import { inspectPoints, type InspectedPoint } from '../marks/inspect.js';

/** One model. */
export interface StackPanel {
  readonly title: string;
  readonly subtitle?: string;
  /** Input weights of one instance, [feature, neuron]. */
  readonly view: WeightView;
  /** Which neurons stand on a tint, [neuron], in the order of the view. Default: by `polysemanticRatio`. */
  readonly polysemantic?: readonly boolean[];
}

export interface NeuronStacksOptions extends FigureOptions {
  /** A neuron is polysemantic when its second largest |weight| is above this share of its largest, in [0, 1]. Default 0.25. */
  readonly polysemanticRatio?: number;
  /** `by-feature` (default): neurons ordered by their largest feature; `as-given`. */
  readonly order?: 'by-feature' | 'as-given';
  /** Weights with a smaller absolute value are left out, >= 0; default 0.02 of the largest in the figure. */
  readonly leastWeight?: number;
  /** The axis goes down and up at least so far, both >= 0, e.g. the same in two figures. Default as far as the highest stacks. */
  readonly extent?: readonly [below: number, above: number];
  /** Height of a panel's stacks in px, default 130. */
  readonly height?: number;
  /** Panels are at least this wide, px; default 150. */
  readonly minPanelWidth?: number;
  /** So many panels after one another belong together and stand side by side where they fit, a whole number >= 1; default 1. */
  readonly together?: number;
}

const ROW_GAP = 18;
/** Space below a panel for the numbers of its neurons, px. */
const FOOT = 16;

interface Stack {
  readonly neuron: number;
  readonly polysemantic: boolean;
  /** Largest first, away from the axis in this order. */
  readonly positive: readonly (readonly [feature: number, weight: number])[];
  readonly negative: readonly (readonly [feature: number, weight: number])[];
}

/** Stand-alone SVG; all panels share one scale of weights. @throws InvalidArgumentError, ShapeError */
export function neuronStacks(panels: readonly StackPanel[], options: NeuronStacksOptions): string {
  const own = ['polysemanticRatio', 'order', 'leastWeight', 'extent', 'height', 'minPanelWidth', 'together'];
  const complete = completeOptions(options, own);
  const {
    polysemanticRatio = 0.25,
    order = 'by-feature',
    height = 130,
    minPanelWidth = 150,
    together = 1,
  } = options;
  if (panels.length === 0)
    throw new InvalidArgumentError('there are no panels; give at least one model to draw');
  if (!(polysemanticRatio >= 0 && polysemanticRatio <= 1))
    throw new InvalidArgumentError(`polysemanticRatio is ${polysemanticRatio}; give a number in [0, 1]`);
  if (!(height >= 40)) throw new InvalidArgumentError(`height is ${height}; give at least 40 px`);
  if (!(minPanelWidth > 0))
    throw new InvalidArgumentError(`minPanelWidth is ${minPanelWidth}; give a number of px > 0`);
  if (!(Number.isInteger(together) && together >= 1))
    throw new InvalidArgumentError(`together is ${together}; give a whole number >= 1`);
  let largest = 0;
  for (const { title, view, polysemantic } of panels) {
    checkView(view);
    if (polysemantic !== undefined && polysemantic.length !== view.nHidden)
      throw new ShapeError(
        `panel "${title}" has ${polysemantic.length} polysemantic marks for ${view.nHidden} neurons; give one for each`,
      );
    for (const weight of view.weights) largest = Math.max(largest, Math.abs(weight));
  }
  const { leastWeight = 0.02 * largest } = options;
  if (!(leastWeight >= 0))
    throw new InvalidArgumentError(`leastWeight is ${leastWeight}; give a number >= 0`);
  const stacked = panels.map((panel) =>
    neuronOrder(panel.view, order).map((neuron) => stackOf(panel, neuron, leastWeight, polysemanticRatio)),
  );
  const all = stacked.flat();
  const total = (entries: Stack['positive']): number => entries.reduce((sum, [, w]) => sum + Math.abs(w), 0);
  const { extent: [below, above] = [0, 0] } = options;
  if (!(below >= 0 && below < Infinity && above >= 0 && above < Infinity))
    throw new InvalidArgumentError(`extent is ${below}, ${above}; give two finite numbers >= 0`);
  const up = Math.max(above, ...all.map(({ positive }) => total(positive)));
  const down = Math.max(below, ...all.map(({ negative }) => total(negative)));
  const mostFeatures = Math.max(...panels.map(({ view }) => view.nFeatures));

  return figure(complete, (painter, width) => {
    const grid = panelGrid(panels.length, width, minPanelWidth, 560, together);
    const head = panelHead(painter, panels, grid.panelWidth);
    // Nothing to stack still has an axis.
    const unit = up + down > 0 ? height / (up + down) : 0;
    const drawn = stacked.map(
      (stacks, k) =>
        head.draw(k) +
        at(
          0,
          head.height,
          drawPanel(painter, stacks, panels[k]!.view.nFeatures, grid.panelWidth, unit, up * unit, height),
        ),
    );
    const panelHeight = head.height + height + FOOT;
    const placed = gridHeight(grid, panelHeight, ROW_GAP);
    const legend = wordLegend(painter, width, legendEntries(painter, mostFeatures, all));
    return {
      body: placePanels(grid, drawn, panelHeight, ROW_GAP) + at(0, placed + 10, legend.body),
      height: placed + 10 + legend.height,
    };
  });
}

function stackOf(panel: StackPanel, neuron: number, least: number, ratio: number): Stack {
  const { weights, nFeatures, nHidden } = panel.view;
  const entries = Array.from({ length: nFeatures }, (_, i) => [i, weights[i * nHidden + neuron]!] as const);
  const sorted = entries.toSorted((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  const [first, second] = [Math.abs(sorted[0]![1]), Math.abs(sorted[1]?.[1] ?? 0)];
  return {
    neuron,
    polysemantic: panel.polysemantic?.[neuron] ?? (first > 0 && second > ratio * first),
    positive: sorted.filter(([, weight]) => weight > 0 && weight >= least),
    negative: sorted.filter(([, weight]) => weight < 0 && -weight >= least),
  };
}

function drawPanel(
  painter: Painter,
  stacks: readonly Stack[],
  nFeatures: number,
  width: number,
  unit: number,
  axis: number,
  height: number,
): string {
  const step = Math.min(46, width / stacks.length);
  const bar = Math.max(1, step * (step > 8 ? 0.7 : 0.84));
  const numbered = step > Math.max(13, textWidth(String(stacks.length), FONT_SIZE.small) + 5);
  let [tints, rectangles, words] = ['', '', ''];
  const inspected: InspectedPoint[] = [];
  stacks.forEach((stack, k) => {
    const x = k * step + (step - bar) / 2;
    if (stack.polysemantic)
      tints += element('rect', { x: k * step, y: 0, width: step, height, fill: painter.color('tint') });
    for (const [entries, sign] of [
      [stack.positive, -1],
      [stack.negative, 1],
    ] as const) {
      let edge = axis;
      for (const [feature, weight] of entries) {
        const tall = Math.abs(weight) * unit;
        const y = sign < 0 ? edge - tall : edge;
        // A hair of the background parts rectangles that are tall enough to spare it.
        rectangles += element('rect', {
          x,
          y,
          width: bar,
          height: Math.max(0.2, tall - (tall > 3 ? 0.8 : 0)),
          fill: painter.color(featureToken(feature, nFeatures)),
        });
        const what = `neuron ${stack.neuron + 1}, feature ${feature + 1}: ${formatNumber(weight)}`;
        inspected.push([x + bar / 2, y + tall / 2, what]);
        const word = String(feature + 1);
        if (tall >= 11 && bar > textWidth(word, FONT_SIZE.small) + 1)
          words += label(word, x + bar / 2, y + tall / 2 + 3, {
            'text-anchor': 'middle',
            'font-size': FONT_SIZE.small,
            'font-weight': 600,
            fill: painter.color('background'),
          });
        edge += sign * tall;
      }
    }
    if (numbered)
      words += label(String(stack.neuron + 1), k * step + step / 2, height + 11, {
        'text-anchor': 'middle',
        'font-size': FONT_SIZE.small,
        fill: painter.color('muted'),
      });
  });
  if (!numbered)
    words += label(`${stacks.length} neurons`, 0, height + 11, {
      'font-size': FONT_SIZE.small,
      fill: painter.color('muted'),
    });
  const line = element('path', {
    d: `M0 ${axis.toFixed(1)}H${(stacks.length * step).toFixed(1)}`,
    stroke: painter.color('ink'),
    'stroke-width': 0.75,
  });
  return tints + rectangles + line + words + inspectPoints(painter, () => inspected);
}

function legendEntries(painter: Painter, nFeatures: number, stacks: readonly Stack[]): LegendEntry[] {
  const swatch = (fill: string): string => element('rect', { x: -6, y: -6, width: 12, height: 12, fill });
  // All hues of a few features, a choice of many.
  const parts = Math.min(9, nFeatures);
  const strip = Array.from({ length: parts }, (_, k) =>
    element('rect', {
      x: -30 + (k * 60) / parts,
      y: -6,
      width: 60 / parts + 0.4,
      height: 12,
      fill: painter.color(featureToken(k, parts)),
    }),
  ).join('');
  return [
    nFeatures === 1
      ? { words: 'weight of feature 1', mark: swatch(painter.color(featureToken(0, 1))) }
      : {
          words: `features 1 to ${formatNumber(nFeatures)}, negative weights below`,
          mark: strip,
          halfWidth: 31,
        },
    ...(stacks.some(({ polysemantic }) => polysemantic)
      ? [{ words: 'polysemantic neuron', mark: swatch(painter.color('tint')) }]
      : []),
  ];
}
