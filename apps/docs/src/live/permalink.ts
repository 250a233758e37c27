/**
 * A figure's settings in the address: `?figure=intro&v=1&seed=7&size=quick&importance=3#intro`, where a
 * slider stands with the number of its choice, from 0.
 *
 * Reading never fails: what is not understood is left out or brought into range, and said.
 */
import { LARGEST_SEED } from './controls.js';
import type { SizeName } from './sizes.js';

export interface Settings {
  readonly seed: number;
  readonly size: SizeName;
  /** Number of the choice of each slider, by the slider's id; sliders that are left out stand as their size has them. */
  readonly choices: Readonly<Record<string, number>>;
}

/** What may be set: the sliders' ids and how many choices each has. */
export type Sliders = Readonly<Record<string, number>>;

export interface Reading {
  readonly settings: Settings;
  /** What could not be taken as it stood, in words. */
  readonly notes: readonly string[];
}

/** Of the form of the address; a change of what it means raises it. */
const VERSION = '1';
const OWN = ['figure', 'v', 'seed', 'size'];

/** The query of a link, with its question mark. */
export function linkQuery(figure: string, { seed, size, choices }: Settings): string {
  const query = new URLSearchParams({ figure, v: VERSION, seed: String(seed), size });
  for (const [id, choice] of Object.entries(choices)) query.set(id, String(choice));
  return `?${query.toString()}`;
}

/** What an address says of a figure; undefined when it speaks of another or of none. */
export function readLink(
  search: string,
  figure: string,
  sliders: Sliders,
  standard: Settings,
  sizes: readonly SizeName[] = ['quick', 'paper'],
): Reading | undefined {
  const query = new URLSearchParams(search);
  if (query.get('figure') !== figure) return undefined;
  const notes: string[] = [];
  const version = query.get('v');
  if (version !== VERSION) {
    notes.push(
      `it is of version ${version ?? 'none'}, and this page reads version ${VERSION}: nothing of it was set`,
    );
    return { settings: standard, notes };
  }
  const whole = (name: string, most: number, otherwise: number): number => {
    const text = query.get(name);
    if (text === null) return otherwise;
    const value = text.trim() === '' ? NaN : Number(text);
    if (!Number.isFinite(value)) {
      notes.push(`${name} “${text.slice(0, 20)}” is no number`);
      return otherwise;
    }
    const clamped = Math.min(most, Math.max(0, Math.round(value)));
    if (clamped !== value) notes.push(`${name} was ${text.slice(0, 20)}, and is now ${clamped}`);
    return clamped;
  };
  const seed = whole('seed', LARGEST_SEED, standard.seed);
  const sizeText = query.get('size') ?? standard.size;
  const size = sizes.find((each) => each === sizeText);
  if (size === undefined) notes.push(`there is no size “${sizeText.slice(0, 20)}”`);
  const choices: Record<string, number> = {};
  for (const name of new Set(query.keys())) {
    if (OWN.includes(name)) continue;
    const count = Object.hasOwn(sliders, name) ? sliders[name] : undefined;
    if (count === undefined) {
      notes.push(`this figure has no setting “${name.slice(0, 20)}”`);
      continue;
    }
    const choice = whole(name, count - 1, -1);
    if (choice >= 0) choices[name] = choice;
  }
  return { settings: { seed, size: size ?? standard.size, choices }, notes };
}

/** What was done with a link, for the reader. */
export function readingWords({ settings, notes }: Reading): string {
  const corrected =
    notes.length === 0 ? '' : ` Not everything in the link could be used: ${notes.join('; ')}.`;
  return `Set as the link says, with seed ${settings.seed}; “Retrain” makes the figure.${corrected}`;
}
