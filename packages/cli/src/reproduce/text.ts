/** What `toymodels reproduce` says on a terminal: each figure with its claims, then the sum of it all. */

import { print, tell, type Io } from '../io.js';
import { shown } from '../paths.js';
import { claimLines } from '../terminal/claims-text.js';
import { formatDuration } from '../terminal/duration.js';
import { styler, VERDICTS } from '../terminal/style.js';
import { verdictSentence, type FigureOutcome, type ReproduceResult } from './result.js';

const MIN_WIDTH = 40;
const MAX_WIDTH = 100;

export function printOutcome(io: Io, outcome: FigureOutcome): void {
  const style = styler(io, io.stdout);
  // A terminal that does not know its size says 0.
  const width = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, io.stdout.columns || MAX_WIDTH));
  switch (outcome.status) {
    case 'failed':
      tell(io, `${styler(io, io.stderr)('red', `${outcome.id} could not be made:`)} ${outcome.error}\n`);
      return;
    case 'interrupted':
      return;
    case 'made':
    case 'kept': {
      const how =
        outcome.status === 'made'
          ? `made in ${formatDuration(outcome.seconds)}`
          : 'kept from an earlier run (--force makes it anew)';
      print(io, `${style('bold', outcome.id)} ${style('dim', `· ${how}`)}`);
      print(io, `  ${outcome.title}`);
      for (const claim of outcome.claims) {
        for (const line of claimLines(claim, width, style)) print(io, line);
      }
      print(io);
    }
  }
}

export function printSummary(io: Io, result: ReproduceResult): void {
  const style = styler(io, io.stdout);
  const { figures, verdicts, report } = result;
  // Said again at the end: what fails must not scroll away.
  for (const figure of figures) {
    if (!('claims' in figure)) continue;
    for (const claim of figure.claims) {
      if (claim.verdict === 'holds') continue;
      const { mark, word, style: colour } = VERDICTS[claim.verdict];
      print(io, style(colour, `${mark} ${word}: ${figure.id}/${claim.id}`));
    }
  }
  const unmade = figures.filter(({ status }) => status === 'failed').map(({ id }) => id);
  if (unmade.length > 0) print(io, style('red', `could not be made: ${unmade.join(', ')}`));
  const kept = figures.filter(({ status }) => status === 'kept').length;
  const made = figures.filter(({ status }) => status === 'made').length;
  print(
    io,
    `${made} ${made === 1 ? 'figure' : 'figures'} made${kept > 0 ? `, ${kept} kept from an earlier run` : ''}`,
  );
  print(io, style('bold', verdictSentence(verdicts)));
  print(io, `Report: ${shown(io.cwd, report.html)}`);
}
