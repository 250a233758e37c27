/**
 * The same scales for two experiments: what each view's axes and colours have to hold so that a length, a hue or a
 * height means the same on both sides. Numbers only; `draw.ts` hands them to the charts.
 *
 * Dimensionalities, graphs and circuits are not here: their scales are the same in any figure.
 */
import { gram, instanceOf, neuronsOf } from '@toymodels/analysis';
import { fineModels, sweepChart, type Scene } from './draw.js';

type Range = readonly [number, number];

export interface Scales {
  /** Longest vectors in the plane, in space, and as bars; with the room that charts leave. */
  readonly plane?: number;
  readonly space?: number;
  readonly norms?: number;
  /** Largest |W^T W| or |b|; largest |W|: ends of the colours. */
  readonly portrait?: number;
  readonly weights?: number;
  /** Down and up. */
  readonly stacks?: Range;
  readonly steps?: Range;
  readonly losses?: Range;
  /** Of the sweep's horizontal axis, if both go over the same. */
  readonly swept?: Range;
  /** By what is drawn upwards. */
  readonly panels?: Readonly<Record<string, Range>>;
}

/** What charts draw as W^T W; larger models show norms alone. */
const MOST_GRAM = 100;

/** @param scenes two or more, each as it is drawn */
export function sharedScales(scenes: readonly Scene[]): Scales {
  const models = scenes.flatMap(fineModels);
  const norms = (m?: number): number[] =>
    models
      .filter(({ parameters }) => m === undefined || parameters.nHidden === m)
      .flatMap(({ parameters: { weights, nFeatures, nHidden } }) =>
        Array.from({ length: nFeatures }, (_, i) =>
          Math.hypot(...weights.subarray(i * nHidden, (i + 1) * nHidden)),
        ),
      );
  const colours = models.map(({ parameters }) =>
    Math.max(
      largest(parameters.bias),
      parameters.nFeatures > MOST_GRAM ? 0 : largest(gram(instanceOf(parameters, 0))),
    ),
  );
  const stacks = models
    .filter(({ spec }) => spec.model.kind === 'relu-hidden' || spec.model.kind === 'absolute-value')
    .flatMap(({ parameters }) => heights(neuronsOf(parameters, 0)));
  const curves = scenes.flatMap((scene) => scene.curves).filter((curve) => curve.losses.length > 0);
  const steps = rangeOf(curves.flatMap((curve) => curve.steps));
  const losses = rangeOf(curves.flatMap((curve) => curve.losses));
  const positive = (value: number): number | undefined => (value > 0 ? value : undefined);
  return defined({
    plane: 1.06 * Math.max(1, ...norms(2)),
    space: positive(Math.max(0, ...norms(3))),
    norms: Math.max(1.12, 1.02 * Math.max(0, ...norms())),
    portrait: positive(roundedUp(Math.max(0, ...colours))),
    weights: positive(roundedUp(Math.max(0, ...models.map(({ parameters }) => largest(parameters.weights))))),
    stacks: [Math.max(0, ...stacks.map(([down]) => down)), Math.max(0, ...stacks.map(([, up]) => up))],
    steps,
    losses,
    ...sweeps(scenes),
  });
}

function sweeps(scenes: readonly Scene[]): Pick<Scales, 'swept' | 'panels'> {
  const charts = scenes.map((scene) => (scene.measures === undefined ? undefined : sweepChart(scene)));
  const [first] = charts;
  if (charts.some((chart) => chart === undefined || chart.xTitle !== first!.xTitle)) return {};
  const all = charts as readonly NonNullable<(typeof charts)[number]>[];
  const swept = rangeOf(
    all.flatMap(({ panels }) => panels.flatMap(({ points }) => points.map(({ x }) => x))),
  );
  const titles = new Set(all.flatMap(({ panels }) => panels.map(({ yTitle }) => yTitle)));
  const panels = [...titles].flatMap((title) => {
    const own = all.flatMap((chart) => chart.panels.filter(({ yTitle }) => yTitle === title));
    // A logarithm on one side only cannot be shared.
    if (new Set(own.map(({ log }) => log)).size > 1) return [];
    const values = own.flatMap(({ points }) => points.flatMap(({ y, low = y, high = y }) => [y, low, high]));
    const range = rangeOf(own[0]!.log ? values : [0, ...values]);
    return range === undefined ? [] : [[title, range] as const];
  });
  return { ...(swept && { swept }), panels: Object.fromEntries(panels) };
}

/** Sums of the negative and of the positive weights of each neuron, as lengths. */
function heights({
  weights,
  nFeatures: n,
  nHidden: m,
}: {
  readonly weights: ArrayLike<number>;
  readonly nFeatures: number;
  readonly nHidden: number;
}): Range[] {
  return Array.from({ length: m }, (_, h) => {
    let [down, up] = [0, 0];
    for (let i = 0; i < n; i++) {
      const weight = weights[i * m + h]!;
      if (weight < 0) down -= weight;
      else up += weight;
    }
    return [down, up] as const;
  });
}

const largest = (values: ArrayLike<number>): number => {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!));
  return most;
};

/** undefined where there is no range: nothing, or one value. */
function rangeOf(values: readonly number[]): Range | undefined {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return least < most ? [least, most] : undefined;
}

/** To two digits, as the charts do by themselves. */
function roundedUp(value: number): number {
  if (value === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(Number((value / unit).toPrecision(9))) * unit).toPrecision(2));
}

/** Without what is undefined: options must not be given as undefined. */
function defined(scales: Readonly<Record<keyof Scales, unknown>> | object): Scales {
  return Object.fromEntries(Object.entries(scales).filter(([, value]) => value !== undefined)) as Scales;
}
