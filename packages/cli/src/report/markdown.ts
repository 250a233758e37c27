/** The report as Markdown (with GitHub's tables), pictures beside it. */

import { verdictSentence } from '../reproduce/result.js';
import { formatDuration } from '../terminal/duration.js';
import { VERDICTS } from '../terminal/style.js';
import type { ReportContent, ReportFigure } from './content.js';
import { facts, files, made, PAPER } from './facts.js';

/** Plain text as Markdown text; line ends become spaces, so that it fits a table's cell. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|#~]/g, '\\$&');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function section(figure: ReportFigure): string {
  const { id, claims } = figure;
  const notes = claims.filter(({ note }) => note !== undefined);
  return [
    `## ${plain(figure.title)}`,
    `Section ${plain(figure.section)}, *${plain(figure.sectionTitle)}* · \`${id}\``,
    `![${plain(figure.title)}](${id}/figure.png)`,
    plain(figure.caption),
    table(
      ['', 'Claim', 'Measured', 'Expected', 'How it is measured'],
      claims.map(({ verdict, statement, measured, expected, method }) => {
        const { mark, word } = VERDICTS[verdict];
        return [`${mark} ${word}`, ...[statement, measured, expected, method].map(plain)];
      }),
    ),
    ...notes.map(({ id: claim, note }) => `- \`${claim}\`: ${plain(note!)}`),
    facts(figure)
      .map(([name, value]) => `${name}: ${plain(value)}`)
      .join(' · '),
    files(id)
      .map(([name, path]) => `[${name}](${path})`)
      .join(' · '),
  ].join('\n\n');
}

export function reportMarkdown(content: ReportContent): string {
  const { figures, verdicts, version } = content;
  const overview = table(
    [
      'Figure',
      'Section',
      'Preset',
      'Seed',
      'Time',
      ...(['holds', 'fails', 'differs'] as const).map((v) => VERDICTS[v].mark),
    ],
    figures.map(({ id, section: number, record, run, verdicts: own }) => [
      `\`${id}\``,
      plain(number),
      record.preset,
      String(record.seed),
      formatDuration(run.seconds),
      ...[own.holds, own.fails, own.differs].map(String),
    ]),
  );
  const parts = [
    `# ${PAPER.title}, reproduced`,
    `${verdictSentence(verdicts)}. ${made(figures)}, by toymodels ${plain(version)}, after [${PAPER.citation}](${PAPER.url}).`,
    ...(figures.length === 0 ? ['No figure is finished yet.'] : [overview]),
    ...figures.map(section),
  ];
  return `${parts.join('\n\n')}\n`;
}
