/**
 * A figure's data as one long table: every number, word or truth value is a row, with its name and its
 * places in the lists around it. Spreadsheets and data frames turn it into any other table.
 */
import type { Json } from '@toymodels/paper';

interface Row {
  readonly name: string;
  readonly places: readonly number[];
  readonly value: string;
}

/** Columns `name`, `i`, `j`, … (as many as lists are nested, from 0) and `value`. */
export function csvOf(data: Json): string {
  const rows = rowsOf(data, [], []);
  const depth = Math.max(0, ...rows.map(({ places }) => places.length));
  const letters = Array.from({ length: depth }, (_, k) => String.fromCharCode('i'.charCodeAt(0) + k));
  const lines = rows.map(({ name, places, value }) =>
    [quoted(name), ...letters.map((_, k) => places[k] ?? ''), value].join(','),
  );
  return [['name', ...letters, 'value'].join(','), ...lines, ''].join('\n');
}

function rowsOf(node: Json, keys: readonly string[], places: readonly number[]): Row[] {
  if (Array.isArray(node)) {
    return (node as readonly Json[]).flatMap((each, place) => rowsOf(each, keys, [...places, place]));
  }
  if (node !== null && typeof node === 'object') {
    return Object.entries(node).flatMap(([key, each]) => rowsOf(each, [...keys, key], places));
  }
  const value = node === null ? '' : typeof node === 'string' ? quoted(node) : String(node);
  return [{ name: keys.join('.'), places, value }];
}

/** As RFC 4180 has it. */
function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
