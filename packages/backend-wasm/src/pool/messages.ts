/** What the calling thread and a worker say to each other. Every request is answered once, by its id. */

import type { TrainingState } from '@toymodels/core/training';
import type { GroupPlan } from '../engine/exchange.js';
import type { KernelModules } from '../engine/kernel.js';
import type { EnginePlan } from '../engine/plan.js';

export type Request =
  | {
      readonly id: number;
      readonly ask: 'load';
      readonly modules: KernelModules;
      readonly plan: EnginePlan;
      readonly state: TrainingState;
      /** For one of several workers that train the same models together. */
      readonly group: GroupPlan | undefined;
    }
  | { readonly id: number; readonly ask: 'advance'; readonly toStep: number; readonly stopped: boolean }
  | { readonly id: number; readonly ask: 'state' }
  | { readonly id: number; readonly ask: 'evaluate'; readonly nSamples: number };

/** Needs no answer: the advance that it stops is answered. */
export interface Stop {
  readonly ask: 'stop';
}

/** The worker's script runs; before this, an error means that it could not be loaded. */
export interface Ready {
  readonly say: 'ready';
}

export type Reply =
  | Ready
  | { readonly say: 'progress'; readonly modelSteps: number }
  | { readonly say: 'done'; readonly id: number; readonly value: unknown }
  /** `code` of a ToyModelsError, which cannot cross a thread as itself. */
  | {
      readonly say: 'failed';
      readonly id: number;
      readonly message: string;
      readonly code: string | undefined;
    };
