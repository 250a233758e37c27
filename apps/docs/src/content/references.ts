/**
 * The literature that the pages cite (`references.json`). `<Cite of="key" />` refers to an entry, `/references/` lists
 * them.
 */
import list from './references.json';

export interface Reference {
  /** As it stands in a citation: "Elhage et al.". */
  readonly short: string;
  /** Surnames with initials, in order. */
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  /** Journal, conference or site, with volume and pages. */
  readonly where: string;
  /** Where it can be read; the reader's choice to follow, never loaded by a page. */
  readonly url?: string;
}

export type ReferenceKey = keyof typeof list;

export const references: Readonly<Record<ReferenceKey, Reference>> = list;
