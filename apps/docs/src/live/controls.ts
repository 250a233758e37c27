/**
 * What a reader may change of a figure's spec: descriptions that the page is built from, and their
 * application to the spec. Which controls a figure has is the page's choice.
 */
import type { Json } from '@toymodels/paper';
import type { FigureSpec } from './messages.js';

/** A slider over a few settings; each says what it means. */
export interface SliderControl {
  /** Unique within the figure, kebab case. */
  readonly id: string;
  readonly label: string;
  /** Places in the spec, each as keys from the root, positions in lists included; `*` stands for every key there. */
  readonly paths: readonly (readonly string[])[];
  readonly choices: readonly Choice[];
}

export interface Choice {
  /** One for each path: mostly numbers, but a list or a whole part of the spec may be exchanged, too. */
  readonly values: readonly Json[];
  readonly meaning: string;
}

/** The spec with a choice put in place; every place that a path names must exist. */
export function withChoice(spec: FigureSpec, { paths }: SliderControl, { values }: Choice): FigureSpec {
  return paths.reduce((changed, path, index) => withValue(changed, path, values[index]!), spec);
}

/** The index of the choice that the spec holds, -1 when it holds none of them. */
export function choiceIn(spec: FigureSpec, { paths, choices }: SliderControl): number {
  const held = paths.map((path) => placesOf(spec, path, path));
  return choices.findIndex(({ values }) =>
    held.every((places, index) => places.every((place) => same(place, values[index]!))),
  );
}

/** The same plain data; keys may come in another order, as they do in a stored spec. */
function same(a: Json, b: Json): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  const [one, other] = [a, b] as [Record<string, Json>, Record<string, Json>];
  const keys = Object.keys(one);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && same(one[key]!, other[key]!))
  );
}

/** Largest seed that the page accepts; nobody types a longer one by hand. */
export const LARGEST_SEED = 999_999;

/** The spec with one more value set; every place that the path names must exist. */
export function withValue(spec: FigureSpec, path: readonly string[], value: Json): FigureSpec {
  return replaced(spec, path, value, path) as FigureSpec;
}

/** The number at a path, the same in all places that it names. */
export function valueAt(spec: FigureSpec, path: readonly string[]): number {
  const found = new Set(placesOf(spec, path, path));
  const [value] = found;
  if (found.size !== 1 || typeof value !== 'number') {
    throw new Error(
      `the spec holds ${[...found].map((each) => JSON.stringify(each)).join(', ') || 'nothing'} at ${path.join('.')}; a control needs one number`,
    );
  }
  return value;
}

/** What the spec holds at every place that a path names. */
export function placesOf(node: Json, rest: readonly string[], path: readonly string[]): Json[] {
  const [key, ...deeper] = rest;
  if (key === undefined) return [node];
  return keysAt(node, key, path).flatMap(([, child]) => placesOf(child, deeper, path));
}

function replaced(node: Json, rest: readonly string[], value: Json, path: readonly string[]): Json {
  const [key, ...deeper] = rest;
  if (key === undefined) return value;
  const changed = keysAt(node, key, path).map(([name, child]): [string, Json] => [
    name,
    replaced(child, deeper, value, path),
  ]);
  if (Array.isArray(node)) return Object.assign([...(node as Json[])], Object.fromEntries(changed));
  return { ...(node as Record<string, Json>), ...Object.fromEntries(changed) };
}

function keysAt(node: Json, key: string, path: readonly string[]): [string, Json][] {
  const entries =
    node !== null && typeof node === 'object' ? Object.entries(node as Record<string, Json>) : [];
  const found = entries.filter(([name]) => key === '*' || name === key);
  if (found.length === 0) throw new Error(`the spec has nothing at ${path.join('.')}`);
  return found;
}
