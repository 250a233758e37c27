/**
 * A quantity of every feature over training, the loss below it on the same steps, events marked
 * through both.
 *
 * Source: Toy Models of Superposition, Superposition and Learning Dynamics.
 */
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { type AxesArea, axesChart, type EndLabel } from '../axes.js';
import { checkHeight, checkOnScale, checkWord } from '../checks.js';
import { formatCount, formatNumber, formatStep } from '../format.js';
import { figure } from '../frame.js';
import { polyline, verticals } from '../marks/annotations.js';
import { polytopeToken } from '../marks/glyphs.js';
import { type ChartOptions, completeOptions, requireDocument, type SvgDocument } from '../options.js';
import { type Domain, domainOf, type ScaleType, xAxis, yAxis } from '../scales.js';
import { at, element } from '../svg/element.js';
import { FONT_SIZE, textWidth } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';
import { importanceToken, seriesToken, type Token } from '../theme/palette.js';
import { inspectPoints, type InspectedPoint } from '../marks/inspect.js';

/** One run. */
export interface TrajectoryData {
  /** Step of each checkpoint, increasing. */
  readonly steps: ArrayLike<number>;
  readonly nFeatures: number;
  /** The quantity, [checkpoint, feature], row-major, finite. */
  readonly values: ArrayLike<number>;
  /** Loss, [checkpoint], or at `lossSteps` where those are given. */
  readonly losses?: ArrayLike<number>;
  readonly lossSteps?: ArrayLike<number>;
  /** Exact or other single curves drawn over the features' lines, e.g. closed-form growth, [checkpoint] each. */
  readonly overlays?: readonly { readonly label: string; readonly values: ArrayLike<number> }[];
  /** Colour of each feature's line, [feature]: names of polytopes, or set numbers. Default: by feature, the first strongest. */
  readonly polytopes?: readonly (string | undefined)[];
  readonly sets?: readonly number[];
}

export interface TrajectoriesOptions extends ChartOptions {
  /** The quantity and its unit, e.g. `D_{i}`. */
  readonly yTitle: string;
  /** Moments to mark with a tick and a word. */
  readonly events?: readonly { readonly step: number; readonly label: string }[];
  /** One of the steps, for a film: what comes after it is drawn faint, and dots mark where every line stands. Default none. */
  readonly now?: number;
  /** Values to read against. */
  readonly levels?: readonly { readonly value: number; readonly label: string }[];
  /** Default 'linear'. */
  readonly stepScale?: 'linear' | 'log';
  /** Default 'log'. */
  readonly lossScale?: 'linear' | 'log';
  /** Height of the upper axes in px, default 240; the loss takes half of it. */
  readonly height?: number;
}

const OWN = ['yTitle', 'events', 'now', 'levels', 'stepScale', 'lossScale', 'height'];
/** Two points nearer than this are one to the eye, px. */
const FINEST = 0.7;
/** The loss takes some of the place of the upper axis' title, px. */
const OVERLAP = 4;

/** Stand-alone SVG. @throws InvalidArgumentError, ShapeError */
export function trajectories(data: TrajectoryData, options: TrajectoriesOptions): string {
  const complete = completeOptions(options, OWN);
  const document = requireDocument(options);
  const {
    yTitle,
    events = [],
    now,
    levels = [],
    stepScale = 'linear',
    lossScale = 'log',
    height = 240,
  } = options;
  checkHeight(height);
  checkWord('stepScale', stepScale, ['linear', 'log']);
  checkWord('lossScale', lossScale, ['linear', 'log']);
  checkData(data, stepScale, lossScale);
  for (const { step, label } of events) checkOnScale(`event "${label}"`, step, stepScale);
  if (now !== undefined && !Array.from(data.steps).includes(now))
    throw new InvalidArgumentError(`now is ${now}; give one of the steps`);
  for (const { value, label } of levels) checkOnScale(`level "${label}"`, value, 'linear');
  const { steps, values, losses, lossSteps = steps, overlays = [] } = data;
  const words = [...levels, ...overlays].map(({ label }) => textWidth(label, FONT_SIZE.label));
  const shared: Shared = {
    document,
    stepScale,
    steps: domainOf(
      [...Array.from(steps), ...(losses === undefined ? [] : Array.from(lossSteps))],
      stepScale,
    ),
    marginRight: Math.max(10, ...words) + 14,
    events: events.map(({ step, label }) => ({ value: step, label })),
    now,
  };
  const lossHeight = losses === undefined ? 0 : Math.max(110, height / 2);

  return figure(complete, (painter, width) => {
    const tokens = featureTokens(data);
    const upper = chart(painter, shared, width, height, {
      yTitle,
      xTitle: losses === undefined ? 'training step' : '',
      yScale: 'linear',
      yDomain: domainOf(
        [
          ...Array.from(values),
          ...levels.map(({ value }) => value),
          ...overlays.flatMap((each) => Array.from(each.values)),
        ],
        'linear',
      ),
      endLabels: [
        ...levels.map(({ value, label }): EndLabel => ({ text: label, value, token: 'muted' })),
        ...overlays.map((each): EndLabel => ({
          text: each.label,
          value: each.values[steps.length - 1]!,
          token: 'ink',
        })),
      ],
      eventWords: true,
      draw: (area) => levelLines(painter, levels, area) + featureLines(painter, data, tokens, area, now),
    });
    if (losses === undefined) return { body: upper, height };
    const lower = chart(painter, shared, width, lossHeight, {
      yTitle: lossScale === 'log' ? 'loss (log)' : 'loss',
      xTitle: 'training step',
      yScale: lossScale,
      yDomain: domainOf(Array.from(losses), lossScale, true),
      endLabels: [],
      eventWords: false,
      draw: (area) => {
        const places = Array.from(losses, (loss, k) => [area.x(lossSteps[k]!), area.y(loss)] as const);
        const line = (part: readonly (readonly [number, number])[], opacity?: number): string =>
          element('path', {
            d: polyline(part, FINEST),
            fill: 'none',
            stroke: painter.color('ink'),
            'stroke-opacity': opacity,
            'stroke-width': 1.5,
            'stroke-linejoin': 'round',
            // A single loss is a dot.
            'stroke-linecap': 'round',
          });
        if (now === undefined) return line(places);
        const last = lastUpTo(lossSteps, now);
        return (
          line(places.slice(last), LATER) +
          line(places.slice(0, last + 1)) +
          dots(painter, 'ink', [places[last]!])
        );
      },
    });
    return {
      body: upper + at(0, height - OVERLAP, lower),
      height: height - OVERLAP + lossHeight,
    };
  });
}

interface Shared {
  readonly document: SvgDocument;
  readonly stepScale: ScaleType;
  readonly steps: Domain;
  readonly marginRight: number;
  readonly events: readonly { readonly value: number; readonly label: string }[];
  readonly now: number | undefined;
}

function chart(
  painter: Painter,
  shared: Shared,
  width: number,
  height: number,
  own: {
    readonly yTitle: string;
    readonly xTitle: string;
    readonly yScale: ScaleType;
    readonly yDomain: Domain;
    readonly endLabels: readonly EndLabel[];
    readonly eventWords: boolean;
    readonly draw: (area: AxesArea) => string;
  },
): string {
  return axesChart({
    document: shared.document,
    painter,
    width,
    height,
    xTitle: own.xTitle,
    yTitle: own.yTitle,
    x: { type: shared.stepScale, domain: [...shared.steps] },
    y: {
      type: own.yScale,
      domain: [...own.yDomain],
      nice: own.yScale === 'linear',
      // Words of neighbouring events stand in up to three lines.
      ...(own.eventWords && shared.events.length > 0
        ? { insetTop: 4 + 12 * Math.min(3, shared.events.length) }
        : {}),
    },
    marginRight: shared.marginRight,
    marks: [
      xAxis(shared.steps, shared.stepScale, width - shared.marginRight, formatStep),
      ...yAxis(own.yDomain, own.yScale, painter.color('faint'), Math.max(3, Math.round(height / 45))),
    ],
    endLabels: own.endLabels,
    over: (area) =>
      (shared.now === undefined ? '' : nowLine(painter, shared.now, area)) +
      own.draw(area) +
      verticals(painter, area, shared.events, 'accent', own.eventWords),
  });
}

function levelLines(painter: Painter, levels: readonly { readonly value: number }[], area: AxesArea): string {
  return element('path', {
    d: levels.map(({ value }) => `M${area.left} ${area.y(value).toFixed(1)}H${area.right}`).join(''),
    stroke: painter.color('muted'),
    'stroke-width': 0.75,
    'stroke-dasharray': '4 3',
  });
}

/** Opacity of what comes after the moment looked at, as a share. */
const LATER = 0.22;

function nowLine(painter: Painter, now: number, area: AxesArea): string {
  return element('path', {
    d: `M${area.x(now).toFixed(1)} ${area.top}V${area.bottom}`,
    stroke: painter.color('muted'),
    'stroke-width': 1,
  });
}

/** The last place whose step is not after `now`; the first one where all are. */
function lastUpTo(steps: ArrayLike<number>, now: number): number {
  return Math.max(
    0,
    Array.from(steps).findLastIndex((step) => step <= now),
  );
}

function dots(painter: Painter, token: Token, places: readonly (readonly [number, number])[]): string {
  return element('path', {
    d: places.map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join(''),
    fill: 'none',
    stroke: painter.color(token),
    'stroke-width': 7,
    'stroke-linecap': 'round',
  });
}

/** One path per colour, then the curves drawn over all features. */
function featureLines(
  painter: Painter,
  data: TrajectoryData,
  tokens: readonly Token[],
  area: AxesArea,
  now: number | undefined,
): string {
  const { steps, values, nFeatures, overlays = [] } = data;
  const xs = Array.from(steps, (step) => area.x(step));
  const last = now === undefined ? steps.length - 1 : lastUpTo(steps, now);
  const paths = new Map<Token, string>();
  const later = new Map<Token, string>();
  const ends = new Map<Token, (readonly [number, number])[]>();
  const finest = nFeatures > 50 ? 2 * FINEST : FINEST;
  // The least important first, so that the most important ends on top.
  for (let i = nFeatures - 1; i >= 0; i--) {
    const places = xs.map((x, k) => [x, area.y(values[k * nFeatures + i]!)] as const);
    const token = tokens[i]!;
    paths.set(token, (paths.get(token) ?? '') + polyline(places.slice(0, last + 1), finest));
    if (now === undefined) continue;
    later.set(token, (later.get(token) ?? '') + polyline(places.slice(last), finest));
    ends.set(token, [...(ends.get(token) ?? []), places[last]!]);
  }
  const many = nFeatures > 30;
  const common = { fill: 'none', 'stroke-linejoin': 'round', 'stroke-linecap': 'round' };
  const lines = (of: ReadonlyMap<Token, string>, share: number): string =>
    [...of]
      .map(([token, d]) =>
        element('path', {
          d,
          ...common,
          stroke: painter.color(token),
          'stroke-width': many ? 0.8 : 1.5,
          'stroke-opacity': (many ? 0.55 : 0.9) * share,
        }),
      )
      .join('');
  return (
    lines(later, LATER) +
    lines(paths, 1) +
    [...ends].map(([token, places]) => dots(painter, token, places)).join('') +
    overlays
      .map((each) =>
        element('path', {
          d: polyline(
            xs.map((x, k) => [x, area.y(each.values[k]!)] as const),
            FINEST,
          ),
          ...common,
          stroke: painter.color('ink'),
          'stroke-width': 1.25,
          'stroke-dasharray': '5 3',
        }),
      )
      .join('') +
    inspectPoints(painter, () =>
      xs.flatMap((x, k) =>
        Array.from({ length: nFeatures }, (_, i): InspectedPoint => {
          const value = values[k * nFeatures + i]!;
          const words = `feature ${i + 1}: ${formatNumber(value)} at step ${formatCount(steps[k]!)}`;
          return [x, area.y(value), words];
        }),
      ),
    )
  );
}

function featureTokens({ nFeatures, polytopes, sets }: TrajectoryData): Token[] {
  return Array.from({ length: nFeatures }, (_, i) =>
    polytopes !== undefined
      ? polytopeToken(polytopes[i])
      : sets !== undefined
        ? seriesToken(sets[i]!)
        : importanceToken(i, nFeatures),
  );
}

function checkData(data: TrajectoryData, stepScale: ScaleType, lossScale: ScaleType): void {
  const { steps, nFeatures, values, losses, lossSteps = steps, overlays = [], polytopes, sets } = data;
  if (!(Number.isInteger(nFeatures) && nFeatures >= 1))
    throw new InvalidArgumentError(`nFeatures is ${nFeatures}; give a whole number >= 1`);
  if (steps.length === 0 || values.length !== steps.length * nFeatures)
    throw new ShapeError(
      `there are ${values.length} values for ${steps.length} steps of ${nFeatures} features; give [checkpoint, feature] for at least one step`,
    );
  if (losses !== undefined && (losses.length === 0 || losses.length !== lossSteps.length))
    throw new ShapeError(
      `there are ${losses.length} losses for ${lossSteps.length} steps; give one for each, and lossSteps where they differ from steps`,
    );
  for (const { label, values: curve } of overlays) {
    if (curve.length !== steps.length)
      throw new ShapeError(
        `overlay "${label}" has ${curve.length} values for ${steps.length} steps; give one for each`,
      );
  }
  for (const [name, each] of [
    ['polytopes', polytopes],
    ['sets', sets],
  ] as const) {
    if (each !== undefined && each.length !== nFeatures)
      throw new ShapeError(`there are ${each.length} ${name} for ${nFeatures} features; give one for each`);
  }
  const increasing = (list: ArrayLike<number>, what: string): void => {
    for (let k = 0; k < list.length; k++) {
      checkOnScale(`step ${k} of ${what}`, list[k]!, stepScale);
      if (k > 0 && !(list[k]! > list[k - 1]!))
        throw new InvalidArgumentError(
          `steps of ${what} go from ${formatNumber(list[k - 1]!)} to ${formatNumber(list[k]!)}; give them increasing`,
        );
    }
  };
  increasing(steps, 'the features');
  if (losses !== undefined) {
    increasing(lossSteps, 'the loss');
    for (let k = 0; k < losses.length; k++)
      checkOnScale(`loss at step ${lossSteps[k]}`, losses[k]!, lossScale);
  }
  for (const list of [values, ...overlays.map((each) => each.values)])
    for (let k = 0; k < list.length; k++) checkOnScale(`value ${k}`, list[k]!, 'linear');
}
