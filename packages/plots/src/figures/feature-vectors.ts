/**
 * Feature vectors in the plane: how two hidden dimensions hold n features.
 *
 * Each panel is one solution, turned to the canonical orientation; all panels share one scale.
 * Only for models with nHidden = 2.
 *
 * Source: Toy Models of Superposition, Introduction, and The Geometry of Superposition.
 */
import { canonicalPlane, checkView, featureNorms, type WeightView } from '@toymodels/analysis';
import { InvalidArgumentError, ShapeError, UnsupportedError } from '@toymodels/core';
import { figure } from '../frame.js';
import { pointLabels, type PointLabel } from '../marks/point-labels.js';
import { setShape, shapeMark } from '../marks/shapes.js';
import { completeOptions, type FigureOptions } from '../options.js';
import { gridHeight, panelGrid, placePanels } from '../panels.js';
import { at, element } from '../svg/element.js';
import { FONT_SIZE, label, wrapText } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';
import { importanceToken, seriesToken } from '../theme/palette.js';
import { formatNumber } from '../format.js';
import { inspectPoints } from '../marks/inspect.js';

/** One solution. */
export interface VectorPanel {
  /** A few words above the panel. */
  readonly title: string;
  /** More words below the title, muted, e.g. what came out. */
  readonly subtitle?: string;
  /** W of one instance, nHidden = 2. */
  readonly view: WeightView;
  /** Importance of each feature, [feature]. Default: features come in decreasing importance. */
  readonly importance?: readonly number[];
  /** Correlated set of each feature, [feature], whole numbers >= 0: hue and shape of its dot. Default: hue by importance. */
  readonly sets?: readonly number[];
}

export interface VectorOptions extends FigureOptions {
  /** Turn each solution to the canonical orientation. Default true; false draws W as it is. */
  readonly canonical?: boolean;
  /** Features with a norm below this are drawn at the origin without a label and named below the panel, >= 0. Default 0.1. */
  readonly hiddenNorm?: number;
  /** Length that reaches to the edge of a panel, > 0, e.g. the same in two figures. Default a little beyond the longest vector, 1.06 at least. */
  readonly reach?: number;
}

/** Stand-alone SVG. @throws InvalidArgumentError, UnsupportedError (nHidden is not 2) */
export function featureVectors(panels: readonly VectorPanel[], options: VectorOptions): string {
  const complete = completeOptions(options, ['canonical', 'hiddenNorm', 'reach']);
  const { canonical = true, hiddenNorm = 0.1 } = options;
  if (panels.length === 0)
    throw new InvalidArgumentError('there are no panels; give at least one solution to draw');
  if (!(hiddenNorm >= 0)) throw new InvalidArgumentError(`hiddenNorm is ${hiddenNorm}; give a number >= 0`);
  const solutions = panels.map(({ title, view, importance, sets }) => {
    checkView(view);
    checkSets(title, sets, view.nFeatures);
    if (view.nHidden !== 2) {
      throw new UnsupportedError(
        `feature vectors are drawn in the plane; these have ${view.nHidden} hidden dimensions instead of 2`,
      );
    }
    const turned = canonical ? canonicalPlane(view, importance === undefined ? {} : { importance }) : view;
    return {
      weights: turned.weights,
      norms: featureNorms(view),
      ranks: importanceRanks(view.nFeatures, importance),
      sets,
    };
  });
  // The unit circle is always inside, so that lengths can be read against it.
  const { reach = 1.06 * Math.max(1, ...solutions.map(({ norms }) => Math.max(...norms))) } = options;
  if (!(reach > 0 && reach < Infinity))
    throw new InvalidArgumentError(`reach is ${reach}; give a finite length > 0`);
  const withSubtitle = panels.some(({ subtitle }) => subtitle !== undefined);
  const withFoot = solutions.some(({ norms }) => norms.some((norm) => norm < hiddenNorm));

  return figure(complete, (painter, width) => {
    const grid = panelGrid(panels.length, width, 96, panels.length > 2 ? 260 : 340);
    const side = grid.panelWidth;
    const subtitles = panels.map(({ subtitle }) =>
      subtitle === undefined ? [] : wrapText(subtitle, side, FONT_SIZE.label),
    );
    const head = 18 + (withSubtitle ? 14 * Math.max(...subtitles.map((lines) => lines.length)) + 4 : 0);
    const panelHeight = head + side + (withFoot ? 16 : 0);
    const drawn = panels.map(({ title }, k) => {
      const middle = { 'text-anchor': 'middle' };
      return (
        label(title, side / 2, 12, { ...middle, 'font-size': FONT_SIZE.panel, 'font-weight': 600 }) +
        subtitles[k]!.map((line, row) =>
          label(line, side / 2, 28 + 14 * row, { ...middle, fill: painter.color('muted') }),
        ).join('') +
        at(side / 2, head + side / 2, vectors(painter, solutions[k]!, side / 2 - 15, reach, hiddenNorm)) +
        label(hiddenNote(solutions[k]!.norms, hiddenNorm), side / 2, head + side + 10, {
          ...middle,
          'font-size': FONT_SIZE.small,
          fill: painter.color('muted'),
        })
      );
    });
    return { body: placePanels(grid, drawn, panelHeight, 18), height: gridHeight(grid, panelHeight, 18) };
  });
}

function checkSets(title: string, sets: readonly number[] | undefined, n: number): void {
  if (sets === undefined) return;
  if (sets.length !== n || !sets.every((set) => Number.isInteger(set) && set >= 0))
    throw new ShapeError(
      `panel "${title}" has sets ${sets.join(', ')} for ${n} features; give a whole number >= 0 for each`,
    );
}

/** Rank of each feature by importance, 0 the most important. */
function importanceRanks(n: number, importance: readonly number[] | undefined): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  if (importance !== undefined) order.sort((i, j) => importance[j]! - importance[i]! || i - j);
  const ranks = new Array<number>(n);
  order.forEach((feature, rank) => (ranks[feature] = rank));
  return ranks;
}

/** Names of features too short to see. */
function hiddenNote(norms: Float64Array, hiddenNorm: number): string {
  const hidden = [...norms.keys()].filter((i) => norms[i]! < hiddenNorm).map((i) => i + 1);
  if (hidden.length === 0) return '';
  return hidden.length > 8
    ? `${hidden.length} features not represented`
    : `not represented: ${hidden.join(', ')}`;
}

function vectors(
  painter: Painter,
  solution: {
    readonly weights: ArrayLike<number>;
    readonly norms: Float64Array;
    readonly ranks: readonly number[];
    readonly sets: readonly number[] | undefined;
  },
  radius: number,
  reach: number,
  hiddenNorm: number,
): string {
  const { weights, norms, ranks, sets } = solution;
  const n = norms.length;
  const unit = radius / reach;
  const dot = n <= 12 ? 4.5 : 3;
  let lines = '';
  const words: PointLabel[] = [];
  // The least important first, so that the most important ends on top.
  const order = [...ranks.keys()].sort((i, j) => ranks[j]! - ranks[i]!);
  for (const i of order) {
    const x = weights[2 * i]! * unit;
    const y = -weights[2 * i + 1]! * unit;
    const set = sets?.[i];
    const colour = painter.color(set === undefined ? importanceToken(ranks[i]!, n) : seriesToken(set));
    if (norms[i]! < hiddenNorm) {
      lines += element('circle', { cx: x, cy: y, r: dot * 0.55, fill: colour });
      continue;
    }
    lines += element('path', {
      d: `M0 0L${x.toFixed(2)} ${y.toFixed(2)}`,
      stroke: colour,
      'stroke-width': 2.25,
      'stroke-linecap': 'round',
    });
    lines += shapeMark(set === undefined ? 'circle' : setShape(set), x, y, dot, { fill: colour });
    // Short vectors crowd around the origin, where labels would hide what they name.
    if (n <= 12 && norms[i]! > 0.3) {
      const distance = Math.hypot(x, y);
      const out = (distance + 11) / distance;
      words[i] = { text: String(i + 1), x: x * out, y: y * out };
    }
  }
  const faint = painter.color('faint');
  const cross = `M${-radius} 0H${radius}M0 ${-radius}V${radius}`;
  return (
    element('circle', { r: unit, fill: 'none', stroke: faint }) +
    element('path', { d: cross, stroke: faint, 'stroke-width': 0.75, 'stroke-dasharray': '1 3' }) +
    lines +
    pointLabels(
      painter,
      words.filter((word) => word !== undefined),
      order.map((i) => [weights[2 * i]! * unit, -weights[2 * i + 1]! * unit]),
    ) +
    inspectPoints(painter, () =>
      order.map((i) => {
        const [along, up] = [weights[2 * i]!, weights[2 * i + 1]!];
        const angle = formatNumber((Math.atan2(up, along) * 180) / Math.PI);
        return [along * unit, -up * unit, `feature ${i + 1}: length ${formatNumber(norms[i]!)} at ${angle}°`];
      }),
    )
  );
}
