/**
 * What a figure of the paper is: configuration, run, claims and drawing, as one typed value.
 *
 * A figure lives in its own folder `figures/<id>/` and is found by the generated index; nothing
 * else (command line, report, tests, site) knows a figure by name.
 */

import type { Backend } from '@toymodels/core';
import type { ChartOptions } from '@toymodels/plots';

/** Plain data, as JSON holds it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A figure's whole configuration, seed included, as plain data. */
export type FigureSpec = { readonly seed: number } & Readonly<Record<string, Json>>;

/** The two sizes in which a figure is made: the paper's own, and a smaller but honest one. */
export type PresetName = 'quick' | 'paper';

/** What a figure's run may use. Nothing ambient: all randomness comes from the spec's seed. */
export interface FigureContext {
  readonly backend: Backend;
  /** Ends the run with an {@link AbortedError}. */
  readonly signal?: AbortSignal;
  /** Share of the run that is done, in [0, 1], and what is being done. */
  readonly onProgress?: (done: number, what: string) => void;
}

/** Thrown by `run` when its signal was aborted: an unfinished figure has no data. */
export class AbortedError extends Error {
  constructor() {
    super('aborted before the figure was finished');
    this.name = 'AbortedError';
  }
}

/** `differs`: exact theory shows the paper's statement to be inexact; the exact value is given. */
export type Verdict = 'holds' | 'fails' | 'differs';

/** How a figure is drawn: what the place needs (document, theme, width), not what the figure says. */
export type SvgOptions = Pick<
  ChartOptions,
  'document' | 'theme' | 'width' | 'idPrefix' | 'showTitle' | 'inspect' | 'turn'
> & {
  /** Place in the figure's {@link Figure.film}, whole, from 0: the drawing as of then. Figures without a film refuse it. Default the whole. */
  readonly frame?: number;
};

/** A claim of the paper, checked. All texts are short sentences without markup. */
export interface Claim {
  /** Unique within the figure, in kebab case. */
  readonly id: string;
  /** What the paper says, in our words. */
  readonly statement: string;
  /** How it is measured, thresholds included. */
  readonly method: string;
  /** The value or range expected. */
  readonly expected: string;
  /** The measured value, in words and numbers. */
  readonly measured: string;
  readonly verdict: Verdict;
  /** Why it fails or differs, and what was tried; absent where there is nothing to say. */
  readonly note?: string;
}

/** What is known of a figure without loading it. */
export interface FigureMeta {
  /** Kebab case; also the folder's name. */
  readonly id: string;
  /** Section of the paper, such as "3". */
  readonly section: string;
  /** Title of that section. */
  readonly sectionTitle: string;
  /** What the figure shows, as a claim in words. */
  readonly title: string;
  /** Position within the reading order of all figures: 100 times the section, plus the place in it. */
  readonly order: number;
}

/** A figure in the index: its words at once, its code when asked for. */
export interface FigureEntry extends FigureMeta {
  readonly load: () => Promise<AnyFigure>;
}

/** One figure of the paper. `Spec` and `Data` are plain and serialisable. */
export interface Figure<Spec extends { readonly seed: number } = never, Data = never> extends FigureMeta {
  /** Everything that determines the figure; the seed may be replaced. */
  readonly presets: Readonly<Record<PresetName, Spec>>;
  /** Trains and measures. @throws AbortedError */
  run(spec: Spec, context: FigureContext): Promise<Data>;
  /** Checks every claim on the data. */
  claims(data: Data, spec: Spec): readonly Claim[];
  /** First sentence what to see, then how it was made; generated from the spec and the data. */
  caption(data: Data, spec: Spec): string;
  /** Draws the data as a stand-alone SVG. */
  plot(data: Data, spec: Spec, options: SvgOptions): string;
  /**
   * For data that hold a training from its start to its end: what each frame of it is, in order, such as
   * "step 400". `plot` draws each of them by `frame`.
   */
  film?(data: Data, spec: Spec): readonly string[];
}

/** A figure whose spec and data are known only as plain JSON: what the command line and the site handle. */
export type AnyFigure = Figure<FigureSpec, Json>;

/** Checks a figure's own types, then forgets them: from here on it is data in, data out. */
export function defineFigure<Spec extends { readonly seed: number }, Data>(
  figure: Figure<Spec, Data>,
): AnyFigure {
  return figure as unknown as AnyFigure;
}
