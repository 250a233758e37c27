/**
 * The views as SVG: a function of models and measures, with the document as an argument. Charts come from
 * `@toymodels/plots`; here is only what each of them is given.
 */
import { instanceOf, neuronsOf, neuronStacks as stacksOf } from '@toymodels/analysis';
import {
  branches,
  dimensionalityScatter,
  featureGraph,
  featureVectors,
  lossCurves,
  neuronStacks,
  polytope3d,
  weightGraph,
  weightMatrix,
  weightsPortrait,
  type ChartOptions,
  type LinePoint,
} from '@toymodels/plots';
import type { ModelMeasures } from '../state/measures.js';
import { hasNeurons, type LabModel, type LossCurve } from '../state/outcome.js';
import { SWEPT_SYMBOL } from '../state/spec.js';
import type { Settings, ViewName } from '../state/settings.js';
import { VIEW_TITLES } from './choose-views.js';
import type { Scales } from './scales.js';

/** What there is to draw. */
export interface Scene {
  readonly settings: Settings;
  readonly models: readonly LabModel[];
  /** One a model; none while models train. */
  readonly measures?: readonly ModelMeasures[];
  readonly curves: readonly LossCurve[];
}

/** A view, or why there is none. */
export type Drawn =
  | {
      readonly svg: string;
      /** How many of the models it shows, where these are not all. */ readonly first?: number;
    }
  | { readonly nothing: string };

/** Panels that fit on a page, and squares of a heat map that a browser draws at once. */
const MOST_PANELS = 12;
const MOST_CELLS = 40_000;

type Options = Omit<ChartOptions, 'title' | 'description'>;

/** Models whose numbers are numbers. */
export function fineModels({ models }: Scene): readonly LabModel[] {
  return models.filter(({ parameters }) =>
    [...parameters.weights, ...parameters.bias].every(Number.isFinite),
  );
}

/** @param scales those of a comparison; without them each drawing has its own */
export function drawView(view: ViewName, scene: Scene, options: Options, scales: Scales = {}): Drawn {
  const { settings, measures, curves } = scene;
  const fine = fineModels(scene);
  if (fine.length === 0 && view !== 'loss')
    return {
      nothing: 'No model has numbers that can be drawn: training diverged. A smaller learning rate helps.',
    };
  const head = {
    title: VIEW_TITLES[view],
    description: describe(view, fine),
    showTitle: options.showTitle ?? false,
  };
  const all = { ...options, ...head };
  const several = (
    most: number,
    of: readonly LabModel[],
    draw: (models: readonly LabModel[]) => string,
  ): Drawn => {
    const shown = of.slice(0, Math.max(1, Math.min(MOST_PANELS, most)));
    if (shown.length === 0) return { nothing: 'None of these models has a shape for this view.' };
    return { svg: draw(shown), ...(shown.length < of.length && { first: shown.length }) };
  };
  const [first] = fine;
  const { nFeatures: n, nHidden: m } = first?.parameters ?? { nFeatures: 1, nHidden: 1 };
  switch (view) {
    case 'vectors':
      return several(MOST_PANELS, inDimensions(fine, 2), (models) =>
        featureVectors(
          models.map((model) => {
            const { title, importance } = model;
            const sets = setsOf(model);
            return { title, view: instanceOf(model.parameters, 0), importance, ...(sets && { sets }) };
          }),
          { ...all, ...(scales.plane !== undefined && { reach: scales.plane }) },
        ),
      );
    case 'solid':
      return several(MOST_PANELS, inDimensions(fine, 3), (models) =>
        polytope3d(
          models.map((model) => {
            const sets = setsOf(model);
            const edges = model.parameters.nFeatures > 60 ? 'none' : 'hull';
            return { title: model.title, points: model.parameters.weights, edges, ...(sets && { sets }) };
          }),
          { ...all, ...settings.turned, ...(scales.space !== undefined && { reach: scales.space }) },
        ),
      );
    case 'portrait': {
      const parts = n > 100 ? (['norms'] as const) : (['gram', 'bias', 'norms'] as const);
      return several(n > 100 ? MOST_PANELS : MOST_CELLS / (n * n), fine, (models) =>
        weightsPortrait(
          models.map(({ title, parameters }) => ({
            title,
            view: instanceOf(parameters, 0),
            bias: parameters.bias,
          })),
          {
            ...all,
            parts,
            ...(scales.portrait !== undefined && { range: scales.portrait }),
            ...(scales.norms !== undefined && { longest: scales.norms }),
          },
        ),
      );
    }
    case 'weights':
      if (n * m > MOST_CELLS) return { nothing: `${n} × ${m} weights are too many to draw.` };
      return several(MOST_CELLS / (n * m), fine, (models) =>
        weightMatrix(
          models.map(({ title, parameters }) => ({ title, view: instanceOf(parameters, 0) })),
          {
            ...all,
            ...(first && hasNeurons(first) && { columnName: 'neuron' }),
            ...(scales.weights !== undefined && { range: scales.weights }),
          },
        ),
      );
    case 'stacks':
      if (n * m > 5000) return { nothing: `${m} neurons with ${n} features are too many to draw.` };
      return several(10_000 / (n * m), fine, (models) =>
        neuronStacks(
          models.map(({ title, parameters }) => {
            const neurons = neuronsOf(parameters, 0);
            const kinds = stacksOf(neurons);
            return { title, view: neurons, polysemantic: kinds.map(({ kind }) => kind === 'polysemantic') };
          }),
          { ...all, ...(scales.stacks && { extent: scales.stacks }) },
        ),
      );
    case 'circuit':
      if (n * m > 1000)
        return { nothing: `${n} features and ${m} neurons are too many to draw as a circuit.` };
      return several(4000 / (n * m), fine, (models) =>
        weightGraph(
          models.map(({ title, parameters }) => {
            const { weights, outputWeights = weights } = parameters;
            const matrix = (array: typeof weights) => ({
              weights: array,
              nFeatures: parameters.nFeatures,
              nHidden: parameters.nHidden,
            });
            return { title, input: matrix(weights), output: matrix(outputWeights) };
          }),
          all,
        ),
      );
    case 'graph':
      return measures === undefined
        ? { nothing: 'Sets are named when training has ended.' }
        : graph(scene.models, measures, all);
    case 'dimensionality':
      return measures === undefined
        ? { nothing: 'Dimensionalities are measured when training has ended.' }
        : scatter(scene.models, measures, all);
    case 'sweep':
      return measures === undefined
        ? { nothing: 'Measures follow when training has ended.' }
        : overSweep(scene, all, scales);
    case 'loss': {
      const drawable = curves.filter(({ losses }) => losses.length > 0).slice(0, MOST_PANELS);
      if (drawable.length === 0)
        return { nothing: 'There is no loss curve: exact optima and short runs have none.' };
      const shown = drawable.length === 1 ? [{ ...drawable[0]!, label: '' }] : drawable;
      const isFirst = shown.length < curves.length;
      const domains = {
        ...(scales.steps && { stepDomain: scales.steps }),
        ...(scales.losses && { lossDomain: scales.losses }),
      };
      return { svg: lossCurves(shown, { ...all, ...domains }), ...(isFirst && { first: shown.length }) };
    }
  }
}

function inDimensions(models: readonly LabModel[], m: number): readonly LabModel[] {
  return models.filter(({ parameters }) => parameters.nHidden === m);
}

function describe(view: ViewName, models: readonly LabModel[]): string {
  const [first] = models;
  if (first === undefined) return VIEW_TITLES[view];
  const { nFeatures, nHidden } = first.parameters;
  return `${VIEW_TITLES[view]}: ${models.length === 1 ? 'one model' : `${models.length} models`} with ${nFeatures} features and ${nHidden} hidden dimensions. The table below has the numbers.`;
}

/** The set of each feature, those in none together; undefined where there are no sets. */
function setsOf({ spec: { data, model } }: LabModel): number[] | undefined {
  if (data.sets.length === 0) return undefined;
  const sets = new Array<number>(model.nFeatures).fill(data.sets.length);
  data.sets.forEach(({ features }, set) => features.forEach((i) => (sets[i] = set)));
  return sets;
}

function graph(
  models: readonly LabModel[],
  measures: readonly ModelMeasures[],
  options: ChartOptions,
): Drawn {
  const panels = measures.flatMap(({ title, factors, ignored, structure }, k) =>
    models[k] === undefined || factors.length === 0
      ? []
      : [{ title, subtitle: structure, factors, nIgnored: ignored }],
  );
  if (panels.length === 0) return { nothing: 'No set of features was found: nothing is represented.' };
  const shown = panels.slice(0, MOST_PANELS);
  const labels = models[0]!.parameters.nFeatures <= 24;
  return {
    svg: featureGraph(shown, { ...options, featureLabels: labels, minPanelWidth: 180 }),
    ...(shown.length < panels.length && { first: shown.length }),
  };
}

/** All features of models with one p for all of theirs; models of one p in one column. */
function scatter(
  models: readonly LabModel[],
  measures: readonly ModelMeasures[],
  options: ChartOptions,
): Drawn {
  const columns = new Map<number, { dimensionality: number[]; polytopes: (string | undefined)[] }>();
  models.forEach(({ featureProbability: p }, k) => {
    const measured = measures[k];
    if (measured === undefined || !(p[0]! > 0) || p.some((value) => value !== p[0])) return;
    if (!measured.dimensionality.every(Number.isFinite)) return;
    const column = columns.get(p[0]!) ?? { dimensionality: [], polytopes: [] };
    column.dimensionality.push(...measured.dimensionality);
    column.polytopes.push(...measured.polytopes.map((name) => (name === 'unnamed' ? undefined : name)));
    columns.set(p[0]!, column);
  });
  if (columns.size < 2)
    return { nothing: 'This needs models of two or more probabilities, each the same for all features.' };
  const all = [...columns].map(([featureProbability, column]) => ({ featureProbability, ...column }));
  return { svg: dimensionalityScatter(all, options) };
}

/** What is drawn over a sweep. */
export interface SweepChart {
  readonly xTitle: string;
  readonly xScale: 'log' | 'linear';
  readonly xReverse: boolean;
  readonly panels: readonly {
    readonly yTitle: string;
    readonly points: readonly LinePoint[];
    /** Whether upwards is logarithmic. */
    readonly log: boolean;
  }[];
}

/** undefined where there is nothing to draw. */
export function sweepChart({ settings, models, measures = [] }: Scene): SweepChart | undefined {
  const over = settings.sweep?.over ?? 'featureProbability';
  const byP = over === 'featureProbability';
  const xOf = ({ run, featureProbability: p }: LabModel): number =>
    byP ? p.reduce((sum, value) => sum + value, 0) / p.length : settings.sweep!.values[run]!;
  const series = (value: (measures: ModelMeasures) => number | undefined): readonly LinePoint[] => {
    const at = new Map<number, number[]>();
    models.forEach((model, k) => {
      const y = measures[k] === undefined ? undefined : value(measures[k]);
      if (y !== undefined && Number.isFinite(y)) at.set(xOf(model), [...(at.get(xOf(model)) ?? []), y]);
    });
    return [...at].map(([x, ys]) => ({
      x,
      y: ys.reduce((sum, y) => sum + y, 0) / ys.length,
      ...(ys.length > 1 && { low: Math.min(...ys), high: Math.max(...ys) }),
    }));
  };
  const panels = [
    { yTitle: 'represented features', points: series(({ represented }) => represented) },
    { yTitle: 'polysemantic neurons', points: series(({ polysemantic }) => polysemantic) },
    {
      yTitle: 'mean superposition',
      points: series(({ superposition, polysemantic }) =>
        polysemantic === undefined ? superposition : undefined,
      ),
    },
    { yTitle: 'loss', points: series(({ loss }) => loss), log: true },
  ].filter(({ points }) => points.length > 0);
  if (panels.length === 0) return undefined;
  const xs = panels[0]!.points.map(({ x }) => x);
  const log = Math.min(...xs) > 0 && Math.max(...xs) / Math.min(...xs) >= 8;
  return {
    xTitle: byP ? '1−S, chance that a feature is active: sparser →' : SWEPT_SYMBOL[over],
    xScale: log ? 'log' : 'linear',
    xReverse: byP,
    panels: panels.map(({ yTitle, points, log: logarithmic = false }) => ({
      yTitle,
      points,
      log: logarithmic && points.every(({ y }) => y > 0),
    })),
  };
}

function overSweep(scene: Scene, options: ChartOptions, scales: Scales): Drawn {
  const chart = sweepChart(scene);
  if (chart === undefined) return { nothing: 'There are no numbers to draw.' };
  const { panels, ...horizontal } = chart;
  return {
    svg: branches(
      panels.map(({ yTitle, points, log }) => {
        const yDomain = scales.panels?.[yTitle];
        return {
          yTitle: log ? `${yTitle} (log)` : yTitle,
          series: [{ label: '', points, kind: 'trained' as const }],
          ...(log && { yScale: 'log' as const }),
          ...(yDomain && { yDomain }),
        };
      }),
      { ...options, ...horizontal, height: 150, ...(scales.swept && { xDomain: scales.swept }) },
    ),
  };
}
