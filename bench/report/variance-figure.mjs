// The variance of a gradient against p as one SVG: plain sampling above, non-empty samples below.

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

const WIDTH = 640;
const HEIGHT = 380;
const HEAD = 54;
const COLOURS = ['#1b6ca8', '#c4501b'];

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
  const least = series.flatMap(({ points }, index) =>
    points
      .filter((_, at) => at === 0)
      .map(({ p, plain, nonEmpty }) => ({
        p,
        index,
        variance: Math.sqrt(plain * nonEmpty),
        text: `${Number((plain / nonEmpty).toPrecision(2))} times less`,
      })),
  );
  const decades = [-8, -7, -6, -5, -4, -3, -2, -1]
    .map((power) => 10 ** power)
    .filter((tick) => tick >= Math.min(...rows.map(({ variance }) => variance)));
  const plot = Plot.plot({
    document,
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 60,
    marginRight: 20,
    marginBottom: 40,
    x: { type: 'log', label: null },
    y: { type: 'log', label: null },
    marks: [
      Plot.gridY({ stroke: '#ddd', strokeOpacity: 1, ticks: decades }),
      Plot.axisX({
        ticks: [...new Set(rows.map(({ p }) => p))],
        tickFormat: String,
        label: 'p, chance that a feature is active →',
      }),
      Plot.axisY({
        ticks: decades,
        tickSize: 0,
        tickFormat: (/** @type {number} */ value) => value.toExponential(0),
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
      Plot.text(least, {
        x: 'p',
        y: 'variance',
        text: 'text',
        fill: colour,
        textAnchor: 'start',
        dx: 6,
        dy: -14,
      }),
    ],
  });
  plot.querySelector('style')?.remove();
  // Within one picture, groups have no names of their own.
  const body = plot.outerHTML
    .replace(/^<svg([^>]*?) class="[^"]*"/, '<svg$1')
    .replaceAll(/(<g\b[^>]*) aria-label="[^"]*"/g, '$1');
  const title = `Variance of a gradient of ${samples} samples, summed over its entries`;
  const legend = series.map(
    ({ n, m }, index) =>
      `<circle cx="${16 + index * 100}" cy="38" r="4" fill="${COLOURS[index]}"/><text x="${26 + index * 100}" y="42">n=${n} m=${m}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT + HEAD}" width="${WIDTH}" height="${HEIGHT + HEAD}" font-family="system-ui, sans-serif" font-size="11" role="img" aria-label="${title}">`,
    `<rect width="${WIDTH}" height="${HEIGHT + HEAD}" fill="#fff"/>`,
    `<text x="12" y="18" font-size="14" font-weight="600">${title}</text>`,
    ...legend,
    `<text x="240" y="42">solid: every sample drawn; dashed: non-empty samples, reweighted</text>`,
    `<g transform="translate(0 ${HEAD})">${body}</g>`,
    '</svg>',
    '',
  ].join('\n');
}
