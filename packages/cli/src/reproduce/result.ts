/** What `toymodels reproduce` brings back, as data: printed as text, or with --json as it is. */

import type { Claim, PresetName, Verdict } from '@toymodels/paper';

export type VerdictCounts = Readonly<Record<Verdict, number>>;

/** What became of one figure. */
export type FigureOutcome = {
  readonly id: string;
  readonly title: string;
} & (
  | {
      /** `kept`: an earlier run had made it already. */
      readonly status: 'made' | 'kept';
      readonly folder: string;
      /** Time that making it took, then. */
      readonly seconds: number;
      readonly claims: readonly Claim[];
    }
  | { readonly status: 'failed'; readonly error: string }
  /** Not made, or not finished, because of Ctrl-C. */
  | { readonly status: 'interrupted' }
);

export interface ReproduceResult {
  readonly version: string;
  readonly preset: PresetName;
  /** As given; null where each figure's own was used. */
  readonly seed: number | null;
  readonly backend: string;
  /** Absolute. */
  readonly out: string;
  readonly figures: readonly FigureOutcome[];
  /** Over the figures made or kept. */
  readonly verdicts: VerdictCounts;
  readonly report: { readonly html: string; readonly markdown: string };
}

/** How many claims have each verdict. */
export function countVerdicts(claims: Iterable<Claim>): VerdictCounts {
  const counts = { holds: 0, fails: 0, differs: 0 };
  for (const { verdict } of claims) counts[verdict] += 1;
  return counts;
}

/** `14 claims: 12 hold, 1 fails, 1 differs` */
export function verdictSentence({ holds, fails, differs }: VerdictCounts): string {
  const total = holds + fails + differs;
  const verb = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
  return (
    `${verb(total, 'claim', 'claims')}: ${verb(holds, 'holds', 'hold')}, ` +
    `${verb(fails, 'fails', 'fail')}, ${verb(differs, 'differs', 'differ')}`
  );
}
