// The cost sweep as one SVG: a panel for each quantity that was varied, logarithmic both ways, with a grey line
// through the last point that shows what a cost in proportion would be.

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

const WIDTH = 300;
const HEIGHT = 220;
const COLUMNS = 3;
const HEAD = 46;

const COLOURS = ['#1b6ca8', '#c4501b'];

/** @param {number} value */
const short = (value) =>
  value >= 1000 ? `${Number((value / 1000).toPrecision(3))}k` : String(Number(value.toPrecision(3)));

/** @param {string} text */
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * @param {readonly import('../sweep.mjs').Panel[]} panels
 * @param {Record<string, number>} base
 * @returns {string} SVG
 */
export function sweepFigure(panels, base) {
  const { document } = parseHTML('<html></html>');
  const rows = Math.ceil(panels.length / COLUMNS);
  const [width, height] = [WIDTH * COLUMNS + 20, HEAD + (HEIGHT + 20) * rows];
  const names = panels[0]?.series.map(({ name }) => name) ?? [];
  const legend = names.map(
    (name, index) =>
      `<circle cx="${16 + index * 260}" cy="34" r="4" fill="${COLOURS[index]}"/><text x="${26 + index * 260}" y="38">${escape(name)}</text>`,
  );
  const title = `What a training step costs: n=${base['n']} m=${base['m']} K=${base['models']} batch ${base['batch']} p=${base['p']}, one of them varied`;
  const bodies = panels.map((panel, index) => {
    const [x, y] = [10 + (index % COLUMNS) * WIDTH, HEAD + Math.floor(index / COLUMNS) * (HEIGHT + 20)];
    return (
      `<g transform="translate(${x} ${y})">` +
      `<text x="8" y="12"><tspan font-weight="600">${escape(panel.yTitle)}</tspan>: ${escape(panel.summary)}</text>` +
      `${drawn(panel, document)}</g>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="11" role="img" aria-label="${escape(title)}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="12" y="18" font-size="14" font-weight="600">${escape(title)}</text>`,
    ...legend,
    ...bodies,
    '</svg>',
    '',
  ].join('\n');
}

/** @param {import('../sweep.mjs').Panel} panel @param {Document} document */
function drawn({ key, xTitle, series }, document) {
  const points = series.flatMap((each, index) => each.points.map((point) => ({ ...point, index })));
  const ys = points.flatMap(({ least, most }) => [least, most]);
  const isMemory = key === 'memory';
  const domain = isMemory ? [0, Math.max(...ys) * 1.1] : [Math.min(...ys) / 1.3, Math.max(...ys) * 1.3];
  const ticks = isMemory ? 4 : decades(domain);
  const colour = (/** @type {{ index: number }} */ { index }) => COLOURS[index % COLOURS.length];
  const plot = Plot.plot({
    document,
    width: WIDTH,
    height: HEIGHT,
    marginTop: 20,
    marginLeft: 44,
    marginRight: 14,
    marginBottom: 34,
    x: { type: 'log', label: null, reverse: key === 'density' },
    y: { type: isMemory ? 'linear' : 'log', label: null, domain },
    marks: [
      Plot.gridY({ ticks, stroke: '#ddd', strokeOpacity: 1 }),
      // As `text`, not `tickFormat`: on a logarithmic scale that leaves labels out.
      Plot.axisX([...new Set(points.map(({ x }) => x))], {
        text: (/** @type {number} */ x) => short(x),
        label: `${xTitle} →`,
      }),
      Plot.axisY({ ticks, tickFormat: short, tickSize: 0 }),
      ...(PROPORTIONAL.includes(key) ? series : []).map(({ points: own }) =>
        Plot.line(proportional(own), { x: 'x', y: 'y', stroke: '#aaa', strokeDasharray: '4 3', clip: true }),
      ),
      Plot.ruleX(points, { x: 'x', y1: 'least', y2: 'most', stroke: colour }),
      Plot.line(points, { x: 'x', y: 'median', z: 'index', stroke: colour, strokeWidth: 1.5 }),
      Plot.dot(points, { x: 'x', y: 'median', fill: colour, r: 3 }),
    ],
  });
  plot.querySelector('style')?.remove();
  // Without Plot's style sheet its figure is a nested SVG like any other.
  // Within one picture, groups have no names of their own.
  return plot.outerHTML
    .replace(/^<svg([^>]*?) class="[^"]*"/, '<svg$1')
    .replaceAll(/(<g\b[^>]*) aria-label="[^"]*"/g, '$1');
}

/** Panels whose cost should be in proportion. */
const PROPORTIONAL = ['steps', 'batch', 'models', 'size'];

/** Powers of ten in a domain, with their double and fivefold where it is short. @param {number[]} domain */
function decades([from = 1, to = 10]) {
  const factors = to / from > 200 ? [1] : [1, 2, 5];
  const first = Math.floor(Math.log10(from));
  const powers = Array.from({ length: Math.ceil(Math.log10(to)) - first + 1 }, (_, index) => first + index);
  return powers
    .flatMap((power) => factors.map((factor) => factor * 10 ** power))
    .filter((tick) => tick >= from && tick <= to);
}

/** A cost in proportion to x, through the point of the largest x. @param {readonly import('../sweep.mjs').Point[]} points */
function proportional(points) {
  const last = points.toSorted((a, b) => b.x - a.x)[0];
  return last ? points.map(({ x }) => ({ x, y: (last.median * x) / last.x })) : [];
}
