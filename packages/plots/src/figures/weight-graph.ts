/**
 * Weights as a graph: features, neurons, and where there are output weights features again; width of
 * an edge by |w|, sign by hue and dash.
 *
 * Source: Toy Models of Superposition, Computation in Superposition.
 */
import { checkView, type WeightView } from '@toymodels/analysis';
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { formatNumber } from '../format.js';
import { figure } from '../frame.js';
import { panelHead } from '../marks/heads.js';
import { inspectPoints, type InspectedPoint } from '../marks/inspect.js';
import { neuronOrder } from '../marks/neuron-order.js';
import { wordLegend } from '../marks/word-legend.js';
import { completeOptions, type FigureOptions } from '../options.js';
import { gridHeight, panelGrid, placePanels } from '../panels.js';
import { at, element } from '../svg/element.js';
import { FONT_SIZE, halo, label } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';
import { featureToken, WEIGHT_STEPS } from '../theme/palette.js';

/** One model. */
export interface WeightGraphPanel {
  readonly title: string;
  readonly subtitle?: string;
  /** Feature to neuron, [feature, neuron]. */
  readonly input: WeightView;
  /** Neuron to output, [feature, neuron] too: an output's weights from all neurons are contiguous. Same sizes as `input`. */
  readonly output?: WeightView;
  /** Names of the features, [feature], e.g. where a few of many are drawn; default their places from 1. */
  readonly featureNames?: readonly string[];
}

export interface WeightGraphOptions extends FigureOptions {
  /** Weights with a smaller absolute value are left out, >= 0; default 0.05 of the largest in the figure. */
  readonly leastWeight?: number;
  /** `by-feature` (default): neurons ordered by their largest feature; `as-given`. */
  readonly order?: 'by-feature' | 'as-given';
  /** Words at the layers; default `features x`, `neurons h`, `outputs y`. */
  readonly layerNames?: readonly [string, string, string];
  /** Whether strong edges carry their weight as a number, default false. */
  readonly weightLabels?: boolean;
  /** Panels are at least this wide, px; default 220. */
  readonly minPanelWidth?: number;
}

const ROW_GAP = 18;
const WIDEST_EDGE = 5;

interface Edge {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly weight: number;
  /** What it joins, from 0. */
  readonly feature: number;
  readonly neuron: number;
  readonly side: 'in' | 'out';
}

/** Stand-alone SVG. @throws InvalidArgumentError, ShapeError */
export function weightGraph(panels: readonly WeightGraphPanel[], options: WeightGraphOptions): string {
  const own = ['leastWeight', 'order', 'layerNames', 'weightLabels', 'minPanelWidth'];
  const complete = completeOptions(options, own);
  const {
    order = 'by-feature',
    layerNames = ['features x', 'neurons h', 'outputs y'],
    weightLabels = false,
    minPanelWidth = 220,
  } = options;
  if (panels.length === 0)
    throw new InvalidArgumentError('there are no panels; give at least one model to draw');
  if (!(minPanelWidth > 0))
    throw new InvalidArgumentError(`minPanelWidth is ${minPanelWidth}; give a number of px > 0`);
  let largest = 0;
  for (const { title, input, output, featureNames } of panels) {
    checkView(input);
    if (featureNames !== undefined && featureNames.length !== input.nFeatures)
      throw new ShapeError(
        `panel "${title}" has ${featureNames.length} names for ${input.nFeatures} features; give one for each`,
      );
    if (output !== undefined) checkView(output);
    if (output !== undefined && (output.nFeatures !== input.nFeatures || output.nHidden !== input.nHidden))
      throw new ShapeError(
        `panel "${title}" has input weights [${input.nFeatures}, ${input.nHidden}] and output weights [${output.nFeatures}, ${output.nHidden}]; both are [feature, neuron]`,
      );
    for (const view of [input, output])
      for (const weight of view?.weights ?? []) largest = Math.max(largest, Math.abs(weight));
  }
  const { leastWeight = 0.05 * largest } = options;
  if (!(leastWeight >= 0))
    throw new InvalidArgumentError(`leastWeight is ${leastWeight}; give a number >= 0`);
  const layers = panels.some(({ output }) => output !== undefined) ? 3 : 2;

  return figure(complete, (painter, width) => {
    const grid = panelGrid(panels.length, width, minPanelWidth, 460);
    const head = panelHead(painter, panels, grid.panelWidth);
    const rows = Math.max(...panels.map(({ input }) => Math.max(input.nFeatures, input.nHidden)));
    // Nodes are close where there are many, and never so far apart that edges turn into verticals.
    const high = Math.max(110, Math.min(30 * rows, 420));
    const drawn = panels.map(
      (panel, k) =>
        head.draw(k) +
        at(
          0,
          head.height,
          drawPanel(painter, panel, {
            width: grid.panelWidth,
            high,
            columns: neuronOrder(panel.input, order),
            largest: largest > 0 ? largest : 1,
            leastWeight,
            layerNames,
            weightLabels,
          }),
        ),
    );
    const panelHeight = head.height + 18 + high;
    const height = gridHeight(grid, panelHeight, ROW_GAP);
    const legend = wordLegend(painter, width, [
      { words: 'positive', mark: legendLine(painter, 1), halfWidth: 12 },
      { words: 'negative', mark: legendLine(painter, -1), halfWidth: 12 },
      {
        words: `width: |w|, widest ${formatNumber(largest)}${layers === 3 ? ', in and out' : ''}`,
        mark: '',
        halfWidth: 0,
      },
    ]);
    return {
      body: placePanels(grid, drawn, panelHeight, ROW_GAP) + at(0, height + 10, legend.body),
      height: height + 10 + legend.height,
    };
  });
}

function legendLine(painter: Painter, sign: 1 | -1): string {
  return element('path', { d: 'M-12 0H12', 'stroke-width': 3, ...edgeLook(painter, sign) });
}

function edgeLook(
  painter: Painter,
  weight: number,
): { stroke: string; 'stroke-dasharray': string | undefined } {
  return {
    stroke: painter.color(weight < 0 ? `weight-n${WEIGHT_STEPS - 5}` : `weight-p${WEIGHT_STEPS - 5}`),
    'stroke-dasharray': weight < 0 ? '4 2.5' : undefined,
  };
}

function drawPanel(
  painter: Painter,
  panel: WeightGraphPanel,
  layout: {
    readonly width: number;
    readonly high: number;
    readonly columns: readonly number[];
    readonly largest: number;
    readonly leastWeight: number;
    readonly layerNames: readonly [string, string, string];
    readonly weightLabels: boolean;
  },
): string {
  const { input, output, featureNames } = panel;
  const nameOf = (i: number): string => featureNames?.[i] ?? String(i + 1);
  const { width, high, columns, largest, leastWeight, layerNames, weightLabels } = layout;
  const { nFeatures, nHidden } = input;
  const xs = output === undefined ? [14, width - 14] : [14, width / 2, width - 14];
  const spread = (count: number, k: number): number => 22 + ((k + 0.5) * high) / count;
  const edges: Edge[] = [];
  columns.forEach((neuron, k) => {
    for (let i = 0; i < nFeatures; i++) {
      const feature = [xs[0]!, spread(nFeatures, i)] as const;
      const middle = [xs[1]!, spread(nHidden, k)] as const;
      edges.push({
        from: feature,
        to: middle,
        weight: input.weights[i * nHidden + neuron]!,
        feature: i,
        neuron,
        side: 'in',
      });
      if (output !== undefined)
        edges.push({
          from: middle,
          to: [xs[2]!, spread(nFeatures, i)],
          weight: output.weights[i * nHidden + neuron]!,
          feature: i,
          neuron,
          side: 'out',
        });
    }
  });
  // Strong edges last, on top.
  const shown = edges
    .filter(({ weight }) => weight !== 0 && Math.abs(weight) >= leastWeight)
    .sort((a, b) => Math.abs(a.weight) - Math.abs(b.weight));
  const lines = shown.map(({ from, to, weight }) => {
    const strength = Math.abs(weight) / largest;
    return element('path', {
      d: `M${from[0].toFixed(1)} ${from[1].toFixed(1)}L${to[0].toFixed(1)} ${to[1].toFixed(1)}`,
      'stroke-width': Math.max(0.8, strength * WIDEST_EDGE),
      'stroke-opacity': Math.round((0.5 + 0.5 * strength) * 100) / 100,
      ...edgeLook(painter, weight),
    });
  });
  const numbers = weightLabels
    ? shown
        .filter(({ weight }) => Math.abs(weight) > 0.2 * largest)
        .map(({ from, to, weight }) => {
          // At a third of the way edges that cross in the middle are apart.
          const [x, y] = [from[0] + (to[0] - from[0]) / 3, from[1] + (to[1] - from[1]) / 3];
          // Above its line: on a wide one a number is hard to read.
          const above = ((Math.abs(weight) / largest) * WIDEST_EDGE) / 2 + 3;
          return label(formatNumber(Number(weight.toPrecision(2))), x, y - above, {
            'text-anchor': 'middle',
            'font-size': FONT_SIZE.small,
            ...halo(painter),
          });
        })
    : [];
  const radius = Math.max(2, Math.min(9, (0.4 * high) / Math.max(nFeatures, nHidden)));
  const node = (x: number, y: number, word: string, fill: string, word2: string): string =>
    element('circle', { cx: x, cy: y, r: radius, fill, stroke: word2, 'stroke-width': 1 }) +
    (radius < 6.5
      ? ''
      : label(word, x, y + 3.3, {
          'text-anchor': 'middle',
          'font-size': FONT_SIZE.small,
          'font-weight': 600,
          fill: fill === painter.color('background') ? painter.color('ink') : painter.color('background'),
        }));
  const background = painter.color('background');
  const features = (x: number): string =>
    Array.from({ length: nFeatures }, (_, i) => {
      const hue = painter.color(featureToken(i, nFeatures));
      return node(x, spread(nFeatures, i), nameOf(i), hue, background);
    }).join('');
  const neurons = columns
    .map((neuron, k) =>
      node(xs[1]!, spread(nHidden, k), String(neuron + 1), background, painter.color('ink')),
    )
    .join('');
  const names = xs.map((x, k) =>
    label(layerNames[k]!, k === 0 ? 0 : k === xs.length - 1 ? width : x, 11, {
      'text-anchor': k === 0 ? 'start' : k === xs.length - 1 ? 'end' : 'middle',
      fill: painter.color('muted'),
    }),
  );
  return (
    names.join('') +
    lines.join('') +
    features(xs[0]!) +
    neurons +
    (output === undefined ? '' : features(xs[2]!)) +
    numbers.join('') +
    inspectPoints(painter, () => inspected(shown, nameOf))
  );
}

/** So many edges of a node are named, the strongest. */
const MOST_NAMED = 4;

/** Nodes with their strongest edges, layer by layer, then each edge at a third of its way, where its number stands. */
function inspected(shown: readonly Edge[], nameOf: (feature: number) => string): InspectedPoint[] {
  const nodes = new Map<string, { readonly place: readonly [number, number]; edges: [string, number][] }>();
  const edgesOf = (name: string, place: readonly [number, number]): [string, number][] => {
    const node = nodes.get(name) ?? { place, edges: [] };
    nodes.set(name, node);
    return node.edges;
  };
  // `shown` has the weakest first.
  for (const { from, to, weight, feature, neuron, side } of shown.toReversed()) {
    const end = side === 'in' ? 'feature' : 'output';
    edgesOf(`${end} ${nameOf(feature)}`, side === 'in' ? from : to).push([
      `${side === 'in' ? 'to' : 'from'} neuron ${neuron + 1}`,
      weight,
    ]);
    edgesOf(`neuron ${neuron + 1}`, side === 'in' ? to : from).push([
      `${side === 'in' ? 'from' : 'to'} ${end} ${nameOf(feature)}`,
      weight,
    ]);
  }
  const words = (name: string, edges: readonly (readonly [string, number])[]): string => {
    const named = edges.slice(0, MOST_NAMED).map(([where, weight]) => `${formatNumber(weight)} ${where}`);
    const more = edges.length - named.length;
    return `${name}: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  };
  return [
    ...[...nodes]
      .map(([name, { place, edges }]): InspectedPoint => [...place, words(name, edges)])
      .sort(([x1, y1], [x2, y2]) => x1 - x2 || y1 - y2),
    ...shown.map(({ from, to, weight, feature, neuron, side }): InspectedPoint => [
      from[0] + (to[0] - from[0]) / 3,
      from[1] + (to[1] - from[1]) / 3,
      side === 'in'
        ? `feature ${nameOf(feature)} to neuron ${neuron + 1}: ${formatNumber(weight)}`
        : `neuron ${neuron + 1} to output ${nameOf(feature)}: ${formatNumber(weight)}`,
    ]),
  ];
}
