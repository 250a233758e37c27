/**
 * What the page and its training worker say to each other.
 */
import type { Claim, Json } from '@toymodels/paper';

/** A figure's spec as plain data. */
export type FigureSpec = { readonly seed: number } & Readonly<Record<string, Json>>;

export type ToWorker =
  | {
      readonly kind: 'run';
      /** Id of the figure. */
      readonly figure: string;
      readonly spec: FigureSpec;
      /** Whether to send the figure's data while it trains. */
      readonly previews: boolean;
    }
  /** The last preview is on the page: the next one may come. */
  | { readonly kind: 'drawn' }
  | { readonly kind: 'cancel' };

/** A figure that was run to its end, with all that is said about it. */
export interface FinishedRun {
  readonly data: Json;
  readonly claims: readonly Claim[];
  readonly caption: string;
  /** What computed it, in words. */
  readonly device: string;
  /** Version of @toymodels/core. */
  readonly version: string;
}

export type FromWorker =
  | { readonly kind: 'progress'; /** Share done, in [0, 1]. */ readonly done: number; readonly what: string }
  | { readonly kind: 'preview'; readonly data: Json; /** Share done, in [0, 1]. */ readonly done: number }
  | ({ readonly kind: 'finished' } & FinishedRun)
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };
