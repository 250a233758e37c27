/**
 * The frames of a training, and the slider that moves through them at the reader's own pace. Some figures
 * hold a training in their data, and have a film of their own; of all others pictures are kept while
 * models train, a bounded number spread evenly over the run.
 */

/** A picture's data, and how far the run was. */
export interface Frame<Data> {
  readonly data: Data;
  /** Share of the run, in [0, 1]. */
  readonly done: number;
}

/** At most so many frames, spread evenly over time: when full, every second one goes, and half as many come in. */
export class Reel<Data> {
  readonly #limit: number;
  #frames: Frame<Data>[] = [];
  #stride = 1;
  #seen = 0;

  /** @param limit even, at least 2 */
  constructor(limit: number) {
    this.#limit = limit;
  }

  add(frame: Frame<Data>): void {
    if (this.#seen++ % this.#stride !== 0) return;
    this.#frames.push(frame);
    if (this.#frames.length < this.#limit) return;
    this.#frames = this.#frames.filter((_, k) => k % 2 === 0);
    this.#stride *= 2;
  }

  /** The last one, which is always kept. */
  end(frame: Frame<Data>): void {
    this.#frames.push(frame);
  }

  get frames(): readonly Frame<Data>[] {
    return this.#frames;
  }
}

/** What can be played. */
export interface Film<Shot> {
  /** What each frame is, in order; the last is what is shown without the film. */
  readonly words: readonly string[];
  readonly at: (index: number) => Shot;
}

export const END = 'the end';

/** Pictures that were kept of a run. */
export function filmOfReel<Data>(frames: readonly Frame<Data>[]): Film<{ readonly data: Data }> {
  return {
    words: frames.map(({ done }, k) =>
      k === frames.length - 1 ? END : `${Math.round(100 * done)} % of the run`,
    ),
    at: (index) => ({ data: frames[index]!.data }),
  };
}

/** The film that a figure has of its own, and the whole after it. */
export function filmOfFigure(words: readonly string[]): Film<{ readonly frame?: number }> {
  return {
    words: [...words, END],
    at: (index) => (index < words.length ? { frame: index } : {}),
  };
}

/** Frames a second when played, and how long a film lasts at most, s: of long ones some frames are left out. */
const RATE = 12;
const LONGEST = 8;

/** The row with play, slider and position. It shows frames by index; what a frame looks like is the caller's. */
export class Projector {
  readonly #row: HTMLElement;
  readonly #play: HTMLButtonElement;
  readonly #slider: HTMLInputElement;
  readonly #where: HTMLElement;
  readonly #show: (index: number) => void;
  #words: readonly string[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(row: HTMLElement, signal: AbortSignal, show: (index: number) => void) {
    this.#row = row;
    this.#play = row.querySelector('button')!;
    this.#slider = row.querySelector('input')!;
    this.#where = row.querySelector('output')!;
    this.#show = show;
    this.#play.addEventListener('click', () => this.#toggle(), { signal });
    this.#slider.addEventListener(
      'input',
      () => {
        this.stop();
        this.#at(this.#slider.valueAsNumber);
      },
      { signal },
    );
    signal.addEventListener('abort', () => this.stop());
  }

  /** Stands at the end; fewer than two frames are no film. */
  offer({ words }: Film<unknown>): void {
    this.stop();
    this.#words = words;
    this.#row.hidden = words.length < 2;
    this.#slider.max = String(words.length - 1);
    this.#slider.value = this.#slider.max;
    this.#say(words.length - 1);
  }

  hide(): void {
    this.stop();
    this.#row.hidden = true;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#play.textContent = 'Play';
  }

  #toggle(): void {
    if (this.#timer !== undefined) return this.stop();
    const last = this.#words.length - 1;
    if (this.#slider.valueAsNumber >= last) this.#at(0);
    this.#play.textContent = 'Pause';
    const stride = Math.max(1, Math.round(last / (RATE * LONGEST)));
    this.#timer = setInterval(() => {
      const next = Math.min(last, this.#slider.valueAsNumber + stride);
      this.#at(next);
      if (next >= last) this.stop();
    }, 1000 / RATE);
  }

  #at(index: number): void {
    this.#slider.value = String(index);
    this.#say(index);
    this.#show(index);
  }

  #say(index: number): void {
    const words = this.#words[index] ?? '';
    this.#where.textContent = words;
    this.#slider.setAttribute('aria-valuetext', words);
  }
}
