/**
 * Training that keeps its state once a minute, so that a machine that goes down costs a minute.
 *
 * To keep the state, training stops as it does for Ctrl-C and goes on from there: by the law of resumed runs the
 * bits are those of a run that never stopped.
 */

import { trainToEnd, type Backend, type CompleteRunSpec, type RunResult } from '@toymodels/core';
import type { Io } from '../io.js';
import { startProgress } from '../terminal/progress.js';

/** Time between two keepings; short against the work lost, long against the writing. */
const KEEP_EVERY_MS = 60_000;

interface Training {
  readonly backend: Backend;
  readonly checkpoints?: readonly number[];
}

interface Keeping {
  readonly io: Io;
  /** The run to go on with. */
  readonly earlier: RunResult | undefined;
  /** Called with a state that continues the run, while training rests. */
  readonly keep: (reached: RunResult) => Promise<void>;
}

/** Trains to the end, or until `io.signal` ends it. */
export async function trainKeeping(
  spec: CompleteRunSpec,
  training: Training,
  { io, earlier, keep }: Keeping,
): Promise<RunResult> {
  const progress = startProgress(io, 'training');
  let reached = earlier;
  try {
    for (;;) {
      const rest = new AbortController();
      const since = io.now();
      reached = await trainToEnd(spec, {
        ...training,
        signal: AbortSignal.any([io.signal, rest.signal]),
        ...(reached && { resume: reached }),
        onProgress: ({ done, step, steps }) => {
          progress.update(done, `step ${Math.floor(step)} of ${steps}`);
          if (io.now() - since >= KEEP_EVERY_MS) rest.abort();
        },
      });
      if (reached.status !== 'aborted' || io.signal.aborted) return reached;
      await keep(reached);
    }
  } finally {
    progress.end();
  }
}
