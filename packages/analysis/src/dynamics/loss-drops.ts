/**
 * Does the loss drop where features jump?
 *
 * Each event's fall of the loss, from the median of the samples just before it to that of those just after, is compared with
 * the falls over as many samples right before and right after. The overall fall of the loss cancels in this.
 *
 * Source: Toy Models of Superposition, "Superposition and Learning Dynamics" (sudden drops of the loss at level jumps).
 */
import type { RealArray } from '../view.js';
import type { JumpAnalysis } from './jumps.js';
import { notYet } from '../internal/not-yet.js';

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
  /** Share of the whole fall from the first event's beginning to the end that lies within events, and the share of samples they take up. */
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
  void analysis, loss, options;
  return notYet();
}
