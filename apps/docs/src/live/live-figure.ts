/**
 * <live-figure>: brings a figure that was drawn at build time to life.
 *
 * Everything it needs is in the markup already (`components/LiveFigure.astro`); it only listens and
 * redraws. Figure code and worker are loaded when the reader retrains for the first time.
 */
import type { AnyFigure, Claim, Json } from '@toymodels/paper';
import { captionHtml } from './caption.js';
import { claimsHtml, claimsSummary } from './claims.js';
import { ControlRow } from './control-row.js';
import { DownloadLinks } from './downloads.js';
import type { FigureSpec, FinishedRun } from './messages.js';
import { Progress } from './progress.js';
import { missingSupport } from './support.js';
import { Training, type Outcome } from './training.js';

/** What the build hands over. */
export interface LiveFigureConfig {
  readonly figure: string;
  /** Spec of the stored run. */
  readonly spec: FigureSpec;
  /** Width of the downloaded drawing, px. */
  readonly width: number;
}

/** A run that is finished and now on the page. */
interface Shown {
  readonly spec: FigureSpec;
  readonly run: FinishedRun;
}

export class LiveFigure extends HTMLElement {
  #config!: LiveFigureConfig;
  #controls!: ControlRow;
  #progress!: Progress;
  #downloads!: DownloadLinks;
  #training = new Training();
  #figure: Promise<AnyFigure> | undefined;
  #running: AbortController | undefined;
  /** undefined: what the build drew. */
  #shown: Shown | undefined;
  #stored!: Readonly<Record<'plot' | 'caption' | 'claims' | 'summary' | 'origin', string>>;
  #ends = new AbortController();

  connectedCallback(): void {
    this.#config = JSON.parse(this.#part('config').textContent) as LiveFigureConfig;
    this.#stored = {
      plot: this.#part('plot').innerHTML,
      caption: this.#part('caption').innerHTML,
      claims: this.#part('claims').innerHTML,
      summary: this.#part('summary').textContent,
      origin: this.#part('origin').textContent,
    };
    this.#downloads = new DownloadLinks(this.querySelectorAll<HTMLAnchorElement>('a[data-file]'));
    this.#progress = new Progress(this.#part('progress'), this.#part('status'), this.#part('detail'));
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.#controls = new ControlRow(this.querySelector('form')!, this.#config.spec, signal, {
      onSubmit: () => void this.#toggle(),
      onReset: () => this.#reset(),
    });
    const missing = missingSupport();
    if (missing !== undefined) {
      this.#controls.disable();
      this.#progress.say(
        `${missing} The figure above was trained beforehand; its data can be downloaded below.`,
      );
      return;
    }
    this.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape') this.#running?.abort();
      },
      { signal },
    );
    this.#followWidth(signal);
  }

  disconnectedCallback(): void {
    this.#ends.abort();
    this.#running?.abort();
    this.#training.dispose();
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }

  /** The one button starts a run, or ends the one that goes on. */
  async #toggle(): Promise<void> {
    if (this.#running !== undefined) {
      this.#running.abort();
      return;
    }
    const spec = this.#controls.spec();
    if (spec === undefined) return;
    const controller = (this.#running = new AbortController());
    this.#busy(true);
    this.#progress.start('Training in your browser …');
    const outcome = await this.#train(spec, controller.signal);
    this.#running = undefined;
    this.#busy(false);
    if (outcome.kind === 'finished') await this.#show({ spec, run: outcome.run });
    else await this.#showAgain();
    this.#progress.end(this.#ending(outcome));
  }

  async #train(spec: FigureSpec, signal: AbortSignal): Promise<Outcome> {
    try {
      const figure = await this.#load();
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      return await this.#training.run({
        figure: this.#config.figure,
        spec,
        signal,
        onProgress: (done, what) => this.#progress.at(done, what),
        ...(still ? {} : { onPreview: (data: Json) => this.#preview(figure, data, spec, signal) }),
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

  async #preview(figure: AnyFigure, data: Json, spec: FigureSpec, signal: AbortSignal): Promise<void> {
    await new Promise(requestAnimationFrame);
    // The run may have ended meanwhile; its last word must not be drawn over.
    if (this.#running?.signal === signal && !signal.aborted)
      this.#part('plot').innerHTML = this.#drawing(figure, data, spec);
  }

  #drawing(figure: AnyFigure, data: Json, spec: FigureSpec): string {
    const width = Math.max(320, Math.floor(this.#part('plot').clientWidth));
    return figure.plot(data, spec, {
      document,
      theme: 'auto',
      width,
      idPrefix: `${figure.id}-live`,
      showTitle: false,
    });
  }

  async #show(shown: Shown): Promise<void> {
    const { spec, run } = (this.#shown = shown);
    const figure = await this.#load();
    this.#part('plot').innerHTML = this.#drawing(figure, run.data, spec);
    this.#part('caption').innerHTML = captionHtml(run.caption);
    this.#part('origin').textContent = `Trained just now in this browser (${run.device}).`;
    this.#claims(run.claims);
    this.#command(spec);
    this.#downloads.offer(
      { figure: figure.id, version: run.version, device: run.device, spec, data: run.data },
      () =>
        figure.plot(run.data, spec, {
          document,
          theme: 'light',
          width: this.#config.width,
          idPrefix: figure.id,
        }),
    );
  }

  /** After a run that did not end well, what was there before. */
  async #showAgain(): Promise<void> {
    if (this.#shown !== undefined) await this.#show(this.#shown);
    else this.#part('plot').innerHTML = this.#stored.plot;
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

  /** The command line takes a preset and a seed: it is shown where these say all. */
  #command(spec: FigureSpec): void {
    const command = this.#part('command');
    command.hidden =
      JSON.stringify({ ...spec, seed: 0 }) !== JSON.stringify({ ...this.#config.spec, seed: 0 });
    command.querySelector('[data-seed]')!.textContent = String(spec.seed);
  }

  /** Back to the stored run, as if nothing had been touched. */
  #reset(): void {
    this.#running?.abort();
    this.#shown = undefined;
    this.#part('plot').innerHTML = this.#stored.plot;
    this.#part('caption').innerHTML = this.#stored.caption;
    this.#part('claims').innerHTML = this.#stored.claims;
    this.#part('summary').textContent = this.#stored.summary;
    this.#part('origin').textContent = this.#stored.origin;
    this.#command(this.#config.spec);
    this.#downloads.restore();
    if (this.#running === undefined) this.#progress.end('The stored run is shown again.');
  }

  #busy(busy: boolean): void {
    this.toggleAttribute('data-training', busy);
    this.#part('plot').setAttribute('aria-busy', String(busy));
    this.#controls.running(busy);
  }

  #ending(outcome: Outcome): string {
    switch (outcome.kind) {
      case 'finished':
        return `Done: figure, caption and claims are those of the new models. ${claimsSummary(outcome.run.claims)}`;
      case 'cancelled':
        return 'Cancelled: the last finished figure is shown again.';
      case 'failed':
        return `Training failed: ${outcome.message} The last finished figure is shown again.`;
    }
  }

  /** A figure drawn here is drawn for its width; the stored ones are chosen by the style sheet. */
  #followWidth(signal: AbortSignal): void {
    let width = this.clientWidth;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new ResizeObserver(() => {
      if (this.clientWidth === width) return;
      width = this.clientWidth;
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (this.#running === undefined && this.#shown !== undefined) void this.#showAgain();
      }, 150);
    });
    observer.observe(this);
    signal.addEventListener('abort', () => observer.disconnect());
  }
}
