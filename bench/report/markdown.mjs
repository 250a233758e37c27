// The results as tables for people.

import { MULTIPLY_ADDS_FORMULA } from '../lib/work.mjs';
import { TOLERANCE } from '../lib/agreement.mjs';
import { CHECK_STEPS } from '../lib/measure.mjs';
import { machineLine } from './machine.mjs';

/** Three significant digits. @param {number | undefined} value */
const number = (value) =>
  value === undefined || Number.isNaN(value) ? '–' : value >= 100 ? value.toFixed(0) : value.toPrecision(3);

/** @param {number | undefined} share */
const percent = (share) => (share === undefined ? '–' : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`);

/** Multiply-adds a millisecond, in words. @param {number} rate */
const giga = (rate) => `${(rate / 1e6).toFixed(1)} billion/s`;

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
const table = (head, rows) => [
  `| ${head.join(' | ')} |`,
  `| ${head.map((_, column) => (column === 0 ? '---' : '---:')).join(' | ')} |`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
  '',
];

/** @param {import('./results.mjs').Results} results @returns {string} */
export function markdown(results) {
  const { settings, entries } = results;
  const compared = settings.filter(({ timings }) => timings.length > 0);
  return [
    '# Milliseconds a training step',
    '',
    `One step: K models, 1024 fresh samples each: draw, forward, backward, AdamW. Median of ${results.method.rounds} rounds in which the contestants take turns (least–most). Made by \`${results.command}\`; see [the method](../README.md).`,
    '',
    ...table(['', ...compared.map(({ name }) => name)], timeRows(entries, compared)),
    ...ratioTable(results, compared),
    '## Goals',
    '',
    ...table(
      ['', 'wanted', 'reached', 'met'],
      results.goals.map(({ what, wanted, reached, met }) => [
        what,
        number(wanted),
        number(reached),
        met === undefined ? 'not measured' : met ? 'yes' : 'no',
      ]),
    ),
    '## Of this run',
    '',
    `- ${machineLine(results.machine)}`,
    ...limitLines(results.limit),
    ...agreementLines(settings),
    ...entries.map(({ name, device, version }) => `- ${name}: ${device}; version ${version}`),
    ...Object.entries(results.missing).map(([entry, reason]) => `- not there: ${entry}: ${reason}`),
    ...settings.flatMap(({ name, leftOut }) =>
      Object.entries(leftOut).map(
        ([entry, reason]) => `- left out of ${name}: ${entry}: ${reason.split('\n')[0]}`,
      ),
    ),
    '',
  ].join('\n');
}

/** @param {import('./results.mjs').Results['entries']} entries @param {readonly import('./results.mjs').SettingResult[]} settings */
function timeRows(entries, settings) {
  return entries.map(({ key, name, device }) => [
    // Browsers without a graphics card have the processor play one.
    /swiftshader|llvmpipe|software/i.test(device) ? `${name} (software adapter)` : name,
    ...settings.map(({ timings }) => {
      const timing = timings.find(({ entry }) => entry === key);
      return timing ? `${number(timing.median)} (${number(timing.least)}–${number(timing.most)})` : '–';
    }),
  ]);
}

/** @param {import('./results.mjs').Results} results @param {readonly import('./results.mjs').SettingResult[]} settings */
function ratioTable({ entries }, settings) {
  /** @type {(label: string, cell: (comparison: import('./compare.mjs').Comparison) => string, isForAll?: boolean) => string[][]} */
  const rows = (label, cell, isForAll = false) =>
    entries
      .filter(
        ({ key, side }) =>
          (side === 'ours' || side === 'option') && (isForAll || !key.startsWith('chromium')),
      )
      .map(({ key, name }) => [
        `${name}: ${label}`,
        ...settings.map(({ comparisons }) => {
          const found = comparisons.find(({ entry }) => entry === key);
          return found ? cell(found) : '–';
        }),
      ])
      .filter(([, ...cells]) => cells.some((text) => text !== '–'));
  return [
    '## Ours beside the best peer and the limit',
    '',
    ...table(
      ['', ...settings.map(({ name }) => name)],
      [
        ...rows(
          'times faster',
          ({ ratio, ratioLeast, ratioMost, bestPeer }) =>
            ratio === undefined
              ? '–'
              : `${number(ratio)} (${number(ratioLeast)}–${number(ratioMost)}) than ${bestPeer}`,
          true,
        ),
        ...rows('than a peer with one draw', ({ ratioToHelped }) => number(ratioToHelped)),
        ...rows('of WASM limit', ({ shareOfWasm }) => percent(shareOfWasm)),
        ...rows('of native limit', ({ shareOfNative }) => percent(shareOfNative)),
      ],
    ),
  ];
}

/** @param {import('./compare.mjs').Limit} limit */
function limitLines({ wasm, native }) {
  const lines = Object.entries(wasm).map(
    ([threads, rate]) =>
      `- measured limit of multiply and add in plain WebAssembly SIMD, ${threads} thread(s): ${giga(rate)}`,
  );
  if (native === undefined) lines.push('- native limit: not measured, no C compiler');
  for (const [threads, { widest, narrow }] of Object.entries(native?.threads ?? {})) {
    lines.push(
      `- measured native limit, ${threads} thread(s): ${giga(widest.rate)} with ${widest.bytes * 8}-bit vectors, ${giga(narrow.rate)} with 128-bit ones (${native?.compiler})`,
    );
  }
  return [
    ...lines,
    `- share of the limit: ${MULTIPLY_ADDS_FORMULA}, counted as if dense, over the time, over the limit on as many threads`,
  ];
}

/** @param {readonly import('./results.mjs').SettingResult[]} settings */
function agreementLines(settings) {
  const largest = Math.max(0, ...settings.map(({ agreement }) => agreement.largest));
  return [
    `- losses after ${CHECK_STEPS.join(', ')} steps from common parameters agree within ${percent(largest)} (allowed: ${percent(TOLERANCE)})`,
    ...settings.flatMap(({ name, agreement }) =>
      agreement.disagreeing.map((line) => `- **disagrees** on ${name}: ${line}`),
    ),
  ];
}
