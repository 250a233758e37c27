/**
 * The claims of a figure as HTML: small verdict marks that open to numbers. The same words at build
 * time and after retraining.
 */
import type { Claim, Verdict } from '@toymodels/paper';
import { escaped, typeset } from './text.js';

/** Never colour alone: each verdict has its own sign and its own word. */
export const VERDICT_MARKS: Readonly<Record<Verdict, string>> = { holds: '✓', fails: '✗', differs: '≠' };

export function claimsHtml(claims: readonly Claim[]): string {
  return claims.map(claimHtml).join('');
}

/** In place of those in the list; what was opened stays open. */
export function putClaims(list: HTMLElement, claims: readonly Claim[]): void {
  const open = [...list.querySelectorAll<HTMLDetailsElement>('details[open]')].map(
    (each) => each.dataset['claim'],
  );
  list.innerHTML = claimsHtml(claims);
  for (const each of list.querySelectorAll('details')) each.open = open.includes(each.dataset['claim']);
}

/** "5 of 6 claims hold." */
export function claimsSummary(claims: readonly Claim[]): string {
  const holding = claims.filter(({ verdict }) => verdict === 'holds').length;
  const all = claims.length;
  if (holding === all) return all === 1 ? 'The claim holds.' : `All ${all} claims hold.`;
  return `${holding} of ${all} claims hold.`;
}

function claimHtml({ id, statement, method, expected, measured, verdict, note }: Claim): string {
  const rows = [
    ['Measured', measured],
    ['Expected', expected],
    ['How', method],
    ...(note === undefined ? [] : [['Note', note]]),
  ];
  const numbers = rows.map(([term, text]) => `<div><dt>${term}</dt><dd>${typeset(text!)}</dd></div>`);
  return (
    `<li><details data-claim="${escaped(id)}"><summary>` +
    `<span class="verdict" data-verdict="${verdict}"><span aria-hidden="true">${VERDICT_MARKS[verdict]}</span> ${verdict}</span>` +
    `<span class="statement">${typeset(statement)}</span></summary><dl>${numbers.join('')}</dl></details></li>`
  );
}
