/** A reference in words. */
import type { Reference } from './references.js';

export function inFull({ authors, year, title, where }: Reference): string {
  return `${authors} (${year}). ${title}. ${where}.`;
}
