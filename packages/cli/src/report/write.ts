/** Puts the report beside the figures, both forms whole or not at all. */

import { join } from 'node:path';
import { VERSION } from '@toymodels/core';
import type { FigureEntry } from '@toymodels/paper';
import { writeFileWhole } from '../output/atomic.js';
import type { FinishedFigure } from '../reproduce/record.js';
import { reportContent } from './content.js';
import { reportMarkdown } from './markdown.js';
import { reportPage } from './page.js';

/**
 * @param finished in the order in which they are shown
 * @returns the paths of the files
 * @throws FileAccessError
 */
export async function writeReport(
  out: string,
  finished: readonly { readonly entry: FigureEntry; readonly finished: FinishedFigure }[],
): Promise<{ html: string; markdown: string }> {
  const content = await reportContent(finished, VERSION);
  const paths = { html: join(out, 'report.html'), markdown: join(out, 'report.md') };
  await writeFileWhole(paths.markdown, reportMarkdown(content));
  await writeFileWhole(paths.html, reportPage(content));
  return paths;
}
