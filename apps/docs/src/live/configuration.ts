/** A spec as a list to read: one line for each setting, named by its place. */
import type { Json } from '@toymodels/paper';
import type { FigureSpec } from './messages.js';
import { escaped } from './text.js';

export function configurationHtml(spec: FigureSpec): string {
  return linesOf(spec, [])
    .map(([place, value]) => `<div><dt>${escaped(place.join(' › '))}</dt><dd>${escaped(value)}</dd></div>`)
    .join('');
}

function linesOf(node: Json, place: readonly string[]): [readonly string[], string][] {
  if (Array.isArray(node)) {
    const list = node as readonly Json[];
    if (list.every((each) => each === null || typeof each !== 'object'))
      return [[place, list.map(String).join(', ') || 'none']];
    return list.flatMap((each, k) => linesOf(each, [...place, String(k + 1)]));
  }
  if (node === null || typeof node !== 'object') return [[place, String(node)]];
  return Object.entries(node).flatMap(([key, each]) => linesOf(each, [...place, key]));
}
