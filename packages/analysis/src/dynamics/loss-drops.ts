/**
 * Does the loss drop where features jump?
 *
 * Each event's fall of the loss, from the median of the samples just before it to that of those just after, is compared with
 * the falls over as many samples right before and right after. The overall fall of the loss cancels in this.
 *
 * Source: Toy Models of Superposition, "Superposition and Learning Dynamics" (sudden drops of the loss at level jumps).
 */
import { ShapeError } from '@toymodels/core';
import { checkNumber, checkWhole, completeOptions } from '../internal/options.js';
import { median } from '../internal/runs.js';
import type { RealArray } from '../view.js';
import type { JumpAnalysis } from './jumps.js';

export interface LossDropOptions {
  /** Samples of each median, at least 1. Default 3. */
  readonly window?: number;
  /** The loss drops when its fall is at least this many times the usual one, > 1. Default 2. */
  readonly leastRatio?: number;
}

/** The loss at one event. */
export interface LossDrop {
  /** Step of the event. */
  readonly step: number;
  /** Loss before less loss after; negative if it rises. */
  readonly fall: number;
  /** Mean fall over as many samples right before and right after, at least 0. */
  readonly usualFall: number;
  /** fall > 0 and fall >= leastRatio * usualFall. */
  readonly drops: boolean;
}

export interface LossDrops {
  /** One an event. */
  readonly drops: readonly LossDrop[];
  /** Share of events at which the loss drops; NaN without events. */
  readonly shareOfEvents: number;
  /** Share of the whole fall from the first event's beginning to the end that lies within events (NaN without events), and the share of samples they take up. */
  readonly shareOfFall: number;
  readonly shareOfTime: number;
}

/**
 * @param loss [sample], at the samples of the series that was analysed
 */
export function lossDropsAt(
  analysis: JumpAnalysis,
  loss: RealArray | readonly number[],
  options: LossDropOptions = {},
): LossDrops {
  const { window, leastRatio } = completeOptions<Required<LossDropOptions>>(
    'lossDropsAt',
    { window: 3, leastRatio: 2 },
    options,
  );
  checkWhole('window', window, 1);
  checkNumber('leastRatio', leastRatio, leastRatio > 1 && leastRatio < Infinity, 'a finite number above 1');
  const nSamples = loss.length;
  const late = analysis.events.find(({ after }) => after >= nSamples);
  if (late !== undefined) {
    throw new ShapeError(
      `the loss has ${nSamples} samples; an event ends at sample ${late.after}: give it at all samples of the series`,
    );
  }
  // Median of `window` samples that end (or begin) at one, cut at the ends of the series.
  const until = (s: number): number => median(Array.from(loss).slice(Math.max(0, s - window + 1), s + 1));
  const from = (s: number): number => median(Array.from(loss).slice(s, s + window));
  const drops = analysis.events.map(({ step, before, after }): LossDrop => {
    const fall = until(before) - from(after);
    // Medians as far apart right before and right after, as far as the series goes.
    const length = after - before + window - 1;
    const usual: number[] = [];
    if (before - length >= 0) usual.push(until(before - length) - until(before));
    if (after + length < nSamples) usual.push(from(after) - from(after + length));
    const usualFall = Math.max(0, usual.reduce((sum, value) => sum + value, 0) / (usual.length || 1));
    return { step, fall, usualFall, drops: fall > 0 && fall >= leastRatio * usualFall };
  });
  const first = analysis.events[0];
  const whole = first === undefined ? 0 : until(first.before) - until(nSamples - 1);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    drops,
    shareOfEvents: drops.filter((drop) => drop.drops).length / drops.length,
    shareOfFall: sum(drops.map(({ fall }) => fall)) / whole,
    shareOfTime:
      first === undefined
        ? 0
        : sum(analysis.events.map(({ before, after }) => after - before)) / (nSamples - 1 - first.before),
  };
}
