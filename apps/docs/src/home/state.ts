/** From a place on the slider to all that the first page shows. */
import { featureVariance, type ReluOptimum } from '@toymodels/theory';
import { describe, type Seen } from './geometry.js';
import { bestOfFive, N_FEATURES, N_HIDDEN, type Previous } from './optimum.js';

/** S on the slider, %. */
export const SPARSITY = { min: 0, max: 99, step: 0.5, start: 95 } as const;

export interface SparsityState {
  /** S */
  readonly sparsity: number;
  readonly optimum: ReluOptimum;
  readonly seen: Seen;
  /** "active once in 20 samples" */
  readonly meaning: string;
  /** L of the optimum, as it is shown. */
  readonly loss: string;
  /** L of two dedicated features and the rest given up, as it is shown. */
  readonly alone: string;
}

/** @param percent S, %, within {@link SPARSITY} */
export function stateAt(percent: number, previous?: Previous): SparsityState {
  const sparsity = percent / 100;
  const p = (100 - percent) / 100;
  const optimum = bestOfFive(p, previous);
  return {
    sparsity,
    optimum,
    seen: describe(optimum.weights, optimum.bias),
    meaning: meaningOf(percent),
    loss: digits(optimum.loss),
    alone: digits((N_FEATURES - N_HIDDEN) * featureVariance(p)),
  };
}

/** How often a feature is active, in words. */
function meaningOf(percent: number): string {
  if (percent === 0) return 'every feature is always active';
  const once = 100 / (100 - percent);
  if (once < 1.6) return `a feature is active in ${+(100 - percent).toFixed(1)} % of samples`;
  return `a feature is active once in ${once < 10 ? +once.toFixed(1) : Math.round(once)} samples`;
}

const digits = (loss: number): string => loss.toPrecision(4);
