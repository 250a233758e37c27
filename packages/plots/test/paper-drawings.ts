/** One drawing of each figure that the later sections of the paper need; see `drawings.ts`. */
import {
  branches,
  composeFigures,
  dimensionalityScatter,
  featureGraph,
  featureVectors,
  lineChart,
  lossCurves,
  lossSurface,
  neuronStacks,
  phaseMap,
  polytope3d,
  stackedArea,
  trajectories,
  weightGraph,
  weightMatrix,
  type ChartOptions,
  type GraphFactor,
  type LineSeries,
} from '@toymodels/plots';

const range = (count: number): number[] => Array.from({ length: count }, (_, k) => k);

/** Three borders that meet at (1, 1); trained cells near them hold both. */
const ratios = range(12).map((k) => 0.1 * 100 ** (k / 11));
const densities = range(10).map((k) => 100 ** (-k / 9));
const border = (r: number): number => (2 * Math.min(r, 1)) / (1 + r);
const winner = (r: number, p: number): string =>
  p < border(r) ? 'antipodal' : r < 1 ? 'extraIgnored' : 'extraDedicated';
const blend = (r: number, p: number): Record<string, number> => {
  const antipodal = Math.max(0, Math.min(9, Math.round(4.5 + 6 * Math.log(border(r) / p))));
  return { antipodal, [r < 1 ? 'extra-ignored' : 'extra-dedicated']: 9 - antipodal };
};

export const phaseGrid = {
  importanceRatios: ratios,
  featureProbabilities: densities,
  phases: ratios.flatMap((r) => densities.map((p) => winner(r, p))),
};

/** All pairs of some features, at one cosine. */
function factor(name: string, features: readonly number[], cosine: number): GraphFactor {
  const edges = features.flatMap((i, at) =>
    features.slice(at + 1).map((j) => ({ features: [i, j] as const, cosine })),
  );
  return { name, features, edges };
}

const third = Math.sqrt(1 / 3);
export const octahedron = [1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1];
const tetrahedron = [1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1].map((x) => x * third);

/** Ten features in five neurons: three alone, two shared, one inhibited. */
export const neurons = {
  nFeatures: 10,
  nHidden: 5,
  weights: Float64Array.from({ length: 50 }, (_, k) => {
    const [i, j] = [Math.floor(k / 5), k % 5];
    if (i === j) return 1.1;
    return i === j + 5 && j > 2 ? 0.9 : i === j + 1 ? -0.3 : 0;
  }),
};
const signs = {
  nFeatures: 3,
  nHidden: 6,
  weights: Float64Array.from({ length: 18 }, (_, k) =>
    Math.floor((k % 6) / 2) === Math.floor(k / 6) ? (k % 2 === 0 ? 1 : -1) : 0,
  ),
};

const line = (
  label: string,
  kind: NonNullable<LineSeries['kind']>,
  slope: number,
  count: number,
): LineSeries => ({
  label,
  kind,
  points: range(count).map((k) => ({ x: 0.2 + k / count, y: 0.02 + slope * (0.2 + k / count) })),
});
const solutions: readonly LineSeries[] = [
  { ...line('pentagon', 'exact', 0.02, 20), hue: 4 },
  { ...line('two digons', 'exact', 0.005, 20), hue: 1 },
  {
    label: 'trained',
    points: range(5).map((k) => ({ x: 0.2 + k / 5, y: 0.025 + k / 1000, low: 0.024, high: 0.03 })),
  },
  line('paper', 'paper', 0.01, 3),
];

const grid = range(21).map((k) => -1 + k / 10);
const checkpoints = range(30);

/** Every such figure once, with all its parts, by the name of its snapshots. */
export const paperFigures: Record<string, (options: ChartOptions) => string> = {
  'phase-map': (options) =>
    phaseMap(
      [
        {
          ...phaseGrid,
          title: 'trained',
          subtitle: 'nine models a cell',
          phases: ratios.flatMap((r) => densities.map((p) => blend(r, p))),
          borders: [
            { points: ratios.map((r) => ({ importanceRatio: r, featureProbability: border(r) })) },
            {
              kind: 'continuous',
              points: [
                { importanceRatio: 1, featureProbability: 1 },
                { importanceRatio: 1, featureProbability: 0.3 },
              ],
            },
          ],
        },
        { ...phaseGrid, title: 'three solutions' },
      ],
      options,
    ),
  'phase-map-inverse': (options) =>
    phaseMap([{ ...phaseGrid, title: 'three solutions' }], { ...options, yQuantity: '1/(1-S)' }),
  'dimensionality-scatter': (options) =>
    dimensionalityScatter(
      densities.map((featureProbability, k) => ({
        featureProbability,
        dimensionality: range(12).map((i) => [1, 0.5, 0.4, 0.75][(i + k) % 4]! + (i % 3) / 100),
        polytopes: range(12).map((i) => ['dedicated', 'digon', 'pentagon', undefined][(i + k) % 4]),
      })),
      options,
    ),
  'feature-graph': (options) =>
    featureGraph(
      [
        {
          title: '1/(1−S) = 3',
          factors: [factor('digon', [0, 1], -1), factor('digon', [2, 3], -1), factor('dedicated', [4], 0)],
          nIgnored: 12,
        },
        {
          title: '1/(1−S) = 60',
          subtitle: 'two polytopes',
          factors: [
            factor('pentagon', [0, 1, 2, 3, 4], -0.81),
            factor('tetrahedron', [5, 6, 7, 8], -0.33),
            factor('unnamed', [9, 10, 11], 0.2),
          ],
        },
      ],
      { ...options, featureLabels: true },
    ),
  'polytope-3d': (options) =>
    polytope3d(
      [
        { title: 'octahedron', points: octahedron, sets: [0, 0, 0, 1, 1, 2] },
        {
          title: 'tetrahedron',
          subtitle: 'four features',
          points: tetrahedron,
          polytope: 'tetrahedron',
          labels: [],
        },
      ],
      { ...options, sphere: true },
    ),
  'neuron-stacks': (options) =>
    neuronStacks(
      [
        { title: 'shared', view: neurons },
        {
          title: 'marked',
          subtitle: 'by hand',
          view: neurons,
          polysemantic: [true, false, false, false, false],
        },
      ],
      options,
    ),
  'weight-graph': (options) =>
    weightGraph(
      [
        { title: 'absolute value', input: signs, output: { ...signs, weights: signs.weights.map(Math.abs) } },
        { title: 'codes', input: neurons },
      ],
      { ...options, weightLabels: true },
    ),
  'weight-matrix': (options) =>
    weightMatrix(
      [
        { title: 'W', view: neurons },
        { title: 'signs', view: signs },
      ],
      {
        ...options,
        columnName: 'neuron',
        order: 'by-feature',
      },
    ),
  trajectories: (options) =>
    trajectories(
      {
        steps: checkpoints.map((k) => k * 100),
        nFeatures: 3,
        values: checkpoints.flatMap((k) =>
          [1, 0.5, 0.4].map((level, i) => level / (1 + Math.exp(8 + 2 * i - k))),
        ),
        losses: checkpoints.map((k) => 1 / (1 + k)),
        overlays: [{ label: 'closed form', values: checkpoints.map((k) => 1 / (1 + Math.exp(9 - k))) }],
        polytopes: ['dedicated', 'digon', undefined],
      },
      {
        ...options,
        yTitle: 'D_{i}',
        levels: [{ value: 0.5, label: '1/2' }],
        events: [
          { step: 1000, label: 'first jump' },
          { step: 1200, label: 'second jump' },
        ],
      },
    ),
  'trajectories-film': (options) =>
    trajectories(
      {
        steps: checkpoints.map((k) => k * 100),
        nFeatures: 3,
        values: checkpoints.flatMap((k) =>
          [1, 0.5, 0.4].map((level, i) => level / (1 + Math.exp(8 + 2 * i - k))),
        ),
        losses: checkpoints.map((k) => 1 / (1 + k)),
        overlays: [{ label: 'closed form', values: checkpoints.map((k) => 1 / (1 + Math.exp(9 - k))) }],
        polytopes: ['dedicated', 'digon', undefined],
      },
      {
        ...options,
        yTitle: 'D_{i}',
        now: 1100,
        levels: [{ value: 0.5, label: '1/2' }],
        events: [
          { step: 1000, label: 'first jump' },
          { step: 1200, label: 'second jump' },
        ],
      },
    ),
  'loss-surface': (options) =>
    lossSurface(
      [
        {
          title: '1−S = 0.3',
          x: grid,
          y: grid,
          loss: grid.flatMap((y) =>
            grid.map((x) => 0.05 + (1 - x * x) ** 2 + (1 - y * y) ** 2 + (x + y) ** 2),
          ),
          points: [
            { x: 0.7, y: -0.7, label: 'antipodal' },
            { x: 0.5, y: 0.5, label: 'confused', kind: 'local' },
            { x: 0, y: 0, kind: 'saddle' },
            { x: -0.6, y: 0.7, kind: 'trained' },
          ],
        },
      ],
      { ...options, bands: 6 },
    ),
  'line-chart': (options) =>
    lineChart(solutions, {
      ...options,
      xTitle: 'relative density',
      yTitle: 'loss',
      zero: false,
      references: [
        { axis: 'x', value: 0.4, label: "the paper's 1/2.5" },
        { axis: 'y', value: 0.03, label: 'bound' },
      ],
      crossings: [{ x: 0.6, y: 0.027, label: 'the losses cross' }],
    }),
  'line-chart-film': (options) =>
    lineChart(
      solutions.map((series) => ({ ...series, faintFrom: 0.5 })),
      { ...options, xTitle: 'time', yTitle: 'loss' },
    ),
  branches: (options) =>
    branches(
      [
        { title: 'loss', yTitle: 'loss (log)', yScale: 'log', series: solutions.slice(0, 2) },
        { yTitle: '|W_{i}|', series: solutions.slice(2) },
      ],
      { ...options, xTitle: '1−S', xScale: 'log', xReverse: true },
    ),
  'stacked-area': (options) =>
    stackedArea(
      [
        {
          title: 'exact',
          x: densities,
          layers: [0, 1, 2].map((k) => ({
            label: `${k} active`,
            values: densities.map((p) => [1, 2, 1][k]! * p ** k * (1 - p) ** (2 - k)),
          })),
        },
      ],
      { ...options, xTitle: '1−S (log)', yTitle: 'share', xScale: 'log', xReverse: true, shares: true },
    ),
  'correlated-sets': (options) =>
    featureVectors(
      [
        {
          title: 'three pairs',
          view: {
            nFeatures: 6,
            nHidden: 2,
            weights: Float64Array.from([0, 1, 0.6, 0.8, -0.9, -0.5, -0.9, -0.2, 0.9, -0.5, 0.4, -0.9]),
          },
          sets: [0, 0, 1, 1, 2, 2],
        },
      ],
      options,
    ),
  'composed-figures': (options) =>
    composeFigures(
      [
        (part) =>
          lossCurves([{ label: 'loss', steps: [0, 100, 200], losses: [0.3, 0.05, 0.01] }], {
            ...part,
            document: options.document,
            title: 'Loss',
            description: 'One line.',
          }),
        (part) =>
          polytope3d([{ title: 'the end', points: octahedron }], {
            ...part,
            title: 'Octahedron',
            description: 'Six vertices.',
          }),
      ],
      options,
    ),
};
