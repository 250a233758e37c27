/** What a report shows, the same in Markdown and HTML. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnyFigure, Claim, FigureEntry, SvgOptions } from '@toymodels/paper';
import { newDocument } from '../output/document.js';
import type { FigureRecord, FinishedFigure, RunRecord } from '../reproduce/record.js';
import { countVerdicts, type VerdictCounts } from '../reproduce/result.js';

export interface ReportFigure {
  readonly id: string;
  readonly section: string;
  readonly sectionTitle: string;
  readonly title: string;
  readonly caption: string;
  readonly claims: readonly Claim[];
  readonly verdicts: VerdictCounts;
  readonly record: FigureRecord;
  readonly run: RunRecord;
  /** Drawn for a wide page and for a phone, in both colour schemes. */
  readonly drawings: { readonly wide: string; readonly narrow: string };
}

export interface ReportContent {
  readonly figures: readonly ReportFigure[];
  readonly verdicts: VerdictCounts;
  /** Of @toymodels/*. */
  readonly version: string;
}

/** Widths in px: the page's column, and a phone less its margins. */
const WIDE = 920;
const NARROW = 356;

export async function reportContent(
  finished: readonly { readonly entry: FigureEntry; readonly finished: FinishedFigure }[],
  version: string,
): Promise<ReportContent> {
  const figures: ReportFigure[] = [];
  for (const { entry, finished: done } of finished) figures.push(await reportFigure(entry, done));
  return { figures, version, verdicts: countVerdicts(figures.flatMap(({ claims }) => claims)) };
}

async function reportFigure(entry: FigureEntry, finished: FinishedFigure): Promise<ReportFigure> {
  const { id, section, sectionTitle, title } = entry;
  const { claims, record, run } = finished;
  const figure = await entry.load();
  return {
    id,
    section,
    sectionTitle,
    title,
    caption: figure.caption(finished.data, record.spec),
    claims,
    verdicts: countVerdicts(claims),
    record,
    run,
    drawings: await draw(figure, finished),
  };
}

async function draw(
  figure: AnyFigure,
  { data, record, folder }: FinishedFigure,
): Promise<ReportFigure['drawings']> {
  const at = (width: number, idPrefix: string): string => {
    const options: SvgOptions = { document: newDocument(), theme: 'auto', width, idPrefix, showTitle: false };
    return figure.plot(data, record.spec, options);
  };
  try {
    return { wide: at(WIDE, `${figure.id}-wide`), narrow: at(NARROW, `${figure.id}-narrow`) };
  } catch {
    // Data of an earlier state of the figure's code: the drawing made then still belongs to it.
    const svg = await readFile(join(folder, 'figure.svg'), 'utf8');
    return { wide: svg, narrow: svg };
  }
}
