/** The table of measures, one row a model; and the words above it. */
import { escaped, typeset } from '../../live/text.js';
import type { ModelMeasures } from '../state/measures.js';

const short = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '–' : String(Number(value.toPrecision(4)));

/** Rows that a page can hold; a file has all. */
const MOST_ROWS = 60;

export function tableHtml(name: string, measures: readonly ModelMeasures[]): string {
  const exact = measures.some(({ exactLoss }) => exactLoss !== undefined);
  const rows = measures.slice(0, MOST_ROWS).map(
    (each) => `<tr><th scope="row">${escaped(each.title)}</th>
<td>${short(each.loss)}</td>${exact ? `<td>${short(each.exactLoss)}</td>` : ''}<td>${each.represented}</td><td>${short(each.dimensionsPerFeature)}</td>
<td>${short(each.dimensions)}</td><td>${short(each.superposition)}</td><td class="words">${escaped(each.structure)}</td></tr>`,
  );
  const more =
    measures.length > MOST_ROWS ? ` The first ${MOST_ROWS} of ${measures.length}; the files have all.` : '';
  return `<div class="lab-table" tabindex="0" role="region" aria-label="Measures${name === '' ? '' : `, ${name}`}"><table>
<caption>Measures of each model${name === '' ? '' : `, ${name}`}.${more}</caption>
<thead><tr><th scope="col">Model</th>
<th scope="col" title="Mean over fresh samples of the sum over features of I_i (x_i − x′_i)²">Loss</th>
${exact ? '<th scope="col" title="The same over the whole population, computed exactly">Exact loss</th>' : ''}
<th scope="col" title="Features whose vector is longer than 0.5; with neurons, those that some neuron carries">Represented</th>
<th scope="col" title="${escaped('D* = m / |W|², dimensions for each represented feature')}">D*</th>
<th scope="col" title="Sum of the dimensionalities of all features; at most m">${typeset('Σ D_i')}</th>
<th scope="col" title="Mean over represented features of how much others lie along them; 0 alone, 1 and above shared">Superposition</th>
<th scope="col">Structure</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}
