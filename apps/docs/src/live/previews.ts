/**
 * Pictures of models under training: the figure's data as of now, made from what was last seen of each run.
 *
 * They are made while training goes on, and must not cost it much. A figure that measures for long what it
 * has trained would do so for every picture; what takes too long is given up, and after a second time the
 * figure shows its end alone.
 */
import type { Backend } from '@toymodels/core';
import type { Json } from '@toymodels/paper';
import type { JobContext } from './jobs.js';
import type { Observer, Snapshot } from './observed-backend.js';
import { replayBackend } from './replay-backend.js';

/** Length of a stretch of training, and the least time between two pictures, ms. */
const STRETCH_MS = 45;
const LEAST_BETWEEN_MS = 100;
/** Making pictures may take this share of the time: figures whose measures are slow show fewer of them. */
const SHARE = 0.2;
/** Longer than this, ms, no picture is worked on; and so many are tried in vain. */
const LONGEST_MS = 120;
const MOST_LOST = 2;

export interface PreviewParts {
  /** The figure's data from a backend that does not train. */
  readonly make: (backend: Backend, ends: AbortSignal) => Promise<Json>;
  readonly send: (data: Json, done: number) => void;
  /** Milliseconds, from any origin. */
  readonly now: () => number;
}

export class Previews implements Observer {
  readonly now: () => number;
  /** Share of the run that is done, in [0, 1]; kept by the caller. */
  done = 0;
  readonly #page: JobContext;
  readonly #parts: PreviewParts;
  readonly #snapshots = new Map<string, Snapshot>();
  readonly #replay: Backend = replayBackend(this.#snapshots);
  readonly #end = new AbortController();
  #next = -Infinity;
  #lost = 0;

  constructor(page: JobContext, parts: PreviewParts) {
    this.#page = page;
    this.#parts = parts;
    this.now = parts.now;
  }

  stretch = (): number => (this.#over ? Infinity : Math.max(STRETCH_MS, this.#next - this.now()));

  wanted = (): boolean => !this.#over && !this.#page.drawing && this.now() >= this.#next;

  onSnapshot = (key: string, snapshot: Snapshot): void => {
    this.#snapshots.set(key, snapshot);
    if (this.wanted()) void this.#make();
  };

  /** The run has ended: a picture that is being made comes too late. */
  end(): void {
    this.#end.abort();
  }

  get #over(): boolean {
    return this.#lost >= MOST_LOST || this.#end.signal.aborted || this.#page.signal.aborted;
  }

  async #make(): Promise<void> {
    this.#page.drawing = true;
    const { done } = this;
    const begun = this.now();
    const late = new AbortController();
    // Heard where the figure lets other events happen, between two pieces of its work.
    const timer = setTimeout(() => late.abort(), LONGEST_MS);
    try {
      const ends = AbortSignal.any([this.#page.signal, this.#end.signal, late.signal]);
      const data = await this.#parts.make(this.#replay, ends);
      if (this.#end.signal.aborted) this.#page.drawing = false;
      else this.#parts.send(data, done);
    } catch {
      // Given up; or the figure measures what this run does not have yet.
      this.#page.drawing = false;
      if (late.signal.aborted) this.#lost++;
    } finally {
      clearTimeout(timer);
    }
    const ended = this.now();
    this.#next = ended + Math.max(LEAST_BETWEEN_MS, (ended - begun) / SHARE);
  }
}
