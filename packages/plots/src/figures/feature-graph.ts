/**
 * Feature-geometry graphs: features as nodes, interference as edges, each connected set laid out as
 * the sign of its polytope and coloured by it. Small enough for many in a row.
 *
 * Source: Toy Models of Superposition, The Geometry of Superposition.
 */
import type { Edge } from '@toymodels/analysis';
import { InvalidArgumentError } from '@toymodels/core';
import { formatCount, formatNumber } from '../format.js';
import { figure } from '../frame.js';
import { glyph, glyphGraph, polytopeToken, ring } from '../marks/glyphs.js';
import { panelHead } from '../marks/heads.js';
import { inspectPoints, type InspectedPoint } from '../marks/inspect.js';
import { wordLegend } from '../marks/word-legend.js';
import { completeOptions, type FigureOptions } from '../options.js';
import { gridHeight, panelGrid, placePanels } from '../panels.js';
import { at, element } from '../svg/element.js';
import { FONT_SIZE, halo, label } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';

/** A set of features that interfere with each other and (nearly) with no others. A factor of an `Identification` fits. */
export interface GraphFactor {
  readonly features: readonly number[];
  /** A polytope's name, `dedicated` or `unnamed`. */
  readonly name: string;
  /** Pairs that interfere; the cosine sets how strongly an edge is drawn. */
  readonly edges: readonly Edge[];
  /** Vertex of each feature; default their order. */
  readonly fit?: { readonly vertices: readonly number[] };
}

/** One model. */
export interface GraphPanel {
  readonly title: string;
  readonly subtitle?: string;
  readonly factors: readonly GraphFactor[];
  /** Features that are not represented, named as a count below; default 0. */
  readonly nIgnored?: number;
}

export interface FeatureGraphOptions extends FigureOptions {
  /** Panels are at least this wide, px; default 140. */
  readonly minPanelWidth?: number;
  /** Numbers at the nodes (feature index + 1), default false. */
  readonly featureLabels?: boolean;
}

const ROW_GAP = 20;
/** Space between factors, px. */
const GAP = 7;

/** Stand-alone SVG. @throws InvalidArgumentError */
export function featureGraph(panels: readonly GraphPanel[], options: FeatureGraphOptions): string {
  const complete = completeOptions(options, ['minPanelWidth', 'featureLabels']);
  const { minPanelWidth = 140, featureLabels = false } = options;
  if (panels.length === 0)
    throw new InvalidArgumentError('there are no panels; give at least one model to draw');
  if (!(minPanelWidth > 0))
    throw new InvalidArgumentError(`minPanelWidth is ${minPanelWidth}; give a number of px > 0`);
  panels.forEach(checkPanel);
  const names = [...new Set(panels.flatMap(({ factors }) => factors.map(({ name }) => name)))].sort();

  return figure(complete, (painter, width) => {
    const grid = panelGrid(panels.length, width, minPanelWidth, 420);
    const head = panelHead(painter, panels, grid.panelWidth);
    const most = Math.max(...panels.map(({ factors }) => factors.reduce((n, f) => n + f.features.length, 0)));
    // Many features are drawn smaller, but never too small to see a triangle.
    const unit = Math.max(
      featureLabels ? 24 : 7,
      Math.min(featureLabels ? 30 : 18, (grid.panelWidth * 0.75) / Math.sqrt(most)),
    );
    const drawn = panels.map((panel) => packed(painter, panel, grid.panelWidth, unit, featureLabels));
    const panelHeight = head.height + Math.max(...drawn.map(({ height }) => height));
    const height = gridHeight(grid, panelHeight, ROW_GAP);
    const legend = wordLegend(
      painter,
      width,
      names.map((name) => ({ words: name, mark: glyph(painter, name, 15), halfWidth: 9 })),
    );
    return {
      body:
        placePanels(
          grid,
          drawn.map(({ body }, k) => head.draw(k) + at(0, head.height, body)),
          panelHeight,
          ROW_GAP,
        ) + at(0, height + 10, legend.body),
      height: height + 10 + legend.height,
    };
  });
}

function checkPanel({ title, factors, nIgnored = 0 }: GraphPanel): void {
  if (!(Number.isInteger(nIgnored) && nIgnored >= 0))
    throw new InvalidArgumentError(`panel "${title}" has nIgnored ${nIgnored}; give a whole number >= 0`);
  for (const { features, edges, fit, name } of factors) {
    if (features.length === 0)
      throw new InvalidArgumentError(`panel "${title}" has a ${name} without features; give at least one`);
    const inside = new Set(features);
    for (const { features: pair, cosine } of edges) {
      if (!(inside.has(pair[0]) && inside.has(pair[1]) && Number.isFinite(cosine)))
        throw new InvalidArgumentError(
          `panel "${title}" has an edge ${pair.join('–')} with cosine ${cosine}; edges join features of the factor, with a finite cosine`,
        );
    }
    const k = features.length;
    if (
      fit !== undefined &&
      new Set(fit.vertices.filter((v) => Number.isInteger(v) && v >= 0 && v < k)).size !== k
    )
      throw new InvalidArgumentError(
        `panel "${title}" has vertices ${fit.vertices.join(', ')} for ${k} features; give each of 0 to ${k - 1} once`,
      );
  }
}

/** Factors in lines, largest first, from (0, 0). */
function packed(
  painter: Painter,
  panel: GraphPanel,
  width: number,
  unit: number,
  featureLabels: boolean,
): { readonly body: string; readonly height: number } {
  const factors = panel.factors.toSorted(
    (a, b) =>
      b.features.length - a.features.length ||
      (a.name < b.name ? -1 : a.name > b.name ? 1 : a.features[0]! - b.features[0]!),
  );
  let [x, y, line] = [0, 0, 0];
  let body = '';
  const inspected: InspectedPoint[] = [];
  for (const factor of factors) {
    const [wide, high] = extent(factor, unit, width);
    if (x > 0 && x + wide > width) [x, y, line] = [0, y + line + GAP, 0];
    const [middleX, middleY] = [x + wide / 2, y + high / 2];
    const drawn = drawFactor(painter, factor, wide / 2, featureLabels, unit);
    body += at(middleX, middleY, drawn.body);
    for (const [feature, [dx, dy]] of drawn.place)
      inspected.push([middleX + dx, middleY + dy, nodeWords(factor, feature)]);
    x += wide + GAP;
    line = Math.max(line, high);
  }
  let height = y + line;
  const note =
    factors.length === 0
      ? 'no feature is represented'
      : panel.nIgnored === undefined || panel.nIgnored === 0
        ? ''
        : `and ${formatCount(panel.nIgnored)} not represented`;
  if (note !== '') {
    body += label(note, 0, height + 14, { fill: painter.color('muted'), 'font-size': FONT_SIZE.small });
    height += 18;
  }
  return { body: body + (factors.length === 0 ? '' : inspectPoints(painter, () => inspected)), height };
}

/** So many neighbours are named, the strongest. */
const MOST_NEIGHBOURS = 4;

/** "feature 3 in a pentagon with 1, 2: cosine −0.81 with 1, 0.31 with 2". */
function nodeWords({ features, name, edges }: GraphFactor, feature: number): string {
  const set =
    name === 'unnamed'
      ? `a set of ${features.length} without a name`
      : `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
  const own = features.length === 1 && name === 'dedicated' ? 'a dimension of its own' : set;
  const neighbours = edges
    .filter(({ features: pair }) => pair.includes(feature))
    .toSorted((a, b) => Math.abs(b.cosine) - Math.abs(a.cosine))
    .map(({ features: [i, j], cosine }) => `${formatNumber(cosine)} with ${(i === feature ? j : i) + 1}`);
  const more = neighbours.length - MOST_NEIGHBOURS;
  const named = neighbours.slice(0, MOST_NEIGHBOURS).join(', ');
  const list = named === '' ? '' : `; cosine ${named}${more > 0 ? ` and ${more} more` : ''}`;
  return `feature ${feature + 1}: ${own}${list}`;
}

/** Width and height of a factor, px: what its vertices need around their circle. */
function extent({ features, name }: GraphFactor, unit: number, most: number): readonly [number, number] {
  const k = features.length;
  if (k === 1) return [unit, unit];
  if (name === 'digon') return [unit * 2, unit];
  const side = Math.min(most, unit * Math.max(2, 1 + k * 0.32));
  return [side, side];
}

function drawFactor(
  painter: Painter,
  factor: GraphFactor,
  half: number,
  featureLabels: boolean,
  unit: number,
): { readonly body: string; readonly place: ReadonlyMap<number, readonly [number, number]> } {
  const { features, name, edges, fit } = factor;
  const k = features.length;
  const dot = featureLabels ? 3 : Math.max(1.2, Math.min(unit * 0.22, half * 0.3));
  const radius = half - dot - (featureLabels ? 8 : 0);
  const named = glyphGraph(name)?.vertices;
  const layout = named !== undefined && named.length === k ? named : k === 1 ? [[0, 0] as const] : ring(k);
  const place = new Map(
    features.map((feature, index) => {
      const vertex = layout[named?.length === k ? (fit?.vertices[index] ?? index) : index]!;
      return [feature, [vertex[0] * radius, vertex[1] * radius] as const];
    }),
  );
  const colour = painter.color(polytopeToken(name));
  // Weak interference is thin: three strengths are as many as can be told apart.
  const strengths = ['', '', ''];
  for (const {
    features: [i, j],
    cosine,
  } of edges) {
    const [from, to] = [place.get(i)!, place.get(j)!];
    const strength = Math.abs(cosine) < 0.25 ? 0 : Math.abs(cosine) < 0.6 ? 1 : 2;
    strengths[strength] += `M${xy(from)}L${xy(to)}`;
  }
  const lines = strengths.map((d, strength) =>
    d === ''
      ? ''
      : element('path', {
          d,
          fill: 'none',
          stroke: colour,
          'stroke-width': [0.5, 0.9, 1.4][strength]!,
          'stroke-opacity': [0.55, 0.8, 1][strength]!,
        }),
  );
  const nodes = element('path', {
    d: [...place.values()].map((each) => `M${xy(each)}h0`).join(''),
    fill: 'none',
    stroke: colour,
    'stroke-width': 2 * dot,
    'stroke-linecap': 'round',
  });
  const words = featureLabels
    ? [...place].map(([feature, [x, y]]) => {
        // Words stand outside their circle; one in the middle stands beside its dot.
        const distance = Math.hypot(x, y);
        const [dx, dy] = distance < 1 ? [8, 0] : [(x / distance) * 9, (y / distance) * 9];
        return label(String(feature + 1), x + dx, y + dy + 3.4, {
          'text-anchor': 'middle',
          'font-size': FONT_SIZE.small,
          fill: painter.color('muted'),
          ...halo(painter),
        });
      })
    : [];
  return { body: lines.join('') + nodes + words.join(''), place };
}

function xy([x, y]: readonly [number, number]): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
