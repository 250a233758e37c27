/** `toymodels list`: the figures that can be made. */

import type { FigureEntry } from '@toymodels/paper';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { inOrder } from '../figures.js';
import { print, type Io } from '../io.js';
import { styler } from '../terminal/style.js';

export function list(figures: readonly FigureEntry[], io: Io, options: { readonly json: boolean }): ExitCode {
  const sorted = inOrder(figures);
  if (options.json) {
    const plain = sorted.map(({ id, section, sectionTitle, title }) => ({
      id,
      section,
      sectionTitle,
      title,
    }));
    print(io, JSON.stringify(plain, null, 2));
    return EXIT.ok;
  }
  const style = styler(io, io.stdout);
  const width = Math.max(0, ...sorted.map(({ id }) => id.length));
  let section: string | undefined;
  for (const entry of sorted) {
    if (entry.section !== section) {
      if (section !== undefined) print(io);
      section = entry.section;
      print(io, style('bold', `${entry.section}  ${entry.sectionTitle}`));
    }
    print(io, `  ${entry.id.padEnd(width)}  ${entry.title}`);
  }
  return EXIT.ok;
}
