/** What is said of a computed experiment: how, by what, and the fingerprint of its bits. */
import { VERSION } from '@toymodels/core';
import { escaped } from '../../live/text.js';
import type { Entry } from './session.js';

export function statusWords({ computed, stopped, seconds }: Entry): string {
  const took =
    seconds === undefined ? '' : ` in ${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)}\u00a0s`;
  if (stopped) return `Stopped. What was reached is shown; it can be continued.`;
  if (computed.method === 'exact') return `Done${took}: ${computed.models.length} optima.`;
  const diverged = computed.runs.some(({ result }) => result.status === 'diverged');
  return diverged ? `Done${took}, but some models diverged: a smaller learning rate helps.` : `Done${took}.`;
}

/** @param name A or B, '' for one alone */
export function resultHtml(name: string, entry: Entry): string {
  const { computed, stopped, device, reproducible, hash } = entry;
  const where = name === '' ? '' : `<b>${name}</b> `;
  const bits = stopped
    ? 'It was stopped, so its bits are those of no link.'
    : hash === undefined
      ? 'No fingerprint: it is no whole run, or this address has no cryptography (https has).'
      : reproducible
        ? computed.method === 'exact'
          ? 'The same link gives the same bits with this version.'
          : 'The same link gives the same bits on every machine with this version.'
        : 'Another machine may give other bits.';
  const print =
    hash === undefined || stopped
      ? ''
      : ` <span class="lab-hash">SHA-256 of the state: <code data-part="hash">${hash}</code></span>`;
  return `<p>${where}By ${escaped(device)}, toymodels ${VERSION}. ${bits}${print}</p>`;
}
