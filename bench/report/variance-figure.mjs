// The variance of a gradient against p as one SVG: plain sampling above, non-empty samples below.

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

const WIDTH = 400;
const HEIGHT = 320;
const HEAD = 84;
const COLOURS = ['#1b6ca8', '#c4501b'];

/** An exponent as it stands above a ten. @param {number} power */
const superscript = (power) =>
  String(power).replace(/./g, (sign) => (sign === '-' ? '⁻' : ('⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)] ?? sign)));

/** What leaving the empty samples out gains where it gains most. @param {import('../variance.mjs').VariancePoint | undefined} point */
const gainOf = (point) =>
  point ? `${Number((point.plain / point.nonEmpty).toPrecision(2))} times less at p = ${point.p}` : '';

/**
 * @param {readonly import('../variance.mjs').VarianceSeries[]} series
 * @param {number} samples of a gradient
 * @returns {string} SVG
 */
export function varianceFigure(series, samples) {
  const { document } = parseHTML('<html></html>');
  const rows = series.flatMap(({ n, m, points }, index) =>
    points.flatMap(({ p, plain, nonEmpty }) => [
      { p, variance: plain, index, kind: 'plain', key: `plain ${n} ${m}` },
      { p, variance: nonEmpty, index, kind: 'non-empty', key: `non-empty ${n} ${m}` },
    ]),
  );
  const colour = (/** @type {{ index: number }} */ { index }) => COLOURS[index % COLOURS.length];
  const decades = [-8, -7, -6, -5, -4, -3, -2, -1]
    .map((power) => 10 ** power)
    .filter((tick) => {
      const values = rows.map(({ variance }) => variance);
      return tick >= Math.min(...values) && tick <= Math.max(...values);
    });
  const plot = Plot.plot({
    document,
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 40,
    marginRight: 14,
    marginBottom: 40,
    x: { type: 'log', label: null },
    y: { type: 'log', label: null },
    marks: [
      Plot.gridY({ stroke: '#ddd', strokeOpacity: 1, ticks: decades }),
      // As `text`, not `tickFormat`: on a logarithmic scale that leaves labels out.
      Plot.axisX([...new Set(rows.map(({ p }) => p))], {
        text: String,
        label: 'p, chance that a feature is active →',
      }),
      Plot.axisY({
        ticks: decades,
        tickSize: 0,
        tickFormat: (/** @type {number} */ value) => `10${superscript(Math.round(Math.log10(value)))}`,
      }),
      Plot.line(
        rows.filter(({ kind }) => kind === 'plain'),
        { x: 'p', y: 'variance', z: 'key', stroke: colour, strokeWidth: 1.5 },
      ),
      Plot.line(
        rows.filter(({ kind }) => kind !== 'plain'),
        { x: 'p', y: 'variance', z: 'key', stroke: colour, strokeWidth: 1.5, strokeDasharray: '5 3' },
      ),
      Plot.dot(rows, { x: 'p', y: 'variance', fill: colour, r: 3 }),
    ],
  });
  plot.querySelector('style')?.remove();
  // Within one picture, groups have no names of their own.
  const body = plot.outerHTML
    .replace(/^<svg([^>]*?) class="[^"]*"/, '<svg$1')
    .replaceAll(/(<g\b[^>]*) aria-label="[^"]*"/g, '$1');
  const title = `Variance of a gradient of ${samples} samples, summed over its entries`;
  const legend = series.map(
    ({ n, m, points }, index) =>
      `<circle cx="16" cy="${36 + index * 18}" r="4" fill="${COLOURS[index]}"/><text x="26" y="${40 + index * 18}">n = ${n}, m = ${m}: ${gainOf(points[0])}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT + HEAD}" width="${WIDTH}" height="${HEIGHT + HEAD}" font-family="system-ui, sans-serif" font-size="11" role="img" aria-label="${title}">`,
    `<rect width="${WIDTH}" height="${HEIGHT + HEAD}" fill="#fff"/>`,
    `<text x="12" y="18" font-size="13" font-weight="600">Variance of a gradient of ${samples} samples</text>`,
    ...legend,
    `<text x="12" y="76">solid: every sample drawn; dashed: non-empty samples, reweighted</text>`,
    `<g transform="translate(0 ${HEAD})">${body}</g>`,
    '</svg>',
    '',
  ].join('\n');
}
