/**
 * An experiment trained on samples: its runs one after the other, each shown while it goes. Knows no page and no
 * worker, so that the tests run it in Node.
 */
import { takeInstances, trainToEnd, type Backend } from '@toymodels/core';
import { observedBackend, type Snapshot } from '../../live/observed-backend.js';
import type { Computed, LabeledRun } from '../state/outcome.js';
import { plannedRuns } from '../state/spec.js';
import type { Settings } from '../state/settings.js';
import type { Preview } from './messages.js';

export interface SampledControl {
  readonly backend: Backend;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, what: string) => void;
  /** Called between stretches of training, which wait for it. */
  readonly onPreview?: (preview: Preview) => void;
  /** Whether a preview is wanted now: making one costs. */
  readonly wantsPreview?: () => boolean;
  /** Milliseconds, from any origin. */
  readonly now?: () => number;
  /** Runs of an experiment that was stopped; the last one goes on where it stood. */
  readonly earlier?: readonly LabeledRun[];
}

/** Length of a stretch of training, ms. */
const STRETCH_MS = 45;

/** Ends early, with what was done, when the signal comes. */
export async function computeSampled(settings: Settings, control: SampledControl): Promise<Computed> {
  const { signal, onProgress, onPreview, wantsPreview, earlier = [] } = control;
  const plans = plannedRuns(settings);
  const runs: LabeledRun[] = [];
  for (const [run, { label, spec }] of plans.entries()) {
    const before = earlier[run]?.result;
    if (before !== undefined && before.status !== 'aborted') {
      runs.push({ label, result: before });
      continue;
    }
    const backend =
      onPreview === undefined
        ? control.backend
        : observedBackend(control.backend, {
            now: control.now ?? (() => 0),
            stretch: () => STRETCH_MS,
            ...(wantsPreview === undefined ? {} : { wanted: wantsPreview }),
            onSnapshot: (_, snapshot) => {
              if (wantsPreview?.() ?? true) onPreview(previewOf(label, run, snapshot));
            },
          });
    const previewOf = (text: string, index: number, snapshot: Snapshot): Preview =>
      bestSoFar(text, index, completed!, snapshot);
    let completed: Preview['spec'] | undefined;
    const named: Backend = {
      name: backend.name,
      createTrainer: (resolved, state) => {
        completed = resolved.spec;
        return backend.createTrainer(resolved, state);
      },
    };
    const result = await trainToEnd(spec, {
      backend: named,
      ...(signal && { signal }),
      ...(before && { resume: before }),
      onProgress: ({ done, step, steps }) =>
        onProgress?.(
          (run + done) / plans.length,
          `${label === '' ? '' : `${label}, `}step ${Math.round(step)} of ${steps}`,
        ),
    });
    runs.push({ label, result });
    if (result.status === 'aborted') break;
  }
  return { method: 'sampled', runs };
}

/** Of each instance's starts the one with the lowest loss in its last window. */
function bestSoFar(label: string, run: number, spec: Preview['spec'], { state, loss }: Snapshot): Preview {
  const { count } = spec.training.restarts;
  const chosen = Array.from({ length: spec.instances.count }, (_, k) => {
    const starts = loss.subarray(k * count, (k + 1) * count);
    let best = 0;
    starts.forEach((value, start) => {
      if (value < starts[best]!) best = start;
    });
    return k * count + best;
  });
  return {
    label,
    run,
    spec,
    parameters: takeInstances(state.parameters, chosen),
    records: chosen.map((index) => ({
      instance: Math.floor(index / count),
      restart: index % count,
      loss: loss[index]!,
    })),
  };
}
