/**
 * Values as short text, the same in the address and in the form, and back.
 *
 * | text | is |
 * |---|---|
 * | `0.1` | one number for all |
 * | `1,0.9,0.8` | one for each; a list of one is `only:0.5` |
 * | `geo:1,0.9` | first * ratio^i |
 * | `lin:1,0.1`, `log:1,0.01` | from first to last in equal steps, equal ratios |
 * | `1/0.2/geo:1,0.9` | one entry for each instance; a list of one is `only/0.5` |
 * | `c0.1/a2.3` | features 0 and 1 correlated, 2 and 3 anticorrelated |
 *
 * Numbers are written as JavaScript writes them, so that they come back bit for bit. Reading brings numbers
 * into range and says so; what is no number at all is refused by throwing a sentence.
 */
import type { FeatureSet, FeatureValues, InstanceValues, NamedCurve } from '@toymodels/core';

/** What a reading had to change, in words. */
export type Say = (note: string) => void;

export interface Range {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** Without the plus sign, which forms and addresses may take for a space. */
export const numberText = (value: number): string => String(value).replace('e+', 'e');

const quote = (text: string): string => `“${text.length > 24 ? `${text.slice(0, 24)}…` : text}”`;

/** @throws Error with a sentence when it is no number */
export function readNumber(text: string, { least, most, whole = false }: Range, say: Say): number {
  const trimmed = text.trim();
  // Number() would read words such as Infinity, and hexadecimal.
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) throw new Error(`${quote(text)} is no number`);
  const given = Number(trimmed);
  const rounded = whole ? Math.round(given) : given;
  const value = Math.min(most, Math.max(least, rounded));
  if (value !== given)
    say(`${trimmed} was brought to ${numberText(value)}, allowed is ${rangeText({ least, most, whole })}`);
  return value;
}

function rangeText({ least, most, whole = false }: Range): string {
  return `${whole ? 'whole numbers ' : ''}from ${numberText(least)} to ${numberText(most)}`;
}

const CURVES = { geo: 'geometric', lin: 'linear', log: 'logarithmic' } as const;
const SHORT = { geometric: 'geo', linear: 'lin', logarithmic: 'log' } as const;

function curveText(curve: NamedCurve): string {
  const second = curve.curve === 'geometric' ? curve.ratio : curve.last;
  return `${SHORT[curve.curve]}:${numberText(curve.first)},${numberText(second)}`;
}

function readCurve(text: string, range: Range, say: Say): NamedCurve | undefined {
  const match = /^(geo|lin|log):([^,/]*),([^,/]*)$/.exec(text.trim());
  if (match === null) return undefined;
  const curve = CURVES[match[1] as keyof typeof CURVES];
  if (curve === 'geometric') {
    const first = readNumber(match[2]!, range, say);
    return { curve, first, ratio: readNumber(match[3]!, { least: 0, most: 1000 }, say) };
  }
  // Equal ratios need numbers above zero.
  const allowed = curve === 'logarithmic' ? { ...range, least: Math.max(range.least, 1e-9) } : range;
  const first = readNumber(match[2]!, allowed, say);
  return { curve, first, last: readNumber(match[3]!, allowed, say) };
}

export function featureText(values: FeatureValues): string {
  if (typeof values === 'number') return numberText(values);
  if ('curve' in values) return curveText(values);
  return (values.length === 1 ? 'only:' : '') + values.map(numberText).join(',');
}

/** @throws Error with a sentence */
export function readFeatureValues(text: string, range: Range, say: Say): FeatureValues {
  const curve = readCurve(text, range, say);
  if (curve !== undefined) return curve;
  if (/^[a-z]+:/.test(text) && !text.startsWith('only:'))
    throw new Error(
      `${quote(text)} is no rule; known are geo:first,ratio, lin:first,last and log:first,last`,
    );
  const parts = text.replace(/^only:/, '').split(',');
  const numbers = parts.map((part) => readNumber(part, range, say));
  return numbers.length === 1 && !text.startsWith('only:') ? numbers[0]! : numbers;
}

export function instanceText(values: InstanceValues): string {
  if ('curve' in values) return curveText(values);
  return (values.length === 1 ? 'only/' : '') + values.map(featureText).join('/');
}

/** @throws Error with a sentence */
export function readInstanceValues(text: string, range: Range, say: Say): InstanceValues {
  const curve = readCurve(text, range, say);
  if (curve !== undefined) return curve;
  const parts = text.replace(/^only\//, '').split('/');
  return parts.map((part) => readFeatureValues(part, range, say));
}

export function setsText(sets: readonly FeatureSet[]): string {
  return sets.map(({ kind, features }) => kind[0]! + features.join('.')).join('/');
}

/** @throws Error with a sentence */
export function readSets(text: string): readonly FeatureSet[] {
  if (text.trim() === '') return [];
  return text.split('/').map((part): FeatureSet => {
    const match = /^\s*([ca])\s*(\d+(?:[.\s]+\d+)+)\s*$/.exec(part);
    if (match === null)
      throw new Error(
        `${quote(part)} is no set; write c0.1.2 for features 0, 1 and 2 active together, a3.4 for one in the other’s place`,
      );
    return {
      kind: match[1] === 'c' ? 'correlated' : 'anticorrelated',
      features: match[2]!.split(/[.\s]+/).map(Number),
    };
  });
}

/** Plain numbers one after the other, for sweeps. @throws Error with a sentence */
export function readNumbers(text: string, range: Range, say: Say): readonly number[] {
  return text.split(/[/,]/).map((part) => readNumber(part, range, say));
}
