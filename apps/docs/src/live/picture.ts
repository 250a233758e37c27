/** What a figure shows, as drawings: its code and its stored data are loaded when first needed. */
import type { AnyFigure, Json } from '@toymodels/paper';
import type { Turn } from '@toymodels/plots';
import type { LiveFigureConfig } from './config.js';
import type { RunFile } from './downloads.js';
import type { FigureSpec } from './messages.js';

export interface Picture {
  readonly data: Json;
  readonly spec: FigureSpec;
  /** Place in the figure's own film; undefined for the whole. */
  readonly frame?: number | undefined;
}

export interface Look {
  /** Of the place for it, px. */
  readonly width: number;
  readonly turn: Turn;
  /** Whether its values can be looked at: more to parse, so not while it moves. */
  readonly inspect: boolean;
}

export class Pictures {
  readonly #config: LiveFigureConfig;
  #figure: Promise<AnyFigure> | undefined;
  #file: Promise<RunFile> | undefined;

  constructor(config: LiveFigureConfig) {
    this.#config = config;
  }

  figure(): Promise<AnyFigure> {
    return (this.#figure ??= import('@toymodels/paper').then(({ loadFigure }) =>
      loadFigure(this.#config.figure),
    ));
  }

  /** The stored run. */
  async stored(): Promise<Picture> {
    this.#file ??= fetch(`${this.#config.files}data.json`).then((response) => {
      if (!response.ok) throw new Error(`the stored data could not be loaded (${response.status})`);
      return response.json() as Promise<RunFile>;
    });
    // A connection that failed may be back the next time.
    this.#file.catch(() => (this.#file = undefined));
    return { data: (await this.#file).data, spec: this.#config.spec };
  }

  draw(figure: AnyFigure, { data, spec, frame }: Picture, { width, turn, inspect }: Look): string {
    return figure.plot(data, spec, {
      document,
      theme: 'auto',
      width: Math.max(320, Math.floor(width)),
      idPrefix: `${figure.id}-live`,
      showTitle: false,
      inspect,
      turn,
      ...(frame === undefined ? {} : { frame }),
    });
  }

  /** For paper and slides. */
  paper(figure: AnyFigure, { data, spec, frame }: Picture): string {
    return figure.plot(data, spec, {
      document,
      theme: 'light',
      width: this.#config.width,
      idPrefix: figure.id,
      ...(frame === undefined ? {} : { frame }),
    });
  }

  /** @throws Error when the browser cannot draw it */
  async png(picture: Picture): Promise<Blob> {
    const [figure, { pngOf }] = await Promise.all([this.figure(), import('./png.js')]);
    return pngOf(this.paper(figure, picture));
  }
}
