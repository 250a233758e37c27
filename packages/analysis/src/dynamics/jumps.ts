/**
 * Energy levels: series that stay on a level, jump within a few samples, and stay on another.
 *
 * RULE, with its thresholds. (1) A running median takes out single outliers. (2) A plateau is a run of at least `leastLength`
 * samples within a range of at most `tolerance`; the longest is taken first, then the longest of what is left. (3) Two neighbouring
 * plateaus are a jump when their levels (medians) differ by at least `leastJump`, at most `longestJump` samples lie
 * between them, and at least half of the difference too: of a slow drift most lies within plateaus. (4) Jumps whose transitions
 * overlap or touch are one event.
 *
 * Source: Toy Models of Superposition, "Superposition and Learning Dynamics" (discrete energy level jumps of D_i); rule made here.
 */
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { checkAbove0, checkNumber, checkWhole, completeOptions } from '../internal/options.js';
import { longestRuns, median } from '../internal/runs.js';
import type { RealArray } from '../view.js';

/** Values of several features over training. */
export interface LevelSeries {
  /** Step of each sample, increasing, [sample]. */
  readonly steps: RealArray | readonly number[];
  /** [sample, feature], row-major, e.g. `featureDimensionality` of each checkpoint. */
  readonly values: RealArray;
  readonly nFeatures: number;
}

export interface JumpOptions {
  /** Width of the running median, an odd whole number; 1 for none. Default 3. */
  readonly medianWidth?: number;
  /** Largest range within a plateau, > 0. Default 0.05. */
  readonly tolerance?: number;
  /** Samples of the shortest plateau, at least 2. Default 4. */
  readonly leastLength?: number;
  /** Smallest difference of levels that is a jump, > 0. Default 0.07: 2/5 to 1/2 is a jump, 3/8 to 2/5 is none. */
  readonly leastJump?: number;
  /** Most samples between the plateaus of a jump, at least 0. Default a tenth of the series, at least 2. */
  readonly longestJump?: number;
}

export interface Plateau {
  readonly feature: number;
  /** First and last sample, both included. */
  readonly first: number;
  readonly last: number;
  /** Median. */
  readonly level: number;
}

export interface Jump {
  readonly feature: number;
  readonly from: number;
  readonly to: number;
  /** Step at which the series crosses the middle between the levels, between samples by a straight line. */
  readonly step: number;
  /** Last sample of the plateau before, and first of the one after. */
  readonly before: number;
  readonly after: number;
}

/** Jumps that happen together, so often those of the members of one polytope. */
export interface JumpEvent {
  /** Median of their steps. */
  readonly step: number;
  readonly jumps: readonly Jump[];
  /** Smallest `before` and largest `after` of them, samples. */
  readonly before: number;
  readonly after: number;
}

export interface JumpAnalysis {
  /** By feature, then time. */
  readonly plateaus: readonly Plateau[];
  /** By time. */
  readonly jumps: readonly Jump[];
  /** By time. */
  readonly events: readonly JumpEvent[];
}

export function findJumps(series: LevelSeries, options: JumpOptions = {}): JumpAnalysis {
  const { steps, values, nFeatures } = series;
  checkWhole('nFeatures', nFeatures, 1);
  const nSamples = steps.length;
  if (values.length !== nSamples * nFeatures) {
    throw new ShapeError(
      `values have ${values.length} numbers; samples * nFeatures = ${nSamples * nFeatures} are needed`,
    );
  }
  const hole = values.findIndex((value) => !Number.isFinite(value));
  if (hole >= 0) throw new InvalidArgumentError(`values hold ${values[hole]}; every one must be finite`);
  for (let s = 0; s < nSamples; s++) {
    const good = s === 0 ? Number.isFinite(steps[0]) : steps[s]! > steps[s - 1]!;
    checkNumber(`the step of sample ${s}`, steps[s]!, good, 'increasing steps');
  }
  const complete = completeJumpOptions(options, nSamples);
  const plateaus: Plateau[] = [];
  const jumps: Jump[] = [];
  for (let feature = 0; feature < nFeatures; feature++) {
    const column = Float64Array.from({ length: nSamples }, (_, s) => values[s * nFeatures + feature]!);
    const smooth = runningMedian(column, complete.medianWidth);
    const own = plateausOf(smooth, feature, complete);
    plateaus.push(...own);
    for (let k = 1; k < own.length; k++) {
      const [from, to] = [own[k - 1]!, own[k]!];
      if (Math.abs(to.level - from.level) < complete.leastJump) continue;
      if (to.first - from.last - 1 > complete.longestJump) continue;
      const between = Math.abs(smooth[to.first]! - smooth[from.last]!);
      if (between < Math.abs(to.level - from.level) / 2) continue;
      jumps.push({
        feature,
        from: from.level,
        to: to.level,
        step: crossing(smooth, steps, from, to),
        before: from.last,
        after: to.first,
      });
    }
  }
  jumps.sort((a, b) => a.step - b.step || a.feature - b.feature);
  return { plateaus, jumps, events: eventsOf(jumps) };
}

function plateausOf(smooth: Float64Array, feature: number, options: Required<JumpOptions>): Plateau[] {
  const nSamples = smooth.length;
  const furthest = (start: number): number => {
    let [low, high] = [smooth[start]!, smooth[start]!];
    let end = start;
    while (end + 1 < nSamples) {
      low = Math.min(low, smooth[end + 1]!);
      high = Math.max(high, smooth[end + 1]!);
      if (high - low > options.tolerance) break;
      end++;
    }
    return end;
  };
  return longestRuns(nSamples, furthest, options.leastLength).map(([first, last]) => ({
    feature,
    first,
    last,
    level: median(smooth.subarray(first, last + 1)),
  }));
}

/** Medians over a window of odd width, cut at the ends. */
function runningMedian(values: Float64Array, width: number): Float64Array {
  const half = (width - 1) / 2;
  return values.map((_, s) => median(values.subarray(Math.max(0, s - half), s + half + 1)));
}

/** Where the series crosses the middle between two plateaus for the first time, in steps. */
function crossing(
  smooth: Float64Array,
  steps: RealArray | readonly number[],
  from: Plateau,
  to: Plateau,
): number {
  const middle = (from.level + to.level) / 2;
  const sign = Math.sign(to.level - from.level);
  for (let s = from.last; s < to.first; s++) {
    const [here, next] = [sign * (smooth[s]! - middle), sign * (smooth[s + 1]! - middle)];
    if (here <= 0 && next > 0) return steps[s]! + ((steps[s + 1]! - steps[s]!) * here) / (here - next);
  }
  return (steps[from.last]! + steps[to.first]!) / 2;
}

/** Jumps in order of time, joined while the next one begins before the last one has ended. */
function eventsOf(jumps: readonly Jump[]): JumpEvent[] {
  const events: { jumps: Jump[]; before: number; after: number }[] = [];
  for (const jump of [...jumps].sort((a, b) => a.before - b.before)) {
    const last = events.at(-1);
    if (last !== undefined && jump.before < last.after) {
      last.jumps.push(jump);
      last.after = Math.max(last.after, jump.after);
    } else events.push({ jumps: [jump], before: jump.before, after: jump.after });
  }
  return events.map((event) => ({ ...event, step: median(event.jumps.map(({ step }) => step)) }));
}

function completeJumpOptions(options: JumpOptions, nSamples: number): Required<JumpOptions> {
  const complete = completeOptions<Required<JumpOptions>>(
    'findJumps',
    {
      medianWidth: 3,
      tolerance: 0.05,
      leastLength: 4,
      leastJump: 0.07,
      longestJump: Math.max(2, Math.floor(nSamples / 10)),
    },
    options,
  );
  const { medianWidth } = complete;
  checkNumber(
    'medianWidth',
    medianWidth,
    Number.isInteger(medianWidth) && medianWidth % 2 === 1 && medianWidth > 0,
    'an odd whole number',
  );
  checkAbove0('tolerance', complete.tolerance);
  checkAbove0('leastJump', complete.leastJump);
  checkWhole('leastLength', complete.leastLength, 2);
  checkWhole('longestJump', complete.longestJump, 0);
  return complete;
}
