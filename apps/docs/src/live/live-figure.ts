/**
 * <live-figure>: brings a figure that was drawn at build time to life.
 *
 * Everything it needs is in the markup already (`components/LiveFigure.astro`); it only listens and
 * redraws. Figure code and worker are loaded when the reader retrains or turns for the first time,
 * values to inspect when the pointer or the keys first come to the plot.
 */
import type { AnyFigure, Json } from '@toymodels/paper';
import { takeAddress } from './address.js';
import { captionHtml } from './caption.js';
import { putClaims } from './claims.js';
import { commandLine, program } from './code.js';
import type { LiveFigureConfig } from './config.js';
import { configurationHtml } from './configuration.js';
import { ControlRow } from './control-row.js';
import { DownloadLinks } from './downloads.js';
import { filmOfFigure, filmOfReel, Projector, Reel, type Film } from './film.js';
import { Inspector } from './inspector.js';
import type { FigureSpec, FinishedRun } from './messages.js';
import { linkQuery, readingWords, readLink } from './permalink.js';
import { pause } from './pause.js';
import { Pictures, type Picture } from './picture.js';
import { Progress } from './progress.js';
import { claimsWords, remark, type SizeName } from './sizes.js';
import { missingSupport } from './support.js';
import { outcomeWords, Training, type Outcome } from './training.js';
import { Turning } from './turning.js';
import { followWidth } from './width.js';

/** A run that is finished and now on the page. */
interface Shown {
  readonly size: SizeName;
  readonly spec: FigureSpec;
  readonly run: FinishedRun;
  readonly film: Film<Shot>;
}

/** What a frame of a film shows of its run: other data, or a place in the same. */
type Shot = Partial<Pick<Picture, 'data' | 'frame'>>;

const WHOLE: Shot = {};

/** Most frames that are kept of a training. */
const MOST_FRAMES = 60;
/** After a picture that took long to draw, the page is left alone for so many times as long. */
const REST = 3;

const PARTS = ['caption', 'claims', 'configuration'] as const;
const TEXTS = ['summary', 'origin', 'program', 'line'] as const;

export class LiveFigure extends HTMLElement {
  #config!: LiveFigureConfig;
  #controls!: ControlRow;
  #progress!: Progress;
  #downloads!: DownloadLinks;
  #inspector!: Inspector;
  #projector!: Projector;
  #pictures!: Pictures;
  /** Where a drawing is in three dimensions. */
  #turning: Turning | undefined;
  #training = new Training();
  #running: AbortController | undefined;
  #reel = new Reel<Json>(MOST_FRAMES);
  /** undefined: what the build drew. */
  #shown: Shown | undefined;
  /** What the plot held when the page came, and what else is brought back by reset. */
  #stored!: Readonly<Record<string, string>>;
  #ends = new AbortController();
  #seen = true;
  /** Of the film that is shown; WHOLE at its end. */
  #shot: Shot = WHOLE;
  #redrawing = false;

  connectedCallback(): void {
    this.#config = JSON.parse(this.#part('config').textContent) as LiveFigureConfig;
    this.#stored = Object.fromEntries([
      ...['plot', ...PARTS].map((name) => [name, this.#part(name).innerHTML]),
      ...TEXTS.map((name) => [name, this.#part(name).textContent]),
    ]);
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.#pictures = new Pictures(this.#config);
    this.#downloads = new DownloadLinks(this.querySelectorAll<HTMLAnchorElement>('a[data-file]'), signal);
    this.#progress = new Progress(this.#part('progress'), this.#part('status'), this.#part('detail'));
    this.#projector = new Projector(this.#part('film'), signal, (index) => void this.#showFrame(index));
    this.#makeTurnable(signal);
    const plot = this.#part('plot');
    const more = this.#turning && 'Shift with arrow keys turns the figure.';
    this.#inspector = new Inspector({ plot, readout: this.#part('readout'), more }, signal, () =>
      this.#makeInspectable(),
    );
    plot.setAttribute('aria-label', `Values of the figure “${this.#title}”`);
    this.#controls = new ControlRow(this.querySelector('form')!, this.#config.sizes, signal, {
      onSubmit: () => void this.#toggle(),
      onReset: () => this.#reset(),
      onChange: () => this.#link(),
    });
    this.#listen(signal);
    this.#link();
    this.#projector.offer(this.#film);
    const missing = missingSupport();
    if (missing !== undefined) {
      this.#controls.disable();
      this.#progress.say(
        `${missing} The figure above was trained beforehand; its data can be downloaded below.`,
      );
      return;
    }
    this.#obeyAddress();
    // A figure drawn here is drawn for its width; the stored ones are chosen by the style sheet.
    followWidth(this, signal, () => {
      this.#inspector.stale();
      if (this.#running === undefined && !this.#asBuilt) void this.#redraw();
    });
  }

  disconnectedCallback(): void {
    this.#ends.abort();
    this.#running?.abort();
    this.#training.dispose();
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }

  get #title(): string {
    return this.querySelector('.figure-title')!.firstChild!.textContent!.trim();
  }

  #listen(signal: AbortSignal): void {
    this.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape') this.#running?.abort();
      },
      { signal },
    );
    this.#part('png').addEventListener('click', () => void this.#savePng(), { signal });
    this.#part('link').addEventListener('click', (event) => void this.#takeLink(event), { signal });
    const sight = new IntersectionObserver((entries) => (this.#seen = entries.at(-1)!.isIntersecting));
    sight.observe(this.#part('plot'));
    signal.addEventListener('abort', () => sight.disconnect());
  }

  #makeTurnable(signal: AbortSignal): void {
    const slider = this.querySelector<HTMLInputElement>('[data-part=turn]');
    if (slider === null) return;
    this.#turning = new Turning({ plot: this.#part('plot'), slider }, signal, () => void this.#turned());
  }

  async #turned(): Promise<void> {
    if (this.#running !== undefined) return;
    await this.#redraw();
    // The slider says its own words.
    if (document.activeElement === this.#part('plot'))
      this.#part('readout').textContent = `Turned by ${this.#turning?.words}`;
  }

  /** Whether the plot holds what the build drew. */
  get #asBuilt(): boolean {
    return this.#shown === undefined && this.#shot === WHOLE && this.#turning?.turned !== true;
  }

  get #film(): Film<Shot> {
    return this.#shown?.film ?? filmOfFigure(this.#config.film ?? []);
  }

  /** The one button starts a run, or ends the one that goes on. */
  async #toggle(): Promise<void> {
    if (this.#running !== undefined) {
      this.#running.abort();
      return;
    }
    const spec = this.#controls.spec();
    if (spec === undefined) return;
    const { size } = this.#controls;
    const controller = (this.#running = new AbortController());
    this.#reel = new Reel(MOST_FRAMES);
    this.#projector.hide();
    this.#busy(true);
    this.#progress.start('Training in your browser …');
    const outcome = await this.#train(spec, controller.signal);
    this.#running = undefined;
    this.#busy(false);
    if (outcome.kind === 'finished') {
      this.#reel.end({ data: outcome.run.data, done: 1 });
      const own = (await this.#pictures.figure()).film?.(outcome.run.data, spec);
      const film = own === undefined ? filmOfReel(this.#reel.frames) : filmOfFigure(own);
      await this.#show({ size, spec, run: outcome.run, film });
    } else await this.#showAgain();
    this.#projector.offer(this.#film);
    this.#progress.end(outcomeWords(outcome, size));
  }

  async #train(spec: FigureSpec, signal: AbortSignal): Promise<Outcome> {
    try {
      const figure = await this.#pictures.figure();
      return await this.#training.run({
        figure: this.#config.figure,
        spec,
        signal,
        onProgress: (done, what) => this.#progress.at(done, what),
        onPreview: (data, done) => this.#preview(figure, data, done, spec, signal),
      });
    } catch (error) {
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Keeps the frame; draws it where it is seen and motion is welcome, and leaves the page time for other things. */
  async #preview(
    figure: AnyFigure,
    data: Json,
    done: number,
    spec: FigureSpec,
    signal: AbortSignal,
  ): Promise<void> {
    this.#reel.add({ data, done });
    if (!this.#seen || document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    await new Promise(requestAnimationFrame);
    // The run may have ended meanwhile; its last word must not be drawn over.
    if (this.#running?.signal !== signal || signal.aborted) return;
    const begun = performance.now();
    const svg = this.#drawn(figure, { data, spec });
    if (svg === undefined) return;
    const took = performance.now() - begun;
    // Drawing and parsing are tasks of their own: what the reader does comes in between.
    await pause();
    if (this.#running?.signal !== signal || signal.aborted) return;
    this.#put(svg);
    await new Promise((resolve) => setTimeout(resolve, REST * 2 * took));
  }

  #drawing(figure: AnyFigure, picture: Picture, inspect = false): string {
    const turn = this.#turning?.view ?? { azimuth: 0, elevation: 0 };
    return this.#pictures.draw(figure, picture, { width: this.#part('plot').clientWidth, turn, inspect });
  }

  /** undefined when the data of an unfinished run are not enough for the drawing. */
  #drawn(figure: AnyFigure, picture: Picture): string | undefined {
    try {
      return this.#drawing(figure, picture);
    } catch {
      return undefined;
    }
  }

  #put(svg: string): void {
    this.#part('plot').innerHTML = svg;
    this.#inspector.stale();
  }

  /** The same drawing once more, with its values in it. */
  async #makeInspectable(): Promise<void> {
    if (this.#running !== undefined) return;
    if (!this.#asBuilt) {
      await this.#redraw(true);
      return;
    }
    const seen = [...this.querySelectorAll<HTMLElement>('[data-drawing]')].find(
      (each) => each.clientWidth > 0,
    );
    if (seen === undefined) return;
    const response = await fetch(`${this.#config.files}inspect-${seen.dataset['drawing']}.svg`);
    if (!response.ok) return;
    const text = await response.text();
    if (seen.isConnected) seen.innerHTML = text;
  }

  /** The finished run that the page shows, or the frame of it. */
  async #picture(): Promise<Picture> {
    const { run, spec } = this.#shown ?? {};
    const whole = run && spec ? { data: run.data, spec } : await this.#pictures.stored();
    return { ...whole, ...this.#shot };
  }

  /** What is shown, drawn anew: for another width, from another side, another frame, or with its values. */
  async #redraw(inspect = false): Promise<void> {
    if (this.#redrawing) return;
    this.#redrawing = true;
    let figure: AnyFigure;
    try {
      figure = await this.#pictures.figure();
      // Loaded here; what is to be shown by then is asked for again below.
      await this.#picture();
      await new Promise(requestAnimationFrame);
    } finally {
      this.#redrawing = false;
    }
    const picture = await this.#picture();
    if (this.#running !== undefined) return;
    if (this.#asBuilt && !inspect) {
      this.#put(this.#stored['plot']!);
      return;
    }
    this.#part('plot').innerHTML = this.#drawing(figure, picture, inspect);
    if (!inspect) this.#inspector.stale();
  }

  async #show(shown: Shown): Promise<void> {
    const { size, spec, run } = (this.#shown = shown);
    this.#shot = WHOLE;
    const figure = await this.#pictures.figure();
    this.#put(this.#drawing(figure, { data: run.data, spec }));
    await pause();
    if (this.#shown !== shown) return;
    this.#part('caption').innerHTML = captionHtml(run.caption);
    this.#part('origin').textContent = `Trained just now in this browser (${run.device}).${remark(size)}`;
    this.#part('configuration').innerHTML = configurationHtml(spec);
    putClaims(this.#part('claims'), run.claims);
    this.#part('summary').textContent = claimsWords(run.claims, size);
    const made = { figure: figure.id, sizes: this.#config.sizes, size, spec };
    const line = commandLine(made);
    this.#part('command').hidden = line === undefined;
    this.#part('line').textContent = line ?? '';
    this.#part('program').textContent = program(made);
    await this.#downloads.offer(
      { figure: figure.id, version: run.version, device: run.device, spec, data: run.data },
      () => this.#pictures.paper(figure, { data: run.data, spec }),
      () => this.#shown === shown,
    );
  }

  /** After a run that did not end well, what was there before. */
  async #showAgain(): Promise<void> {
    this.#shot = WHOLE;
    if (this.#shown !== undefined) await this.#show(this.#shown);
    else if (this.#asBuilt) this.#put(this.#stored['plot']!);
    else await this.#redraw();
  }

  /** Back to the stored run, as if nothing had been touched. */
  #reset(): void {
    this.#running?.abort();
    this.#shown = undefined;
    this.#shot = WHOLE;
    this.#turning?.reset();
    this.#projector.offer(this.#film);
    this.#put(this.#stored['plot']!);
    for (const name of PARTS) this.#part(name).innerHTML = this.#stored[name]!;
    for (const name of TEXTS) this.#part(name).textContent = this.#stored[name]!;
    this.#part('command').hidden = false;
    this.#downloads.restore();
    if (this.#running === undefined) this.#progress.end('The stored run is shown again.');
  }

  #busy(busy: boolean): void {
    this.toggleAttribute('data-training', busy);
    this.#part('plot').setAttribute('aria-busy', String(busy));
    this.#controls.running(busy);
  }

  async #showFrame(index: number): Promise<void> {
    if (this.#running !== undefined) return;
    const { words, at } = this.#film;
    this.#shot = index < words.length - 1 ? at(index) : WHOLE;
    await this.#redraw();
  }

  /** The link under the figure always leads to what the controls say. */
  #link(): void {
    const link = this.#part('link') as HTMLAnchorElement;
    link.href = `${linkQuery(this.#config.figure, this.#controls.settings())}#${this.#config.figure}`;
  }

  async #takeLink(event: Event): Promise<void> {
    event.preventDefault();
    const { href } = this.#part('link') as HTMLAnchorElement;
    this.#progress.say(await takeAddress(href));
  }

  /** A link that names this figure sets its controls; what it asks is trained when the reader says so. */
  #obeyAddress(): void {
    const reading = readLink(
      location.search,
      this.#config.figure,
      this.#controls.sliders,
      this.#controls.settings(),
      this.#controls.sizes,
    );
    if (reading === undefined) return;
    this.#controls.set(reading.settings);
    this.#progress.say(readingWords(reading));
  }

  async #savePng(): Promise<void> {
    try {
      const png = await this.#pictures.png(await this.#picture());
      DownloadLinks.save(png, `${this.#config.figure}.png`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#progress.say(`No PNG could be made: ${why}. The SVG holds the same picture.`);
    }
  }
}
