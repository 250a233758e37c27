/**
 * Progress of one piece of work: a bar with the time left on a terminal, now and then a line elsewhere.
 */

import { SingleBar } from 'cli-progress';
import type { Io } from '../io.js';
import { tell } from '../io.js';
import { formatDuration } from './duration.js';

export interface Progress {
  /** @param done share in [0, 1] @param what is being done, in a few words */
  update(done: number, what: string): void;
  /** Takes the bar away; harmless when called twice. */
  end(): void;
}

const BAR_WIDTH = 24;
/** No estimate before this: the first steps pay for warming up. */
const ESTIMATE_FROM = 0.02;
/** Elsewhere than on a terminal: a line at most each tenth of the work and each second. */
const LINE_SHARE = 0.1;
const LINE_MS = 1000;

/** Starts to report on `label`. */
export function startProgress(io: Io, label: string): Progress {
  const started = io.now();
  const timeLeft = (done: number): string => {
    if (!(done >= ESTIMATE_FROM && done < 1)) return '';
    return `${formatDuration(((io.now() - started) / 1000) * (1 / done - 1))} left`;
  };
  return io.stderr.isTTY ? bar(io, label, timeLeft) : lines(io, label, timeLeft);
}

function bar(io: Io, label: string, timeLeft: (done: number) => string): Progress {
  const single = new SingleBar({
    stream: io.stderr,
    format: (_options, { progress }, payload: { what: string }) => {
      const filled = Math.round(progress * BAR_WIDTH);
      const share = `${Math.floor(progress * 100)} %`.padStart(5);
      const parts = [timeLeft(progress), payload.what].filter((part) => part !== '');
      return `${label} ${'━'.repeat(filled)}${'─'.repeat(BAR_WIDTH - filled)} ${share}  ${parts.join(' · ')}`;
    },
    clearOnComplete: true,
    linewrap: true, // in this library's words: cut at the edge of the terminal
    hideCursor: null, // a second Ctrl-C could not bring it back
    gracefulExit: false, // signals are our business
  });
  single.start(1, 0, { what: '' });
  return {
    update: (done, what) => single.update(done, { what }),
    end: () => single.stop(),
  };
}

function lines(io: Io, label: string, timeLeft: (done: number) => string): Progress {
  let nextShare = LINE_SHARE;
  let lastLine = io.now();
  return {
    update(done) {
      if (!(done >= nextShare && done < 1) || io.now() - lastLine < LINE_MS) return;
      nextShare = (Math.floor(done / LINE_SHARE + 1e-9) + 1) * LINE_SHARE;
      lastLine = io.now();
      const left = timeLeft(done);
      tell(io, `${label}: ${Math.floor(done * 100)} %${left === '' ? '' : `, ${left}`}`);
    },
    end: () => {},
  };
}
