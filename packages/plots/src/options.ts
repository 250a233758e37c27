/**
 * The options every figure takes, checked and completed once.
 */
import { InvalidArgumentError } from '@toymodels/core';
import type { Theme } from './theme/painter.js';

/**
 * What Observable Plot needs of a DOM: the page's `document`, or linkedom's
 * `parseHTML('<html></html>').document` in Node. Only borrowed to create elements.
 */
export interface SvgDocument {
  createElementNS(namespace: string, name: string): unknown;
  createTextNode(text: string): unknown;
}

/** Options of every figure. */
export interface FigureOptions {
  /** Needed by charts with axes ({@link ChartOptions}); accepted and ignored by all others, so that one call fits all. */
  readonly document?: SvgDocument;
  /** Default 'light'. 'auto' follows the reader's or the page's scheme by CSS variables. */
  readonly theme?: Theme;
  /** Width in px, at least 160, default 720. The height follows from the content. */
  readonly width?: number;
  /** What the figure claims, in words; drawn above it and read out by screen readers. */
  readonly title: string;
  /** What is to be seen, for those who cannot see it: the content of `<desc>`. */
  readonly description: string;
  /** Start of every id in the SVG; give each figure of a page its own. Letters, digits, - and _. Default 'tm'. */
  readonly idPrefix?: string;
  /** Whether the title is drawn too, default true; false where the page shows it. */
  readonly showTitle?: boolean;
  /** Whether the drawing holds its values in `data-inspect` (see `marks/inspect.ts`), for pages that show them. Default false. */
  readonly inspect?: boolean;
  /** Drawings in three dimensions are turned on by so many degrees; all others ignore it. Default none. */
  readonly turn?: Turn;
}

/** Degrees added to where a drawing in three dimensions is seen from. */
export interface Turn {
  /** Around the vertical. */
  readonly azimuth: number;
  /** Upwards; the sum is kept between -90 and 90. */
  readonly elevation: number;
}

/** Options of charts with axes, which are drawn with Observable Plot. */
export interface ChartOptions extends FigureOptions {
  readonly document: SvgDocument;
}

export interface CompleteOptions {
  readonly theme: Theme;
  readonly width: number;
  readonly title: string;
  readonly description: string;
  readonly idPrefix: string;
  readonly showTitle: boolean;
  readonly inspect: boolean;
  readonly turn: Turn;
}

const KNOWN = [
  'document',
  'theme',
  'width',
  'title',
  'description',
  'idPrefix',
  'showTitle',
  'inspect',
  'turn',
];
const THEMES: readonly string[] = ['light', 'dark', 'auto'];

/**
 * @param own names of the options that this figure adds
 * @throws InvalidArgumentError
 */
export function completeOptions(options: FigureOptions, own: readonly string[] = []): CompleteOptions {
  const allowed = [...KNOWN, ...own];
  for (const key of Object.keys(options)) {
    if (!allowed.includes(key)) {
      throw new InvalidArgumentError(`unknown figure option "${key}"; known are ${allowed.join(', ')}`);
    }
  }
  const {
    theme = 'light',
    width = 720,
    title,
    description,
    idPrefix = 'tm',
    showTitle = true,
    inspect = false,
    turn = { azimuth: 0, elevation: 0 },
  } = options;
  if (!(Number.isFinite(turn.azimuth) && Number.isFinite(turn.elevation))) {
    throw new InvalidArgumentError(
      `turn is ${turn.azimuth}, ${turn.elevation}; give finite degrees for azimuth and elevation`,
    );
  }
  if (!THEMES.includes(theme)) {
    throw new InvalidArgumentError(`theme is "${theme}"; give one of ${THEMES.join(', ')}`);
  }
  if (!(width >= 160 && width <= 10_000)) {
    throw new InvalidArgumentError(`width is ${width}; give the width in px, from 160 to 10000`);
  }
  for (const [name, text] of [
    ['title', title],
    ['description', description],
  ] as const) {
    if (typeof text !== 'string' || text.trim() === '') {
      throw new InvalidArgumentError(
        `${name} is ${JSON.stringify(text)}; say in words what the figure shows, for readers who cannot see it`,
      );
    }
  }
  if (!/^[A-Za-z][\w-]*$/.test(idPrefix)) {
    throw new InvalidArgumentError(
      `idPrefix is "${idPrefix}"; start with a letter, then letters, digits, - and _`,
    );
  }
  return { theme, width, title, description, idPrefix, showTitle, inspect, turn };
}

/** The document of a chart, refused early and in words when it is missing. */
export function requireDocument(options: ChartOptions): SvgDocument {
  const { document } = options;
  if (typeof (document as SvgDocument | undefined)?.createElementNS !== 'function') {
    throw new InvalidArgumentError(
      "charts need a document: pass the page's `document`, or in Node linkedom's `parseHTML('<html></html>').document`",
    );
  }
  return document;
}
