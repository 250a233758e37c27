/**
 * The style sheet of the report. Colours are those of the figures (light and dark), so that a figure
 * has no edge on the page; fonts are the reader's own, for the file fetches nothing.
 */

export const STYLE: string = `
:root {
  color-scheme: light dark;
  --page: #fdfcf9; --ink: #1f2328; --muted: #5f636a; --line: #e2dfd8; --card: #f6f4ee;
  --holds: #00704f; --fails: #b3261e; --differs: #8a5a00;
  --serif: 'Iowan Old Style', 'Charter', 'Source Serif 4', 'Palatino Linotype', Palatino, Georgia, serif;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, 'Liberation Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #10141d; --ink: #e8e6e1; --muted: #a3a8b1; --line: #2b313d; --card: #171c27;
    --holds: #4fd0a5; --fails: #ff8a7a; --differs: #f0b45a;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0 auto; padding: clamp(1.5rem, 6vw, 5rem) clamp(1rem, 4vw, 2.5rem); max-width: 1000px;
  background: var(--page); color: var(--ink); font: 1.0625rem/1.6 var(--serif); }
h1, h2 { font-weight: 600; line-height: 1.2; text-wrap: balance; margin: 0; }
h1 { font-size: clamp(1.8rem, 5vw, 2.8rem); letter-spacing: -0.015em; }
h2 { font-size: clamp(1.3rem, 3vw, 1.7rem); letter-spacing: -0.01em; max-width: 36em; }
a { color: inherit; text-decoration-color: var(--muted); text-underline-offset: 0.18em; }
a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 3px; border-radius: 2px; }
.eyebrow { margin: 0 0 0.5rem; color: var(--muted); font: 0.8125rem/1.4 var(--sans); }
.lead { max-width: 66ch; margin: 1.1rem 0 0; text-wrap: pretty; }
.lead strong { display: block; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.holds { --verdict: var(--holds); } .fails { --verdict: var(--fails); } .differs { --verdict: var(--differs); }

nav { margin-top: 2rem; font: 0.9375rem/1.45 var(--sans); }
nav h2 { margin: 1.6rem 0 0.3rem; color: var(--muted); font: 0.8125rem/1.4 var(--sans); letter-spacing: 0; }
nav ol { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
nav li { border-bottom: 1px solid var(--line); }
nav a { display: flex; gap: 1rem; padding: 0.5rem 0; text-decoration: none; }
nav a > span:first-child { flex: 1; }
.time { flex: none; color: var(--muted); font-size: 0.8125rem; font-variant-numeric: tabular-nums; }
nav a:hover > span:first-child { text-decoration: underline; text-decoration-thickness: 1px; }
.tally { flex: none; min-width: 7.5rem; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.tally > span { color: var(--verdict); margin-left: 0.75em; font-weight: 600; }

section { margin-top: clamp(3.5rem, 9vw, 6rem); scroll-margin-top: 1.5rem; }
figure { margin: 1.5rem 0 0; }
figure svg { display: block; width: 100%; height: auto; }
.wide { margin: 0 -14px; }
.narrow { display: none; }
figcaption { max-width: 66ch; margin-top: 0.75rem; color: var(--muted); font-size: 1rem; line-height: 1.55; text-wrap: pretty; }
figcaption strong { color: var(--ink); font-weight: inherit; }
sup, sub { font-size: 0.75em; line-height: 0; }

table { width: 100%; margin-top: 1.75rem; border-collapse: collapse; font: 0.875rem/1.5 var(--sans); }
th { padding: 0 1rem 0.5rem 0; color: var(--muted); font-weight: 400; text-align: left; }
td { padding: 0.8rem 1rem 0.8rem 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th:last-child, td:last-child { padding-right: 0; }
th:nth-child(1) { width: 6.5rem; } th:nth-child(2) { width: 42%; }
td.verdict { white-space: nowrap; }
.badge { color: var(--verdict); font-weight: 600; }
tr.fails td, tr.differs td { background: color-mix(in srgb, var(--verdict) 7%, transparent); }
tr.fails td:first-child, tr.differs td:first-child { box-shadow: inset 3px 0 var(--verdict); padding-left: 0.9rem; }
.statement details { margin-top: 0.25rem; color: var(--muted); font-size: 0.8125rem; }
.statement summary { color: var(--muted); }
.note { margin: 0.35rem 0 0; color: var(--ink); font-style: italic; }
summary { cursor: pointer; width: fit-content; }
details > p { margin: 0.3rem 0 0; max-width: 60ch; }

.made { margin-top: 1.5rem; font: 0.875rem/1.5 var(--sans); }
.made summary { color: var(--muted); }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0.75rem 1.5rem; margin: 1rem 0; }
dt { color: var(--muted); font-size: 0.8125rem; } dd { margin: 0; overflow-wrap: anywhere; }
pre { margin: 0; padding: 1rem; max-height: 28rem; overflow: auto; background: var(--card); border-radius: 6px;
  font: 0.8125rem/1.55 var(--mono); tab-size: 2; }
.files { margin: 1rem 0 0; font: 0.875rem/1.5 var(--sans); }
.files a { margin-right: 1rem; }
footer { margin-top: 5rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--muted); font-size: 0.9375rem; }
footer p { margin: 0; }

@media (max-width: 640px) {
  .time { display: none; }
  .tally { min-width: 0; }
  .wide { display: none; }
  .narrow { display: block; margin: 0 -4px; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td { display: block; width: auto; }
  tr { padding: 0.9rem 0; border-top: 1px solid var(--line); }
  td { padding: 0; border: 0; }
  td.statement { margin: 0.15rem 0 0.5rem; font-size: 0.9375rem; }
  td[data-label] { display: grid; grid-template-columns: 5rem 1fr; }
  td[data-label]::before { content: attr(data-label); color: var(--muted); }
  tr.fails, tr.differs { background: color-mix(in srgb, var(--verdict) 7%, transparent);
    box-shadow: inset 3px 0 var(--verdict); padding-left: 0.9rem; padding-right: 0.5rem; }
  tr.fails td, tr.differs td { background: none; }
  tr.fails td:first-child, tr.differs td:first-child { box-shadow: none; padding-left: 0; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  section { break-before: page; margin-top: 0; }
  .wide { display: block; } .narrow, .files, nav { display: none; }
}
`.trim();
