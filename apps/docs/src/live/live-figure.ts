/**
 * <live-figure>: brings a figure that was drawn at build time to life.
 *
 * Everything it needs is in the markup already (`components/LiveFigure.astro`); it only listens and
 * redraws. Figure code and worker are loaded when the reader retrains or turns for the first time,
 * values to inspect when the pointer or the keys first come to the plot.
 */
import type { AnyFigure, Claim, Json, PresetName } from '@toymodels/paper';
import { takeAddress } from './address.js';
import { captionHtml } from './caption.js';
import { claimsHtml, claimsSummary } from './claims.js';
import { commandLine, program } from './code.js';
import type { LiveFigureConfig } from './config.js';
import { configurationHtml } from './configuration.js';
import { ControlRow } from './control-row.js';
import { DownloadLinks, type RunFile } from './downloads.js';
import { Projector, Reel } from './film.js';
import { Inspector } from './inspector.js';
import type { FigureSpec, FinishedRun } from './messages.js';
import { linkQuery, readingWords, readLink } from './permalink.js';
import { Progress } from './progress.js';
import { missingSupport } from './support.js';
import { outcomeWords, Training, type Outcome } from './training.js';
import { followWidth } from './width.js';

/** A run that is finished and now on the page. */
interface Shown {
  readonly size: PresetName;
  readonly spec: FigureSpec;
  readonly run: FinishedRun;
}

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
  #training = new Training();
  #figure: Promise<AnyFigure> | undefined;
  #file: Promise<RunFile> | undefined;
  #running: AbortController | undefined;
  #reel = new Reel<Json>(MOST_FRAMES);
  /** undefined: what the build drew. */
  #shown: Shown | undefined;
  /** What the plot held when the page came, and what else is brought back by reset. */
  #stored!: Readonly<Record<string, string>>;
  #ends = new AbortController();
  #seen = true;
  #turn = 0;

  connectedCallback(): void {
    this.#config = JSON.parse(this.#part('config').textContent) as LiveFigureConfig;
    this.#stored = Object.fromEntries([
      ...['plot', ...PARTS].map((name) => [name, this.#part(name).innerHTML]),
      ...TEXTS.map((name) => [name, this.#part(name).textContent]),
    ]);
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.#downloads = new DownloadLinks(this.querySelectorAll<HTMLAnchorElement>('a[data-file]'), signal);
    this.#progress = new Progress(this.#part('progress'), this.#part('status'), this.#part('detail'));
    this.#projector = new Projector(this.#part('film'), signal, (index) => void this.#showFrame(index));
    this.#inspector = new Inspector(
      { plot: this.#part('plot'), readout: this.#part('readout') },
      signal,
      () => this.#makeInspectable(),
    );
    this.#part('plot').setAttribute('aria-label', `Values of the figure “${this.#title}”`);
    this.#controls = new ControlRow(this.querySelector('form')!, this.#config.presets, signal, {
      onSubmit: () => void this.#toggle(),
      onReset: () => this.#reset(),
      onChange: () => this.#link(),
    });
    this.#listen(signal);
    this.#link();
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
      if (this.#running === undefined && (this.#shown !== undefined || this.#turn !== 0)) void this.#redraw();
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
    const turn = this.querySelector<HTMLInputElement>('[data-part=turn]');
    turn?.addEventListener(
      'input',
      () => {
        this.#turn = turn.valueAsNumber;
        turn.setAttribute('aria-valuetext', `${this.#turn} degrees`);
        void this.#redraw();
      },
      { signal },
    );
    const sight = new IntersectionObserver((entries) => (this.#seen = entries.at(-1)!.isIntersecting));
    sight.observe(this.#part('plot'));
    signal.addEventListener('abort', () => sight.disconnect());
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
      await this.#show({ size, spec, run: outcome.run });
      this.#offerFilm(outcome.run.data);
    } else await this.#showAgain();
    this.#progress.end(outcomeWords(outcome));
  }

  async #train(spec: FigureSpec, signal: AbortSignal): Promise<Outcome> {
    try {
      const figure = await this.#load();
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

  #load(): Promise<AnyFigure> {
    return (this.#figure ??= import('@toymodels/paper').then(({ loadFigure }) =>
      loadFigure(this.#config.figure),
    ));
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
    const svg = this.#drawn(figure, data, spec);
    if (svg === undefined) return;
    const took = performance.now() - begun;
    // Drawing and parsing are tasks of their own: what the reader does comes in between.
    await new Promise((resolve) => setTimeout(resolve));
    if (this.#running?.signal !== signal || signal.aborted) return;
    this.#put(svg);
    await new Promise((resolve) => setTimeout(resolve, REST * 2 * took));
  }

  /** @param inspect whether its values can be looked at: more to parse, so not while it moves */
  #drawing(figure: AnyFigure, data: Json, spec: FigureSpec, inspect = false): string {
    const width = Math.max(320, Math.floor(this.#part('plot').clientWidth));
    return figure.plot(data, spec, {
      document,
      theme: 'auto',
      width,
      idPrefix: `${figure.id}-live`,
      showTitle: false,
      inspect,
      turn: { azimuth: this.#turn, elevation: 0 },
    });
  }

  /** undefined when the data of an unfinished run are not enough for the drawing. */
  #drawn(figure: AnyFigure, data: Json, spec: FigureSpec): string | undefined {
    try {
      return this.#drawing(figure, data, spec);
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
    if (this.#shown !== undefined || this.#turn !== 0) {
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

  #redrawing = false;

  /** What is shown, drawn anew: for another width, from another side, or with its values. */
  async #redraw(inspect = false): Promise<void> {
    if (this.#redrawing) return;
    this.#redrawing = true;
    let figure: AnyFigure;
    let data: Json;
    try {
      figure = await this.#load();
      data = this.#shown?.run.data ?? (await this.#storedData()).data;
      await new Promise(requestAnimationFrame);
    } finally {
      this.#redrawing = false;
    }
    if (this.#running !== undefined) return;
    this.#part('plot').innerHTML = this.#drawing(
      figure,
      data,
      this.#shown?.spec ?? this.#config.spec,
      inspect,
    );
    if (!inspect) this.#inspector.stale();
  }

  #storedData(): Promise<RunFile> {
    this.#file ??= fetch(`${this.#config.files}data.json`).then((response) => {
      if (!response.ok) throw new Error(`the stored data could not be loaded (${response.status})`);
      return response.json() as Promise<RunFile>;
    });
    // A connection that failed may be back the next time.
    this.#file.catch(() => (this.#file = undefined));
    return this.#file;
  }

  async #show(shown: Shown): Promise<void> {
    const { size, spec, run } = (this.#shown = shown);
    const figure = await this.#load();
    this.#put(this.#drawing(figure, run.data, spec));
    this.#part('caption').innerHTML = captionHtml(run.caption);
    this.#part('origin').textContent = `Trained just now in this browser (${run.device}).`;
    this.#part('configuration').innerHTML = configurationHtml(spec);
    this.#claims(run.claims);
    const made = { figure: figure.id, presets: this.#config.presets, size, spec };
    const line = commandLine(made);
    this.#part('command').hidden = line === undefined;
    this.#part('line').textContent = line ?? '';
    this.#part('program').textContent = program(made);
    this.#downloads.offer(
      { figure: figure.id, version: run.version, device: run.device, spec, data: run.data },
      () => this.#paper(figure, run.data, spec),
    );
  }

  /** For paper and slides. */
  #paper(figure: AnyFigure, data: Json, spec: FigureSpec): string {
    return figure.plot(data, spec, {
      document,
      theme: 'light',
      width: this.#config.width,
      idPrefix: figure.id,
    });
  }

  /** After a run that did not end well, what was there before. */
  async #showAgain(): Promise<void> {
    if (this.#shown !== undefined) await this.#show(this.#shown);
    else if (this.#turn !== 0) await this.#redraw();
    else this.#put(this.#stored['plot']!);
  }

  #claims(claims: readonly Claim[]): void {
    const list = this.#part('claims');
    const open = [...list.querySelectorAll<HTMLDetailsElement>('details[open]')].map(
      (each) => each.dataset['claim'],
    );
    list.innerHTML = claimsHtml(claims);
    for (const each of list.querySelectorAll('details')) each.open = open.includes(each.dataset['claim']);
    this.#part('summary').textContent = claimsSummary(claims);
  }

  /** Back to the stored run, as if nothing had been touched. */
  #reset(): void {
    this.#running?.abort();
    this.#shown = undefined;
    this.#turn = 0;
    const turn = this.querySelector<HTMLInputElement>('[data-part=turn]');
    if (turn !== null) turn.value = '0';
    this.#projector.hide();
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

  #offerFilm(end: Json): void {
    const frames = this.#reel.frames;
    this.#projector.offer(
      frames.map(({ data, done }) => (data === end ? 'the end' : `${Math.round(100 * done)} % of the run`)),
    );
  }

  async #showFrame(index: number): Promise<void> {
    const frame = this.#reel.frames[index];
    if (frame === undefined || this.#shown === undefined || this.#running !== undefined) return;
    const figure = await this.#load();
    const svg = this.#drawn(figure, frame.data, this.#shown.spec);
    if (svg !== undefined) this.#put(svg);
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
    );
    if (reading === undefined) return;
    this.#controls.set(reading.settings);
    this.#progress.say(readingWords(reading));
  }

  async #savePng(): Promise<void> {
    try {
      const [figure, { pngOf }] = await Promise.all([this.#load(), import('./png.js')]);
      const data = this.#shown?.run.data ?? (await this.#storedData()).data;
      const svg = this.#paper(figure, data, this.#shown?.spec ?? this.#config.spec);
      DownloadLinks.save(await pngOf(svg), `${figure.id}.png`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#progress.say(`No PNG could be made: ${why}. The SVG holds the same picture.`);
    }
  }
}
