/** What tests of figures in Node need: a document without a browser, and a look into the SVG. */
import { DOMParser as SvgParser, parseHTML } from 'linkedom';
import type { ChartOptions, Theme } from '@toymodels/plots';
import { words } from './drawings.js';

const document = parseHTML('<html></html>').document;

export function optionsOf(theme: Theme, extra: object = {}): ChartOptions {
  return {
    document,
    theme,
    width: 480,
    ...words,
    ...extra,
  };
}

/** Elements, attributes and text of an SVG, or an error where it is not well formed. */
export function parseSvg(svg: string): Element {
  // linkedom's XML parser forgives; what it cannot pair up shows in a different count of tags.
  const root = new SvgParser().parseFromString(svg, 'image/svg+xml').documentElement as unknown as Element;
  const opened = svg.match(/<[a-z]+[ >/]/gi)?.length ?? 0;
  if (root.querySelectorAll('*').length + 1 !== opened) throw new Error('the SVG is not well formed');
  return root;
}

interface Element {
  readonly tagName: string;
  readonly textContent: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): ArrayLike<Element> & Iterable<Element>;
}
