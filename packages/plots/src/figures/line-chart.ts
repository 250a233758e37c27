/**
 * Any quantity against any other, in one or several charts that share their horizontal axis: lines
 * for exact theory, dots with ranges for trained models, open rings for the paper's numbers.
 *
 * `lineChart` is one chart; `branches` several below or beside each other, e.g. loss and |W_i| of
 * several solutions, with the points where they cross.
 */
import { UnsupportedError } from '@toymodels/core';
import { type ChartOptions } from '../options.js';

export interface LinePoint {
  readonly x: number;
  readonly y: number;
  /** Spread over seeds, low <= y <= high. */
  readonly low?: number;
  readonly high?: number;
}

export interface LineSeries {
  /** Drawn at the right end; '' for none. */
  readonly label: string;
  /** In any order; lines run from small to large x. */
  readonly points: readonly LinePoint[];
  /** `trained` (default): dots, joined by a faint line; `dots`: dots alone; `exact`: a solid line; `paper`: dashed, with open rings; `guide`: dashed, without. */
  readonly kind?: 'trained' | 'dots' | 'exact' | 'paper' | 'guide';
  /** Hue, 0 to 6, shared by series that mean the same thing. Default: trained and dots their position, exact ink, paper and guide muted. */
  readonly hue?: number;
}

/** A line across the chart with a word. */
export interface ReferenceLine {
  readonly axis: 'x' | 'y';
  readonly value: number;
  readonly label: string;
}

/** A marked point, e.g. where two branches cross. */
export interface Crossing {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

export interface LinePanel {
  /** A few words above the chart; default none. */
  readonly title?: string;
  /** The quantity and its unit. */
  readonly yTitle: string;
  readonly series: readonly LineSeries[];
  /** Default 'linear'. */
  readonly yScale?: 'linear' | 'log';
  /** Whether a linear axis shows zero, default true. */
  readonly zero?: boolean;
  /** From and to; default what the points need. */
  readonly yDomain?: readonly [number, number];
  readonly references?: readonly ReferenceLine[];
  readonly crossings?: readonly Crossing[];
}

interface SharedLineOptions extends ChartOptions {
  /** The horizontal quantity and its unit. */
  readonly xTitle: string;
  /** Default 'linear'. */
  readonly xScale?: 'linear' | 'log';
  /** Larger values to the left, e.g. for 1-S, default false. */
  readonly xReverse?: boolean;
  /** From and to, in increasing order; default what the points need. */
  readonly xDomain?: readonly [number, number];
  /** Height of each chart's axes in px; default 260 for one, 200 for several. */
  readonly height?: number;
}

export interface LineChartOptions
  extends SharedLineOptions,
    Omit<LinePanel, 'series' | 'title'> {}

export interface BranchesOptions extends SharedLineOptions {
  /** `below` (default): one under the other, x aligned; `beside`: small multiples in rows. */
  readonly arrange?: 'below' | 'beside';
  /** Least width of a chart for `beside`, px; default 260. */
  readonly minPanelWidth?: number;
}

/** One chart as a stand-alone SVG. @throws InvalidArgumentError */
export function lineChart(series: readonly LineSeries[], options: LineChartOptions): string {
  throw new UnsupportedError(`lineChart is being written: ${series.length} ${options.title}`);
}

/** Several charts over one horizontal quantity as a stand-alone SVG. @throws InvalidArgumentError */
export function branches(panels: readonly LinePanel[], options: BranchesOptions): string {
  throw new UnsupportedError(`branches is being written: ${panels.length} ${options.title}`);
}
