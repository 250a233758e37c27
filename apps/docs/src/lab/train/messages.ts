/** What the laboratory's page and its worker say to each other. */
import type { CompleteRunSpec, Parameters } from '@toymodels/core';
import type { ModelMeasures } from '../state/measures.js';
import type { Computed, LabeledRun } from '../state/outcome.js';
import type { Settings } from '../state/settings.js';

export type ToWorker =
  | {
      readonly kind: 'run';
      readonly settings: Settings;
      /** What was done before a cancel, to go on from. */
      readonly earlier?: readonly LabeledRun[];
      readonly previews: boolean;
    }
  /** The last preview is on the page: the next one may come. */
  | { readonly kind: 'drawn' }
  | { readonly kind: 'cancel' };

/** A run in the middle of its training. */
export interface Preview {
  readonly label: string;
  /** Index of the run. */
  readonly run: number;
  readonly spec: CompleteRunSpec;
  /** One model an instance: of its starts the one with the lowest loss so far. */
  readonly parameters: Parameters;
  readonly records: readonly { readonly instance: number; readonly restart: number; readonly loss: number }[];
}

export type FromWorker =
  | { readonly kind: 'progress'; /** Share done, in [0, 1]. */ readonly done: number; readonly what: string }
  | ({ readonly kind: 'preview' } & Preview)
  | {
      readonly kind: 'finished';
      readonly computed: Computed;
      /** One for each of its models. */
      readonly measures: readonly ModelMeasures[];
      /** Whether it was cancelled before its end. */
      readonly stopped: boolean;
      /** What computed it, in words. */
      readonly device: string;
      /** Whether any machine gives the same bits. */
      readonly reproducible: boolean;
      /** Of the training, without loading. */
      readonly seconds: number;
    }
  | { readonly kind: 'failed'; readonly message: string };
