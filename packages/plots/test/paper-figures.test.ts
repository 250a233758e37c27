// What the figures of the later sections make of degenerate and of bad data. That they look as before,
// are named and fit a phone is tested with all others in figures.test.ts.
import { InvalidArgumentError, ShapeError, ToyModelsError, UnsupportedError } from '@toymodels/core';
import {
  branches,
  composeFigures,
  dimensionalityScatter,
  featureGraph,
  featureVectors,
  lineChart,
  lossSurface,
  neuronStacks,
  phaseMap,
  polytope3d,
  polytopeGlyph,
  polytopeGlyphGroup,
  stackedArea,
  trajectories,
  weightGraph,
  weightMatrix,
} from '@toymodels/plots';
import { describe, expect, test } from 'vitest';
import { optionsOf, parseSvg } from './fixtures.js';
import { neurons, octahedron, phaseGrid } from './paper-drawings.js';

const light = optionsOf('light');
const axes = { ...light, xTitle: 'x', yTitle: 'y' };
const nothing = { weights: new Float64Array(1), nFeatures: 1, nHidden: 1 };
const nan = { ...neurons, weights: neurons.weights.map((w, k) => (k === 7 ? Number.NaN : w)) };

const words = (svg: string): string[] =>
  [...parseSvg(svg).querySelectorAll('text')].map(({ textContent }) => textContent);

describe('degenerate data has a figure without NaN', () => {
  test.each([
    [
      'a phase map of one cell',
      () =>
        phaseMap(
          [{ title: 'a', importanceRatios: [1], featureProbabilities: [1], phases: ['antipodal'] }],
          light,
        ),
    ],
    [
      'one feature at one density',
      () => dimensionalityScatter([{ featureProbability: 1, dimensionality: [0] }], light),
    ],
    ['a graph of nothing', () => featureGraph([{ title: 'a', factors: [] }], light)],
    [
      'one unnamed feature',
      () => featureGraph([{ title: 'a', factors: [{ name: 'odd', features: [0], edges: [] }] }], light),
    ],
    ['a point in space', () => polytope3d([{ title: 'a', points: [1, 0, 0] }], light)],
    ['points at the origin', () => polytope3d([{ title: 'a', points: new Float64Array(9) }], light)],
    [
      'a solid seen from above',
      () => polytope3d([{ title: '', points: octahedron }], { ...light, elevation: 90, sphere: true }),
    ],
    ['a neuron without weights', () => neuronStacks([{ title: 'a', view: nothing }], light)],
    ['a graph without weights', () => weightGraph([{ title: 'a', input: nothing }], light)],
    ['a matrix of zero', () => weightMatrix([{ title: 'a', view: nothing }], light)],
    [
      'one checkpoint',
      () =>
        trajectories(
          { steps: [0], nFeatures: 1, values: [0], losses: [1] },
          { ...light, yTitle: 'D', events: [{ step: 0, label: 'now' }] },
        ),
    ],
    ['a flat surface', () => lossSurface([{ title: 'a', x: [0, 1], y: [0, 1], loss: [1, 1, 1, 1] }], light)],
    [
      'a surface of zeros on a linear scale',
      () =>
        lossSurface([{ title: 'a', x: [0, 1], y: [0, 1], loss: [0, 0, 0, 0] }], {
          ...light,
          lossScale: 'linear',
        }),
    ],
    [
      'one point of each kind',
      () =>
        lineChart(
          (['trained', 'dots', 'exact', 'paper', 'guide'] as const).map((kind) => ({
            label: kind,
            kind,
            points: [{ x: 0, y: 0 }],
          })),
          axes,
        ),
    ],
    ['a stack of zeros', () => stackedArea([{ x: [0, 1], layers: [{ label: 'a', values: [0, 0] }] }], axes)],
  ])('%s', (_, draw) => {
    const svg = draw();
    expect(parseSvg(svg).tagName).toBe('svg');
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('bad data is refused in words', () => {
  const panel = { ...phaseGrid, title: 'a' };
  const series = { label: 'a', points: [{ x: 1, y: 1 }] };
  const surface = { title: 'a', x: [0, 1], y: [0, 1], loss: [1, 2, 3, 4] };
  const run = { steps: [0, 1], nFeatures: 1, values: [0, 1] };

  test.each([
    ['no maps', () => phaseMap([], light), InvalidArgumentError, /no panels/],
    [
      'a phase without a name',
      () => phaseMap([{ ...panel, phases: panel.phases.with(0, 'odd') }], light),
      InvalidArgumentError,
      /"odd"; known are none/,
    ],
    [
      'cells that do not fit',
      () => phaseMap([{ ...panel, phases: ['none'] }], light),
      ShapeError,
      /1 cells for 12/,
    ],
    [
      'a probability above 1',
      () => phaseMap([{ ...panel, featureProbabilities: panel.featureProbabilities.with(0, 1.5) }], light),
      InvalidArgumentError,
      /1\.5/,
    ],
    [
      'ratios that fall',
      () => phaseMap([{ ...panel, importanceRatios: panel.importanceRatios.toReversed() }], light),
      InvalidArgumentError,
      /increase/,
    ],
    [
      'an empty cell',
      () => phaseMap([{ ...panel, phases: panel.phases.map(() => ({ none: 0 })) }], light),
      InvalidArgumentError,
      /empty cell/,
    ],
    [
      'a share that is NaN',
      () => phaseMap([{ ...panel, phases: panel.phases.map(() => ({ none: Number.NaN })) }], light),
      InvalidArgumentError,
      /NaN models/,
    ],
    [
      'a border beyond 1',
      () =>
        phaseMap(
          [{ ...panel, borders: [{ points: [{ importanceRatio: 1, featureProbability: 2 }] }] }],
          light,
        ),
      InvalidArgumentError,
      /\(1, 2\)/,
    ],
    ['no columns', () => dimensionalityScatter([], light), InvalidArgumentError, /no columns/],
    [
      'a dimensionality of NaN',
      () => dimensionalityScatter([{ featureProbability: 1, dimensionality: [Number.NaN] }], light),
      InvalidArgumentError,
      /NaN at feature 0/,
    ],
    [
      'a density twice',
      () =>
        dimensionalityScatter(
          [
            { featureProbability: 1, dimensionality: [1] },
            { featureProbability: 1, dimensionality: [1] },
          ],
          light,
        ),
      InvalidArgumentError,
      /once/,
    ],
    [
      'too few polytopes',
      () => dimensionalityScatter([{ featureProbability: 1, dimensionality: [1], polytopes: [] }], light),
      ShapeError,
      /0 polytopes/,
    ],
    [
      'an edge out of its set',
      () =>
        featureGraph(
          [
            {
              title: 'a',
              factors: [{ name: 'digon', features: [0, 1], edges: [{ features: [0, 2], cosine: 1 }] }],
            },
          ],
          light,
        ),
      InvalidArgumentError,
      /0–2/,
    ],
    [
      'a vertex twice',
      () =>
        featureGraph(
          [
            {
              title: 'a',
              factors: [{ name: 'digon', features: [0, 1], edges: [], fit: { vertices: [0, 0] } }],
            },
          ],
          light,
        ),
      InvalidArgumentError,
      /each of 0 to 1 once/,
    ],
    ['half a point', () => polytope3d([{ title: 'a', points: [1, 2] }], light), ShapeError, /2 coordinates/],
    [
      'a point at NaN',
      () => polytope3d([{ title: 'a', points: [0, Number.NaN, 0] }], light),
      InvalidArgumentError,
      /\[point 0, 1\]/,
    ],
    [
      'a hull of a cloud',
      () => polytope3d([{ title: 'a', points: new Float64Array(183) }], light),
      UnsupportedError,
      /61 points/,
    ],
    [
      'an edge to nowhere',
      () => polytope3d([{ title: 'a', points: octahedron, edges: [[0, 6]] }], light),
      InvalidArgumentError,
      /0–6/,
    ],
    [
      'an elevation beyond the pole',
      () => polytope3d([{ title: 'a', points: octahedron }], { ...light, elevation: 91 }),
      InvalidArgumentError,
      /91/,
    ],
    ['stacks of NaN', () => neuronStacks([{ title: 'a', view: nan }], light), InvalidArgumentError, /NaN/],
    [
      'too few marks',
      () => neuronStacks([{ title: 'a', view: neurons, polysemantic: [true] }], light),
      ShapeError,
      /1 polysemantic/,
    ],
    [
      'an order of no kind',
      () => neuronStacks([{ title: 'a', view: neurons }], { ...light, order: 'size' as never }),
      InvalidArgumentError,
      /"size"/,
    ],
    ['a graph of NaN', () => weightGraph([{ title: 'a', input: nan }], light), InvalidArgumentError, /NaN/],
    [
      'outputs of another size',
      () => weightGraph([{ title: 'a', input: neurons, output: nothing }], light),
      ShapeError,
      /\[10, 5\]/,
    ],
    ['a matrix of NaN', () => weightMatrix([{ title: 'a', view: nan }], light), InvalidArgumentError, /NaN/],
    [
      'a range of NaN',
      () => weightMatrix([{ title: 'a', view: neurons }], { ...light, range: Number.NaN }),
      InvalidArgumentError,
      /range/,
    ],
    [
      'steps that fall',
      () => trajectories({ ...run, steps: [1, 0] }, { ...light, yTitle: 'D' }),
      InvalidArgumentError,
      /increasing/,
    ],
    [
      'values that do not fit',
      () => trajectories({ ...run, nFeatures: 2 }, { ...light, yTitle: 'D' }),
      ShapeError,
      /2 values for 2 steps of 2/,
    ],
    [
      'a loss of zero on a log scale',
      () => trajectories({ ...run, losses: [1, 0] }, { ...light, yTitle: 'D' }),
      InvalidArgumentError,
      /linear scale/,
    ],
    [
      'a moment that was not looked at',
      () => trajectories(run, { ...light, yTitle: 'D', now: 0.5 }),
      InvalidArgumentError,
      /one of the steps/,
    ],
    [
      'step 0 on a log scale',
      () => trajectories(run, { ...light, yTitle: 'D', stepScale: 'log' }),
      InvalidArgumentError,
      /step 0/,
    ],
    [
      'an uneven grid',
      () => lossSurface([{ ...surface, x: [0, 1, 3], loss: new Float64Array(6).fill(1) }], light),
      InvalidArgumentError,
      /evenly/,
    ],
    [
      'a surface that does not fit',
      () => lossSurface([{ ...surface, loss: [1] }], light),
      ShapeError,
      /1 losses/,
    ],
    [
      'a surface below zero',
      () => lossSurface([{ ...surface, loss: [1, -1, 1, 1] }], light),
      InvalidArgumentError,
      /\[0, 1\] is -1/,
    ],
    [
      'a point of no kind',
      () => lossSurface([{ ...surface, points: [{ x: 0, y: 0, kind: 'peak' as never }] }], light),
      InvalidArgumentError,
      /"peak"/,
    ],
    ['no series', () => lineChart([], axes), InvalidArgumentError, /no series/],
    ['no charts', () => branches([], { ...light, xTitle: 'x' }), InvalidArgumentError, /no panels/],
    [
      'a point at NaN on a line',
      () => lineChart([{ ...series, points: [{ x: 1, y: Number.NaN }] }], axes),
      InvalidArgumentError,
      /NaN/,
    ],
    [
      'a range upside down',
      () => lineChart([{ ...series, points: [{ x: 1, y: 1, low: 2 }] }], axes),
      InvalidArgumentError,
      /low <= y/,
    ],
    [
      'x = 0 on a log scale',
      () => lineChart([{ ...series, points: [{ x: 0, y: 1 }] }], { ...axes, xScale: 'log' }),
      InvalidArgumentError,
      /> 0/,
    ],
    [
      'a hue beyond the palette',
      () => lineChart([{ ...series, hue: 7 }], axes),
      InvalidArgumentError,
      /0 to 6/,
    ],
    [
      'a domain of no length',
      () => lineChart([series], { ...axes, xDomain: [1, 1] }),
      InvalidArgumentError,
      /smaller number first/,
    ],
    [
      'a layer below zero',
      () => stackedArea([{ x: [0, 1], layers: [{ label: 'a', values: [1, -1] }] }], axes),
      InvalidArgumentError,
      /-1/,
    ],
    [
      'shares of nothing',
      () => stackedArea([{ x: [0, 1], layers: [{ label: 'a', values: [0, 1] }] }], { ...axes, shares: true }),
      InvalidArgumentError,
      /all zero/,
    ],
    [
      'a layer that does not fit',
      () => stackedArea([{ x: [0, 1], layers: [{ label: 'a', values: [0] }] }], axes),
      ShapeError,
      /1 values/,
    ],
    [
      'sets that do not fit',
      () =>
        featureVectors(
          [{ title: 'a', view: { ...nothing, weights: new Float64Array(2), nHidden: 2 }, sets: [0, 1] }],
          light,
        ),
      ShapeError,
      /sets 0, 1/,
    ],
    ['no parts', () => composeFigures([], light), InvalidArgumentError, /no parts/],
    ['a part that is no figure', () => composeFigures([() => '<p>'], light), InvalidArgumentError, /part 1/],
    ['a glyph of no size', () => polytopeGlyph('digon', { size: Number.NaN }), InvalidArgumentError, /NaN/],
    [
      'a glyph with an odd option',
      () => polytopeGlyph('digon', { colour: 'red' } as never),
      InvalidArgumentError,
      /"colour"/,
    ],
  ] as const)('%s', (_, draw, kind, message) => {
    expect(draw).toThrow(kind);
    expect(draw).toThrow(message);
    expect(draw).toThrow(ToyModelsError);
  });
});

test('a phase map of 200 x 200 cells with three regions takes less than 40 kB', () => {
  const count = 200;
  const ratios = Array.from({ length: count }, (_, k) => 0.1 * 100 ** (k / (count - 1)));
  const densities = Array.from({ length: count }, (_, k) => 100 ** (-k / (count - 1)));
  const phases = ratios.flatMap((r) =>
    densities.map((p) =>
      p < (2 * Math.min(r, 1)) / (1 + r) ? 'antipodal' : r < 1 ? 'extraIgnored' : 'extraDedicated',
    ),
  );
  const svg = phaseMap(
    [{ title: 'a', importanceRatios: ratios, featureProbabilities: densities, phases }],
    light,
  );
  expect(svg.length).toBeLessThan(40_000);
});

test('a phase map is the same whichever way the densities run', () => {
  const { importanceRatios, featureProbabilities, phases } = phaseGrid;
  const [rows, columns] = [importanceRatios.length, featureProbabilities.length];
  const turned = Array.from({ length: rows * columns }, (_, k) => {
    const [row, column] = [Math.floor(k / columns), k % columns];
    return phases[row * columns + columns - 1 - column]!;
  });
  const one = phaseMap([{ ...phaseGrid, title: 'a' }], light);
  const other = phaseMap(
    [
      {
        importanceRatios,
        featureProbabilities: featureProbabilities.toReversed(),
        phases: turned,
        title: 'a',
      },
    ],
    light,
  );
  expect(other).toBe(one);
});

test('regions of a phase map are named in place, and once in the legend', () => {
  const said = words(phaseMap([{ ...phaseGrid, title: 'a' }], light));
  expect(said.filter((word) => word === 'superposition').length).toBe(2);
  const legendOnly = words(phaseMap([{ ...phaseGrid, title: 'a' }], { ...light, regionLabels: false }));
  expect(legendOnly.filter((word) => word === 'superposition').length).toBe(1);
});

test('turning a solid by 360 degrees leaves the picture as it was, and by 90 does not', () => {
  const draw = (azimuth: number): string =>
    polytope3d([{ title: 'a', points: octahedron }], { ...light, azimuth });
  expect(draw(385)).toBe(draw(25));
  expect(draw(90)).not.toBe(draw(25));
});

test('neurons stand by their largest feature, so that permuted models have one picture but for their numbers', () => {
  const swapped = {
    ...neurons,
    weights: neurons.weights.map((_, k) => neurons.weights[k - (k % 5) + (4 - (k % 5))]!),
  };
  const numbers = (svg: string): string[] => words(svg).filter((word) => /^[1-5]$/.test(word));
  const shapes = (svg: string): string[] => svg.match(/<rect[^>]*>/g) ?? [];
  const [given, permuted] = [neurons, swapped].map((view) => neuronStacks([{ title: 'a', view }], light));
  expect(shapes(permuted!)).toEqual(shapes(given!));
  expect(numbers(permuted!)).not.toEqual(numbers(given!));
});

test('a neuron is polysemantic from the stated ratio on', () => {
  const tints = (polysemanticRatio: number): number =>
    (neuronStacks([{ title: 'a', view: neurons }], { ...light, polysemanticRatio }).match(/#f3ead2/g) ?? [])
      .length;
  // Neurons 4 and 5 hold a second feature at 0.9 / 1.1, the first four an inhibition at 0.3 / 1.1; one more is the legend's.
  expect(tints(0.9)).toBe(0);
  expect(tints(0.5)).toBe(2 + 1);
  expect(tints(0.25)).toBe(5 + 1);
});

describe('glyphs', () => {
  test.each([
    ['dedicated', 1, 0],
    ['digon', 2, 1],
    ['triangle', 3, 3],
    ['square', 4, 4],
    ['tetrahedron', 4, 6],
    ['pentagon', 5, 5],
    ['octahedron', 6, 12],
    ['triangular bipyramid', 5, 9],
    ['pentagonal bipyramid', 7, 15],
    ['square antiprism', 8, 16],
    ['7-gon', 7, 7],
    ['4-simplex', 5, 10],
    ['4-orthoplex', 8, 24],
  ])('%s has %d vertices and %d edges', (name, vertices, edges) => {
    const group = polytopeGlyphGroup(name, { size: 60 });
    expect(group.match(/h0/g)?.length).toBe(vertices);
    expect(group.match(/M[-\d. ]+L/g)?.length ?? 0).toBe(edges);
  });

  test('a name that is no polytope is drawn as unnamed', () => {
    expect(polytopeGlyphGroup('1000-gon')).toBe(polytopeGlyphGroup('unnamed'));
    expect(polytopeGlyphGroup('constructor')).toBe(polytopeGlyphGroup('unnamed'));
  });

  test('a glyph stands alone: named, sized, with the variables it uses', () => {
    const svg = polytopeGlyph('pentagon', { theme: 'auto', size: 32, idPrefix: 'g' });
    const root = parseSvg(svg);
    expect([root.getAttribute('width'), root.getAttribute('role')]).toEqual(['32', 'img']);
    expect(root.querySelector('#g-title')?.textContent).toBe('pentagon');
    expect(svg).toContain('--tm-series-4:');
    expect(polytopeGlyph('pentagon', { theme: 'dark' })).not.toContain('var(');
  });
});
