/**
 * The files of a figure: what they hold and what they are called. At build time they become static
 * files; after retraining, blobs under the same links.
 */
import type { Json } from '@toymodels/paper';
import { csvOf } from './csv.js';
import type { FigureSpec } from './messages.js';
import { pause } from './pause.js';

/** What is needed to make the same figure again, and what came out. */
export interface RunFile {
  readonly figure: string;
  /** Version of @toymodels/core that computed the data. */
  readonly version: string;
  /** What computed it, in words. */
  readonly device: string;
  readonly spec: FigureSpec;
  readonly data: Json;
}

export const FILES = ['figure.svg', 'data.json', 'data.csv', 'spec.json'] as const;
export type FileName = (typeof FILES)[number];

const TYPES: Readonly<Record<FileName, string>> = {
  'figure.svg': 'image/svg+xml',
  'data.json': 'application/json',
  'data.csv': 'text/csv',
  'spec.json': 'application/json',
};

/** The text of a file. `svg` is drawn only when asked for. */
export function fileText(name: FileName, run: RunFile, svg: () => string): string {
  switch (name) {
    case 'figure.svg':
      return svg();
    case 'data.json':
      return `${JSON.stringify(run)}\n`;
    case 'data.csv':
      return csvOf(run.data);
    case 'spec.json':
      return `${JSON.stringify(run.spec, null, 2)}\n`;
  }
}

/** Points links at files made in the browser, and frees those made before. */
export class DownloadLinks {
  readonly #links: ReadonlyMap<FileName, HTMLAnchorElement>;
  readonly #original: ReadonlyMap<FileName, string>;
  #made: string[] = [];

  constructor(links: Iterable<HTMLAnchorElement>, signal: AbortSignal) {
    this.#links = new Map([...links].map((link) => [link.dataset['file'] as FileName, link]));
    this.#original = new Map([...this.#links].map(([name, link]) => [name, link.href]));
    signal.addEventListener('abort', () => this.restore());
  }

  /**
   * Makes one file after the other, and lets the page go on in between.
   *
   * @param current whether the run is still what the page shows: if not, nothing more is made and no link changed
   */
  async offer(run: RunFile, svg: () => string, current: () => boolean): Promise<void> {
    const blobs = new Map<FileName, Blob>();
    for (const name of this.#links.keys()) {
      await pause();
      if (!current()) return;
      blobs.set(name, new Blob([fileText(name, run, svg)], { type: TYPES[name] }));
    }
    this.restore();
    for (const [name, blob] of blobs) {
      const href = URL.createObjectURL(blob);
      this.#links.get(name)!.href = href;
      this.#made.push(href);
    }
  }

  /** Back to the static files. */
  restore(): void {
    for (const url of this.#made) URL.revokeObjectURL(url);
    this.#made = [];
    for (const [name, link] of this.#links) link.href = this.#original.get(name)!;
  }

  /** Hands a file to the reader as if its link had been followed. */
  static save(blob: Blob, name: string): void {
    const url = URL.createObjectURL(blob);
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}
