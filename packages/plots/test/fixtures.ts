/** Small models with known weights, and what every test of a figure needs. */
import { DOMParser as SvgParser, parseHTML } from 'linkedom';
import type { ChartOptions, Theme } from '@toymodels/plots';

export const document = parseHTML('<html></html>').document;

export function optionsOf(theme: Theme, extra: object = {}): ChartOptions {
  return { document, theme, width: 480, title: 'What is claimed & shown', description: 'What is to be seen: 1 < 2.', ...extra };
}

/** A pentagon of radius 1.1, a square with one feature left out, two lone features. */
export const plane = {
  pentagon: {
    weights: Float64Array.from([0, 1.1, 1.05, 0.34, 0.65, -0.89, -0.65, -0.89, -1.05, 0.34]),
    nFeatures: 5,
    nHidden: 2,
  },
  square: { weights: Float64Array.from([0, 1, 0, -1, 1, 0, -0.9, 0, 0.01, 0]), nFeatures: 5, nHidden: 2 },
  lone: { weights: Float64Array.from([0.6, 0.8, 0.8, -0.6, 0, 0, 0.02, 0, 0, 0.01]), nFeatures: 5, nHidden: 2 },
};

/** Six features in three dimensions: one alone, two digons' worth, one left out. */
export const model = {
  view: {
    weights: Float64Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, -0.95, 0, 0, 0.1, -0.9, 0.01, 0, 0.02]),
    nFeatures: 6,
    nHidden: 3,
  },
  bias: Float64Array.from([0, -0.05, -0.02, 0, 0.01, 0.15]),
};

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

/** Numbers rounded to 3 decimals and one element a line, so that snapshots are stable and can be read. */
export function normalise(svg: string): string {
  return svg.replace(/-?\d+\.\d{4,}/g, (number) => String(Math.round(Number(number) * 1000) / 1000 + 0)).replaceAll('><', '>\n<') + '\n';
}
