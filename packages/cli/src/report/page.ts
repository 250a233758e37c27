/** The report as one HTML file that asks the network for nothing: pictures and style are inside. */

import { formatDuration } from '../terminal/duration.js';
import { verdictSentence, type VerdictCounts } from '../reproduce/result.js';
import { VERDICTS } from '../terminal/style.js';
import type { Claim, Verdict } from '@toymodels/paper';
import type { ReportContent, ReportFigure } from './content.js';
import { facts, files, made, PAPER } from './facts.js';
import { html, raw, type Html } from './html.js';
import { mathText } from './math-text.js';
import { STYLE } from './style.js';

const ALL: readonly Verdict[] = ['holds', 'fails', 'differs'];
const WORDS: Readonly<Record<Verdict, string>> = { holds: 'holds', fails: 'fails', differs: 'differs' };

function badge(verdict: Verdict): Html {
  return html`<span class="badge ${verdict}"
    ><span aria-hidden="true">${VERDICTS[verdict].mark}</span> ${WORDS[verdict]}</span
  >`;
}

/** `✓ 5 ✗ 1`, spoken as words; verdicts that do not occur are left out. */
function tally(counts: VerdictCounts): Html {
  const parts = ALL.filter((verdict) => counts[verdict] > 0).map(
    (verdict) =>
      html`<span class="${verdict}"
        ><span aria-hidden="true">${VERDICTS[verdict].mark}</span>&#8239;${counts[verdict]}<span
          class="spoken"
        >
          ${WORDS[verdict]}</span
        ></span
      > `,
  );
  return html`<span class="tally">${parts}</span>`;
}

function claimRow(claim: Claim): Html {
  return html`<tr role="row" class="${claim.verdict}">
    <td role="cell" class="verdict">${badge(claim.verdict)}</td>
    <td role="cell" class="statement">
      ${mathText(claim.statement)}${claim.note === undefined ? undefined : html`<p class="note">${mathText(claim.note)}</p>`}
      <details>
        <summary>How it is measured</summary>
        <p>${mathText(claim.method)}</p>
      </details>
    </td>
    <td role="cell" data-label="Measured">${mathText(claim.measured)}</td>
    <td role="cell" data-label="Expected">${mathText(claim.expected)}</td>
  </tr>`;
}

function claimTable({ id, claims }: ReportFigure): Html | undefined {
  if (claims.length === 0) return undefined;
  // The roles keep it a table to screen readers where narrow pages lay it out as blocks.
  return html`<table role="table" class="claims" aria-label="Claims of ${id}">
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader">Verdict</th>
        <th role="columnheader">Claim</th>
        <th role="columnheader">Measured</th>
        <th role="columnheader">Expected</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${claims.map(claimRow)}
    </tbody>
  </table>`;
}

/** What is to be seen stands out from how it was made. */
function caption(text: string): Html {
  const [first = text] = /^.*?[.!?](?=\s|$)/s.exec(text) ?? [];
  return html`<strong>${mathText(first)}</strong>${mathText(text.slice(first.length))}`;
}

function section(figure: ReportFigure): Html {
  const { id, drawings, record } = figure;
  return html`<section id="${id}" aria-labelledby="${id}-heading">
    <p class="eyebrow">Section ${figure.section} · ${figure.sectionTitle}</p>
    <h2 id="${id}-heading">${figure.title}</h2>
    <figure>
      <div class="wide">${raw(drawings.wide)}</div>
      <div class="narrow">${raw(drawings.narrow)}</div>
      <figcaption>${caption(figure.caption)}</figcaption>
    </figure>
    ${claimTable(figure)}
    <details class="made">
      <summary>How it was made</summary>
      <dl>
        ${facts(figure).map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
      <pre tabindex="0" aria-label="Configuration of ${id}"><code>${specText(record.spec)}</code></pre>
    </details>
    <p class="files">${files(id).map(([name, path]) => html`<a href="${path}">${name}</a> `)}</p>
  </section>`;
}

/** The spec with short lists and objects on one line each, so that it can be read at a glance. */
function specText(spec: unknown, indent = ''): string {
  const flat = JSON.stringify(spec, undefined, 1).replace(/\n\s*/g, ' ');
  if (typeof spec !== 'object' || spec === null || flat.length + indent.length <= 72) return flat;
  const deeper = `${indent}  `;
  const inner = Array.isArray(spec)
    ? spec.map((item) => deeper + specText(item, deeper))
    : Object.entries(spec).map(([key, item]) => `${deeper}${JSON.stringify(key)}: ${specText(item, deeper)}`);
  const [open, close] = Array.isArray(spec) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${inner.join(',\n')}\n${indent}${close}`;
}

function entry({ id, title, verdicts, run }: ReportFigure): Html {
  return html`<li>
    <a href="#${id}"
      ><span>${title}</span><span class="time">${formatDuration(run.seconds)}</span>${tally(verdicts)}</a
    >
  </li>`;
}

export function reportPage(content: ReportContent): string {
  const { figures, verdicts, version } = content;
  // One list for each section, in the paper's order.
  const sections = [...new Set(figures.map(({ section: number }) => number))].map((number) => {
    const own = figures.filter((figure) => figure.section === number);
    return html`<h2>Section ${number} · ${own[0]!.sectionTitle}</h2>
      <ol>
        ${own.map(entry)}
      </ol>`;
  });
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        />
        <title>${PAPER.title}, reproduced</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <p class="eyebrow">A report by toymodels ${version}</p>
          <h1>${PAPER.title}, reproduced</h1>
          <p class="lead">
            Every model was trained on this machine, every claim measured on it: ${made(figures)}.
            <strong>${verdictSentence(verdicts)}.</strong>
          </p>
          ${
            figures.length === 0
              ? html`<p>No figure is finished yet.</p>`
              : html`<nav aria-label="Figures">${sections}</nav>`
          }
        </header>
        <main>${figures.map(section)}</main>
        <footer>
          <p>
            After <a href="${PAPER.url}"><cite>${PAPER.title}</cite></a> (${PAPER.citation}).
          </p>
        </footer>
      </body>
    </html> `;
  return page.text;
}
