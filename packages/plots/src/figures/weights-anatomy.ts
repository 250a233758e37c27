/**
 * How to read a weights portrait: one model drawn large, with words at the things.
 *
 * Callouts are chosen from the model itself: the fullest diagonal cell, the strongest interference,
 * an empty row, a bias of an unrepresented feature, a lone and a shared bar. What a model does not
 * have is not pointed at.
 *
 * Source: Toy Models of Superposition, Demonstrating Superposition (the annotated figure).
 */
import {
  checkView,
  featureNorms,
  gram,
  REPRESENTED_NORM,
  superposition,
  type RealArray,
  type WeightView,
} from '@toymodels/analysis';
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { figure } from '../frame.js';
import { ceilTo2Digits, formatNumber } from '../format.js';
import { bars } from '../marks/bars.js';
import { cells, symmetricRange } from '../marks/cells.js';
import { legendRow, sharedLegend, weightLegend } from '../marks/legends.js';
import { completeOptions, type FigureOptions } from '../options.js';
import { at, element } from '../svg/element.js';
import { FONT_SIZE, label, wrapText } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';

export interface AnatomyModel {
  readonly view: WeightView;
  /** b, [feature], finite. */
  readonly bias: RealArray;
}

/** A place in the drawing, px, with the number that stands there and the words of its key. */
interface Callout {
  readonly x: number;
  readonly y: number;
  readonly words: string;
}

/** Stand-alone SVG. @throws InvalidArgumentError, ShapeError */
export function weightsAnatomy(model: AnatomyModel, options: FigureOptions): string {
  const complete = completeOptions(options);
  const { view, bias } = model;
  checkView(view);
  const n = view.nFeatures;
  if (bias.length !== n)
    throw new ShapeError(`there are ${bias.length} biases for ${n} features; give one for each`);
  for (const value of bias) {
    if (!Number.isFinite(value)) throw new InvalidArgumentError(`a bias is ${value}; biases must be finite`);
  }
  const product = gram(view);
  const norms = featureNorms(view);
  const shared = superposition(view);
  const range = ceilTo2Digits(symmetricRange([product, bias]));
  const longest = Math.max(1.12, 1.02 * Math.max(...norms));

  return figure(complete, (painter, width) => {
    const wide = width >= 560;
    const drawingWidth = wide ? width * 0.58 : width;
    const gap = drawingWidth * 0.035;
    const left = 18;
    const side = Math.min(380, (drawingWidth - left - 2 * gap) / 1.52);
    const cell = side / n;
    const biasWidth = Math.max(cell, side / 16);
    const barWidth = side * 0.45;
    const [gramX, biasX, barX] = [left, left + side + gap, left + side + biasWidth + 2 * gap];
    const top = 22;
    const height = side + top;
    const heading = { fill: painter.color('muted') };
    const biases = new Float64Array(n * Math.max(1, Math.round(biasWidth / cell)));
    const repeat = biases.length / n;
    bias.forEach((value, i) => biases.fill(value, i * repeat, (i + 1) * repeat));

    const drawing =
      label('W^{T}W', gramX, 12, heading) +
      label('b', biasX + biasWidth / 2, 12, { ...heading, 'text-anchor': 'middle' }) +
      label('|W_{i}|', barX, 12, heading) +
      at(
        gramX,
        top,
        cells(painter, { values: product, rows: n, columns: n, cell, range, names: ['feature', 'feature'] }),
      ) +
      at(
        biasX,
        top,
        cells(painter, {
          values: biases,
          rows: n,
          columns: repeat,
          cell,
          range,
          names: ['bias of feature', ''],
        }),
      ) +
      at(barX, top, bars(painter, { norms, superposition: shared, row: cell, width: barWidth, longest })) +
      at(
        2,
        top + side / 2,
        label('features, most important first →', 0, 0, {
          ...heading,
          'text-anchor': 'middle',
          transform: 'rotate(90)',
        }),
      );

    const center = (row: number): number => top + (row + 0.5) * cell;
    const callouts = chooseCallouts(product, norms, shared, bias).map(
      ({ part, row, column, words }): Callout => ({
        x:
          part === 'gram'
            ? gramX + (column + 0.5) * cell
            : part === 'bias'
              ? biasX + biasWidth / 2
              : barX + Math.max(9, (norms[row]! / longest) * barWidth * 0.6),
        y: center(row),
        words,
      }),
    );
    const keyX = wide ? drawingWidth + 26 : 0;
    const keyTop = wide ? top + 4 : height + 24;
    const key = drawKey(painter, callouts, width - keyX);
    const drawingHeight = Math.max(height + 16, wide ? keyTop + key.height : 0);
    const legendTop = wide ? drawingHeight + 14 : keyTop + key.height + 12;
    const scales = legendRow(painter, width, [
      { title: 'weights: W^{T}W and bias b', draw: (p, t, w) => weightLegend(p, t, range, w) },
      { title: 'superposition of a feature', draw: sharedLegend },
    ]);
    return {
      body:
        drawing +
        callouts.map((callout, k) => badge(painter, k + 1, callout.x, callout.y, cell)).join('') +
        at(keyX, keyTop, key.body) +
        at(0, legendTop, scales.body),
      height: legendTop + scales.height,
    };
  });
}

type Part = 'gram' | 'bias' | 'norms';

function chooseCallouts(
  product: Float64Array,
  norms: Float64Array,
  shared: Float64Array,
  bias: RealArray,
): { readonly part: Part; readonly row: number; readonly column: number; readonly words: string }[] {
  const n = norms.length;
  const chosen: { part: Part; row: number; column: number; words: string }[] = [];
  const features = Array.from({ length: n }, (_, i) => i);
  const represented = features.filter((i) => norms[i]! > REPRESENTED_NORM);
  // Not the very first: its number would cover the heading.
  const first = represented[Math.min(2, represented.length - 1)];
  if (first !== undefined) {
    chosen.push({
      part: 'gram',
      row: first,
      column: first,
      words: `Diagonal, near 1: feature ${first + 1} comes back as it went in.`,
    });
  }
  let strongest = { row: -1, column: -1, value: 0.1 };
  for (const row of represented) {
    for (const column of represented) {
      const value = Math.abs(product[row * n + column]!);
      if (column > row && value > strongest.value) strongest = { row, column, value };
    }
  }
  const { row, column } = strongest;
  if (row >= 0) {
    const value = product[row * n + column]!;
    chosen.push({
      part: 'gram',
      row,
      column,
      words:
        `Off the diagonal: interference. Feature ${column + 1} alone moves output ${row + 1} by ${formatNumber(value)} times its value` +
        (value < 0 ? '; the ReLU cuts that to zero.' : '.'),
    });
  }
  const absent = features.filter((i) => norms[i]! <= 0.1);
  const empty = absent[Math.floor(absent.length / 2)];
  if (empty !== undefined) {
    chosen.push({
      part: 'gram',
      row: empty,
      column: empty,
      words: `Empty diagonal: feature ${empty + 1} is not represented.`,
    });
    const above = absent.find((i) => bias[i]! > 0.02);
    if (above !== undefined) {
      chosen.push({
        part: 'bias',
        row: above,
        column: 0,
        words: `Positive bias where nothing is represented: the model answers with the mean, ${formatNumber(bias[above]!)}.`,
      });
    }
  }
  const negative = represented.reduce((most, i) => (bias[i]! < bias[most]! ? i : most), represented[0] ?? 0);
  if (represented.length > 0 && bias[negative]! < -0.02) {
    chosen.push({
      part: 'bias',
      row: negative,
      column: 0,
      words: 'Negative bias: small interference is pushed below zero, where the ReLU removes it.',
    });
  }
  const lone = represented.find((i) => shared[i]! < 0.1);
  if (lone !== undefined) {
    chosen.push({
      part: 'norms',
      row: lone,
      column: 0,
      words: `Long and blue: feature ${lone + 1} has a direction of its own.`,
    });
  }
  const crowding = (i: number): number => Math.min(1, norms[i]!) * Math.min(1, shared[i]!);
  const crowded = represented.reduce(
    (most, i) => (crowding(i) >= crowding(most) - 0.05 ? i : most),
    represented[0] ?? 0,
  );
  if (represented.length > 0 && shared[crowded]! > 0.5) {
    chosen.push({
      part: 'norms',
      row: crowded,
      column: 0,
      words: `Long and yellow: feature ${crowded + 1} is represented, in superposition with others.`,
    });
  }
  return chosen;
}

/** A numbered ring at a thing; a ring around a cell leaves the cell's colour in sight. */
function badge(painter: Painter, number: number, x: number, y: number, cell: number): string {
  const ink = painter.color('ink');
  const ring = Math.max(5, cell * 0.72);
  return (
    element('circle', { cx: x, cy: y, r: ring, fill: 'none', stroke: ink, 'stroke-width': 1.4 }) +
    // On the ring itself, or it could be that of a neighbour.
    disc(painter, number, x + ring * Math.SQRT1_2, y - ring * Math.SQRT1_2)
  );
}

function disc(painter: Painter, number: number, x: number, y: number): string {
  return (
    element('circle', { cx: x, cy: y, r: 7.5, fill: painter.color('ink') }) +
    label(String(number), x, y + 3.6, {
      'text-anchor': 'middle',
      'font-weight': 700,
      'font-size': 10,
      fill: painter.color('background'),
    })
  );
}

function drawKey(
  painter: Painter,
  callouts: readonly Callout[],
  width: number,
): { readonly body: string; readonly height: number } {
  const size = width < 240 ? FONT_SIZE.label : FONT_SIZE.panel;
  const line = size * 1.35;
  let y = 0;
  const body = callouts.map(({ words }, k) => {
    const lines = wrapText(words, width - 24, size);
    const entry =
      disc(painter, k + 1, 8, y + 5) +
      lines.map((text, row) => label(text, 24, y + 9 + row * line, { 'font-size': size })).join('');
    y += lines.length * line + 9;
    return entry;
  });
  return { body: body.join(''), height: y };
}
