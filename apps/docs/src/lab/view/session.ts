/**
 * One sitting: the experiment at hand, the one kept to compare it with, and what is made of them: pictures, table,
 * files, code. Loaded with the first experiment.
 */
import { completeSpec, ToyModelsError } from '@toymodels/core';
import { DownloadLinks } from '../../live/downloads.js';
import { pngOf } from '../../live/png.js';
import type { Progress } from '../../live/progress.js';
import { labelsOf, npzBytes, safetensorsBytes, sweepNpzBytes } from '../files/export.js';
import { importFile, MOST_BYTES } from '../files/import.js';
import { LabWorker, type Finished } from '../train/client.js';
import type { Preview } from '../train/messages.js';
import { fingerprint } from '../state/fingerprint.js';
import { readLink, writeLink } from '../state/link.js';
import { measure, type ModelMeasures } from '../state/measures.js';
import { lossCurvesOf, modelsOf, modelsOfRun, type Computed } from '../state/outcome.js';
import { plannedRuns, settingsOfSpec, specOf } from '../state/spec.js';
import { DEFAULTS, type Settings, type Turned, type ViewName } from '../state/settings.js';
import { Bench, type Shown } from './bench.js';
import { codeHtml } from './code-panel.js';
import { resultHtml, statusWords } from './result.js';
import { tableHtml } from './table.js';

export interface SessionHooks {
  readonly progress: Progress;
  readonly onTurn: (turned: Turned) => void;
  /** Another experiment is compared with, or none any more. */
  readonly onKept: (settings: Settings | undefined) => void;
}

/** A computed experiment. */
export interface Entry {
  readonly settings: Settings;
  readonly computed: Computed;
  readonly measures: readonly ModelMeasures[];
  readonly stopped: boolean;
  readonly device: string;
  readonly reproducible: boolean;
  /** undefined for what came from a file. */
  readonly seconds: number | undefined;
  readonly hash: string | undefined;
}

export class Session {
  readonly #root: HTMLElement;
  readonly #hooks: SessionHooks;
  readonly #worker = new LabWorker();
  readonly #bench: Bench;
  #running: AbortController | undefined;
  #current: Entry | undefined;
  #kept: Entry | undefined;
  /** How the reader wants to see it, if that was changed while it trains. */
  #look: Pick<Settings, 'views' | 'turned' | 'sameScales'> | undefined;

  constructor(root: HTMLElement, signal: AbortSignal, hooks: SessionHooks) {
    this.#root = root;
    this.#hooks = hooks;
    this.#bench = new Bench(
      this.#part('bench'),
      { onTurn: hooks.onTurn, onFile: (...file) => void this.#picture(...file) },
      signal,
    );
  }

  #part(name: string): HTMLElement {
    return this.#root.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }

  /** Computes and shows an experiment. @returns seconds; undefined when it was stopped or failed */
  async run(settings: Settings, earlier?: Entry): Promise<number | undefined> {
    this.#running?.abort();
    const controller = (this.#running = new AbortController());
    this.#look = undefined;
    const { progress } = this.#hooks;
    this.#runs(true);
    progress.start(settings.method === 'exact' ? 'Searching for optima …' : 'Training …');
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const outcome = await this.#worker.compute(settings, {
      signal: controller.signal,
      ...(earlier?.computed.method === 'sampled' && { earlier: earlier.computed.runs }),
      onProgress: (done, what) => progress.at(done, what),
      ...(!still && { onPreview: (preview: Preview) => this.#preview(settings, preview) }),
    });
    // A newer run has taken over the page.
    if (controller !== this.#running) return undefined;
    this.#running = undefined;
    this.#runs(false);
    if (outcome.kind === 'failed') {
      progress.end(outcome.message);
      await this.#show();
      return undefined;
    }
    await this.#take(settings, outcome);
    progress.end(statusWords(this.#current!));
    return outcome.stopped ? undefined : outcome.seconds;
  }

  cancel(): void {
    this.#running?.abort();
  }

  async #take(
    settings: Settings,
    { computed, measures, stopped, device, reproducible, seconds }: Finished,
  ): Promise<void> {
    const hash = await fingerprint(computed);
    const seen = { ...settings, ...this.#look };
    this.#current = { settings: seen, computed, measures, stopped, device, reproducible, seconds, hash };
    await this.#show();
  }

  #runs(running: boolean): void {
    this.#root.toggleAttribute('data-running', running);
    this.#part('train').textContent = running ? 'Stop' : 'Train';
  }

  #shownOf({ settings, computed, measures }: Entry, name: string): Shown {
    return { name, settings, models: modelsOf(computed), measures, curves: lossCurvesOf(computed) };
  }

  async #preview(settings: Settings, { label, run, spec, parameters, records }: Preview): Promise<void> {
    const models = modelsOfRun(label, run, spec, parameters, records);
    const kept = this.#kept === undefined ? [] : [this.#shownOf(this.#kept, 'A, kept')];
    await this.#bench.show([
      ...kept,
      {
        name: kept.length > 0 ? 'B, in training' : '',
        settings: { ...settings, ...this.#look },
        models,
        curves: [],
      },
    ]);
  }

  /** Draws and writes all that is known. */
  async #show(): Promise<void> {
    const [kept, current] = [this.#kept, this.#current];
    if (current === undefined) return;
    const pair = kept !== undefined;
    const shown = [
      ...(pair ? [this.#shownOf(kept, 'A, kept')] : []),
      this.#shownOf(current, pair ? 'B, current' : ''),
    ];
    this.#part('tables').innerHTML = [
      ...(pair ? [tableHtml('A, kept', kept.measures)] : []),
      tableHtml(pair ? 'B, current' : '', current.measures),
    ].join('');
    this.#part('result').innerHTML = [
      ...(pair ? [resultHtml('A', kept)] : []),
      resultHtml(pair ? 'B' : '', current),
    ].join('');
    this.#part('code').innerHTML = codeHtml(
      current.settings,
      current.computed.method === 'sampled',
      labelsOf(current.computed).length > 1,
    );
    this.#runChoice(current);
    for (const [action, possible] of Object.entries({
      keep: true,
      swap: pair,
      drop: pair,
      continue: current.stopped && current.computed.method === 'sampled',
      sweep: labelsOf(current.computed).length > 1,
      safetensors: current.computed.method === 'sampled' && current.seconds !== undefined,
    })) {
      const button = this.#root.querySelector<HTMLElement>(`[data-action="${action}"]`);
      if (button !== null) button.hidden = !possible;
    }
    this.#part('made').hidden = false;
    this.#part('scales').hidden = !pair;
    this.#root.toggleAttribute('data-pair', pair);
    await this.#bench.show(shown);
    this.#root.dataset['shown'] = current.hash ?? '';
  }

  #runChoice({ computed }: Entry): void {
    const select = this.#part('run') as HTMLSelectElement;
    const labels = labelsOf(computed);
    select.replaceChildren(
      ...labels.map((label, index) =>
        Object.assign(document.createElement('option'), {
          value: String(index),
          textContent: label || 'the run',
        }),
      ),
    );
    select.closest<HTMLElement>('label')!.hidden = labels.length < 2;
  }

  /** Other views, or seen from elsewhere. */
  look(settings: Settings): void {
    const { views, turned, sameScales } = settings;
    this.#look = { views, turned, sameScales };
    const isTurned = this.#current !== undefined && this.#current.settings.turned !== turned;
    const update = (entry: Entry | undefined): Entry | undefined =>
      entry && { ...entry, settings: { ...entry.settings, views, turned, sameScales } };
    [this.#current, this.#kept] = [update(this.#current), update(this.#kept)];
    if (this.#current === undefined || this.#running !== undefined) return;
    const pair = this.#kept !== undefined;
    const shown = [
      ...(pair ? [this.#shownOf(this.#kept!, 'A, kept')] : []),
      this.#shownOf(this.#current, pair ? 'B, current' : ''),
    ];
    if (isTurned) this.#bench.turned(shown);
    else void this.#bench.show(shown);
  }

  /** Says when the pictures are of other settings than the form has. */
  compare(settings: Settings): void {
    const bare = (each: Settings): string =>
      writeLink({ ...each, views: undefined, turned: DEFAULTS.turned, sameScales: true });
    const stale = this.#current !== undefined && bare(this.#current.settings) !== bare(settings);
    this.#root.toggleAttribute('data-stale', stale && !this.#root.hasAttribute('data-running'));
  }

  async act(action: string, settings: Settings): Promise<void> {
    const [kept, current] = [this.#kept, this.#current];
    switch (action) {
      case 'keep':
        if (current === undefined) return;
        this.#kept = current;
        this.#hooks.progress.say(
          'Kept as A. Change something and train again: the new one stands beside it.',
        );
        break;
      case 'drop':
        this.#kept = undefined;
        break;
      case 'swap':
        [this.#kept, this.#current] = [current, kept];
        break;
      case 'continue':
        if (current !== undefined) await this.run(current.settings, current);
        return;
      case 'safetensors':
      case 'npz':
      case 'sweep':
      case 'spec':
        this.#save(action, settings);
        return;
      default:
        return;
    }
    this.#hooks.onKept(this.#kept?.settings);
    await this.#show();
    this.compare(settings);
  }

  #save(kind: 'safetensors' | 'npz' | 'sweep' | 'spec', settings: Settings): void {
    const current = this.#current;
    if (kind === 'spec') {
      const specs = plannedRuns(settings).map(({ spec }) => spec);
      const text = `${JSON.stringify(specs.length === 1 ? specs[0] : specs, null, 2)}\n`;
      DownloadLinks.save(new Blob([text], { type: 'application/json' }), 'spec.json');
      return;
    }
    if (current === undefined) return;
    if (kind === 'sweep') {
      const bytes = sweepNpzBytes(current.computed, modelsOf(current.computed), writeLink(current.settings));
      DownloadLinks.save(new Blob([bytes as Uint8Array<ArrayBuffer>]), 'sweep.npz');
      return;
    }
    const run = Number((this.#part('run') as HTMLSelectElement).value || 0);
    const { computed } = current;
    const bytes =
      kind === 'npz'
        ? npzBytes(computed, modelsOf(computed), run, writeLink(current.settings))
        : safetensorsBytes(computed, run);
    if (bytes !== undefined) DownloadLinks.save(new Blob([bytes as Uint8Array<ArrayBuffer>]), `run.${kind}`);
  }

  async #picture(view: ViewName, kind: 'svg' | 'png', side: number): Promise<void> {
    const svg = this.#bench.file(view, side);
    if (svg === undefined) return;
    try {
      const blob = kind === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await pngOf(svg);
      DownloadLinks.save(blob, `${view}.${kind}`);
    } catch (error) {
      this.#hooks.progress.say(`The picture could not be made: ${(error as Error).message}.`);
    }
  }

  /** Shows what a file holds. @returns the settings it stands for, or what is wrong with it */
  async open(file: File, settings: Settings): Promise<Settings | string> {
    if (file.size > MOST_BYTES)
      return `${file.name} has ${Math.round(file.size / 2 ** 20)} MB; this page reads up to ${MOST_BYTES / 2 ** 20} MB.`;
    const { progress } = this.#hooks;
    try {
      const imported = importFile(new Uint8Array(await file.arrayBuffer()), completeSpec(specOf(settings)));
      if (imported.kind === 'spec') {
        progress.say(`${file.name} was read: press Train.`);
        return settingsOfSpec(imported.spec, { ...settings, views: undefined });
      }
      const linked = imported.kind === 'models' ? readLink(imported.link)?.settings : undefined;
      const { computed } = imported;
      const nRuns = labelsOf(computed).length;
      // A whole sweep is what its link says; one run of it is its spec.
      const of =
        linked !== undefined && nRuns > 1 && plannedRuns(linked).length >= nRuns
          ? linked
          : settingsOfSpec(imported.spec, linked ?? { ...settings, views: undefined, method: 'sampled' });
      const isRun = imported.kind === 'run';
      const [first] = computed.method === 'sampled' ? computed.runs : [];
      this.#current = {
        settings: of,
        computed,
        measures: modelsOf(computed).map(measure),
        stopped: isRun && first?.result.status === 'aborted',
        device: `${file.name}${isRun ? `, computed by ${first!.result.backend.device}` : ''}`,
        reproducible: isRun && first!.result.backend.reproducible,
        // With its whole state it can be saved again as what it is.
        seconds: isRun ? 0 : undefined,
        hash: isRun ? await fingerprint(computed) : undefined,
      };
      await this.#show();
      progress.say(`${file.name} was read.`);
      return of;
    } catch (error) {
      if (error instanceof ToyModelsError) return `${file.name}: ${error.message}`;
      throw error;
    }
  }
}
