/**
 * <toy-laboratory>: the page's own script. Form, address, estimate and what may be begun; all that computes or
 * draws is loaded with the first experiment (`session.ts`).
 */
import { Progress } from '../../live/progress.js';
import { missingSupport } from '../../live/support.js';
import {
  durationText,
  estimateSeconds,
  problemsOf,
  refinedSeconds,
  schemaProblem,
} from '../state/estimate.js';
import { LINK_VERSION, readLink, writeLink } from '../state/link.js';
import type { Settings } from '../state/settings.js';
import { LabForm } from './form.js';
import type { Session } from './session.js';
import { ViewChoice } from './view-choice.js';

/** An experiment in an address begins by itself when it takes no longer than this, s. */
const MOST_UNASKED_SECONDS = 15;
/** From here on a run is announced as long, s. */
const LONG_SECONDS = 120;

class ToyLaboratory extends HTMLElement {
  #form!: LabForm;
  #views!: ViewChoice;
  #progress!: Progress;
  #session: Promise<Session> | undefined;
  #ends = new AbortController();
  /** What the address says was written here, so that it is no news. */
  #address = '';
  /** The experiment that is compared with. */
  #kept: Settings | undefined;

  connectedCallback(): void {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    const initial = readLink(this.dataset['initial']!)!.settings;
    this.#progress = new Progress(this.piece('progress'), this.piece('status'), this.piece('detail'));
    const form = this.piece('form') as HTMLFormElement;
    this.#views = new ViewChoice(this.piece('views'), (views) => this.#changedViews({ views }), signal);
    this.#form = new LabForm(
      form,
      initial,
      { say: (note) => this.#say('entry', note), onChange: () => this.#changed() },
      signal,
    );
    this.#views.show(initial);
    this.piece('scales').addEventListener(
      'change',
      ({ target }) => this.#changedViews({ sameScales: (target as HTMLInputElement).checked }),
      { signal },
    );
    form.addEventListener(
      'submit',
      (event) => {
        event.preventDefault();
        void this.#submit();
      },
      { signal },
    );
    this.addEventListener('click', (event) => this.#clicked(event), { signal });
    this.addEventListener('keydown', (event) => void (event.key === 'Escape' && this.#cancel()), { signal });
    this.piece('file').addEventListener('change', () => void this.#import(), { signal });
    for (const event of ['pointerenter', 'focusin'] as const)
      form.addEventListener(event, () => void this.#refine(), { signal, once: true });
    addEventListener('hashchange', () => void this.#follow(), { signal });
    const missing = missingSupport();
    if (missing !== undefined) {
      this.#say('link', `${missing} Experiments cannot be run here; what was made before stands below.`);
      for (const element of form.elements) (element as HTMLInputElement).disabled = true;
      return;
    }
    this.#check();
    this.toggleAttribute('data-ready', true);
    void this.#follow();
  }

  disconnectedCallback(): void {
    this.#ends.abort();
  }

  /** A part of the page, by its `data-part`. */
  piece(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }

  #load(): Promise<Session> {
    return (this.#session ??= import('./session.js').then(
      ({ Session }) =>
        new Session(this, this.#ends.signal, {
          progress: this.#progress,
          onTurn: (turned) => this.#changedViews({ turned }),
          onKept: (kept) => {
            this.#kept = kept;
            this.#write();
          },
        }),
    ));
  }

  #clicked({ target }: Event): void {
    const button = (target as Element).closest<HTMLElement>('button');
    if (button === null) return;
    const { preset, action } = button.dataset;
    if (preset !== undefined) void this.#open(preset);
    else if (action === 'link') void this.#copy(location.href, button);
    else if (action === 'code') void this.#copy(button.nextElementSibling?.textContent ?? '', button);
    else if (action !== undefined)
      void this.#load().then((session) => session.act(action, this.#form.settings));
  }

  async #copy(text: string, button: HTMLElement): Promise<void> {
    this.#write();
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(text === location.href ? location.href : text);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'The browser does not allow it';
    }
    setTimeout(() => (button.textContent = before), 2500);
  }

  /** A line of notes; '' hides it. */
  #say(kind: 'link' | 'entry', text: string): void {
    const line = this.piece(`${kind}-notes`);
    line.textContent = text;
    line.hidden = text === '';
  }

  #changed(): void {
    this.#views.show(this.#form.settings);
    this.piece('scales').querySelector('input')!.checked = this.#form.settings.sameScales;
    this.#write();
    this.#check();
    this.#staleness();
  }

  #changedViews(changes: Partial<Settings>): void {
    this.#form.merge(changes);
    this.#write();
    void this.#session?.then((session) => session.look(this.#form.settings));
  }

  #staleness(): void {
    void this.#session?.then((session) => session.compare(this.#form.settings));
  }

  /** Writes the experiment into the address, without a step in the history. */
  #write(): void {
    this.#address = `#${writeLink(this.#form.settings, this.#kept)}`;
    history.replaceState(history.state, '', this.#address);
  }

  /** Says what keeps the experiment from being begun, and how long it would take. */
  #check(): readonly string[] {
    const { settings } = this.#form;
    const problems = problemsOf(settings);
    this.piece('problems').replaceChildren(
      ...problems.map((problem) => Object.assign(document.createElement('li'), { textContent: problem })),
    );
    const seconds = this.#seconds();
    if (this.#isTouched) void this.#refine();
    this.piece('estimate').textContent =
      problems.length > 0
        ? 'This cannot be begun yet; what mends it is said below.'
        : `This takes ${durationText(seconds)} here${seconds > LONG_SECONDS ? '. It can be stopped at any time, and gone on with' : ''}.`;
    return problems;
  }

  /** The best that is known of the settings at hand. */
  #seconds(): number {
    const { settings } = this.#form;
    const [cores, correction] = this.#speed();
    return this.#refined.get(writeLink(settings)) ?? estimateSeconds(settings, cores, correction);
  }

  #speed(): readonly [cores: number, correction: number] {
    const { method, backend } = this.#form.settings;
    return [navigator.hardwareConcurrency || 2, this.#corrections.get(`${method} ${backend}`) ?? 1];
  }

  /** Estimates by the backend's model of costs, by link. Its code is loaded when someone is about to use it. */
  readonly #refined = new Map<string, number>();
  #isTouched = false;

  async #refine(): Promise<void> {
    this.#isTouched = true;
    const { settings } = this.#form;
    const link = writeLink(settings);
    if (this.#refined.has(link)) return;
    const seconds = await refinedSeconds(settings, ...this.#speed());
    this.#refined.set(link, seconds);
    if (writeLink(this.#form.settings) === link) this.#check();
  }

  /** Measured over estimated time of the last run here, by method and backend. */
  readonly #corrections = new Map<string, number>();

  async #submit(): Promise<void> {
    if (this.hasAttribute('data-running')) this.#cancel();
    else {
      this.#lookAtBench();
      await this.#run();
    }
  }

  /** On a phone the pictures are below the form. */
  #lookAtBench(): void {
    const bench = this.querySelector('.lab-bench')!;
    if (bench.getBoundingClientRect().top > innerHeight * 0.8) bench.scrollIntoView();
  }

  #cancel(): void {
    void this.#session?.then((session) => session.cancel());
  }

  async #run(): Promise<void> {
    const { settings } = this.#form;
    this.#write();
    if (this.#check().length > 0) return;
    const problem = await schemaProblem(settings);
    if (problem !== undefined) {
      this.#say('entry', problem);
      return;
    }
    await this.#refine();
    const estimated = this.#seconds();
    const session = await this.#load();
    // How it is looked at may have been changed while all that was loaded.
    const { views, turned, sameScales } = this.#form.settings;
    const seconds = await session.run({ ...settings, views, turned, sameScales });
    const key = `${settings.method} ${settings.backend}`;
    // Short runs measure little but how long things take to load.
    if (seconds !== undefined && seconds > 0.3)
      this.#corrections.set(key, ((this.#corrections.get(key) ?? 1) * seconds) / estimated);
    // They were made without what was learned now.
    this.#refined.clear();
    this.#check();
    this.#staleness();
  }

  /** Takes up what the address says, when it is not what was written here. */
  async #follow(): Promise<void> {
    if (location.hash === this.#address) return;
    const reading = readLink(location.hash);
    if (reading === undefined) return;
    const { settings, other, notes } = reading;
    this.#say('link', notes.length === 0 ? '' : `About this link: ${notes.join('; ')}.`);
    this.#form.set(settings);
    this.#views.show(settings);
    const problem = (await schemaProblem(settings)) ?? (other && (await schemaProblem(other)));
    if (problem !== undefined) {
      const defaults = readLink(LINK_VERSION)!.settings;
      this.#say('link', `About this link: it does not fit together, so the defaults stand here. ${problem}`);
      this.#form.set(defaults);
      this.#views.show(defaults);
    }
    if (problem === undefined && other !== undefined && problemsOf(other).length === 0) {
      const session = await this.#load();
      if ((await session.run(other)) !== undefined) await session.act('keep', other);
    }
    this.#changed();
    await this.#runUnasked();
  }

  async #open(link: string): Promise<void> {
    const { settings } = readLink(link)!;
    this.#say('link', '');
    this.#say('entry', '');
    this.#form.set(settings);
    this.#changed();
    this.#lookAtBench();
    await this.#runUnasked();
  }

  async #runUnasked(): Promise<void> {
    if (this.hasAttribute('data-running')) (await this.#load()).cancel();
    await this.#refine();
    const seconds = this.#seconds();
    if (seconds <= MOST_UNASKED_SECONDS) await this.#run();
    else this.#progress.say(`This experiment takes ${durationText(seconds)}; press Train to begin it.`);
  }

  async #import(): Promise<void> {
    const input = this.piece('file') as HTMLInputElement;
    const file = input.files?.[0];
    if (file === undefined) return;
    this.#say('entry', '');
    const session = await this.#load();
    const outcome = await session.open(file, this.#form.settings);
    input.value = '';
    if (typeof outcome === 'string') {
      this.#say('entry', outcome);
      return;
    }
    this.#form.set(outcome);
    this.#changed();
  }
}

customElements.define('toy-laboratory', ToyLaboratory);
