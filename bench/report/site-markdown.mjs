// What a reader of the site waits for, as a table for people.

import { machineLine } from './machine.mjs';

const task = (/** @type {number} */ ms) => (ms === 0 ? 'under 50' : String(ms));

/** @param {import('../site.mjs').SiteResults} results @returns {string} */
export function siteMarkdown({ command, machine, browser, wanted, figures, drags, laboratory }) {
  const slow = figures.filter((each) => each.seconds > wanted.seconds).map(({ id }) => id);
  const long = [
    ...figures.filter((each) => Math.max(each.loading, each.training) > wanted.task).map(({ id }) => id),
    ...drags.filter(({ longest }) => longest > wanted.task).map(({ page }) => page),
    ...(laboratory.training > wanted.task ? ['the laboratory'] : []),
  ];
  return [
    '# What a reader of the site waits for',
    '',
    `Made by \`${command}\`; see [the method](../README.md#the-site). Wanted: a figure retrains in under ${wanted.seconds} s in the size that its page offers first; no task of the main thread takes longer than ${wanted.task} ms.`,
    '',
    `Longer to retrain: ${slow.join(', ') || 'none'}. With a longer task: ${long.join(', ') || 'none'}.`,
    '',
    '| figure | size | retrained, s | longest task loading, ms | training, ms |',
    '| --- | --- | ---: | ---: | ---: |',
    ...figures
      .toSorted((a, b) => b.seconds - a.seconds)
      .map(
        ({ id, size, seconds, loading, training }) =>
          `| ${id} | ${size} | ${seconds.toFixed(1)} | ${task(loading)} | ${task(training)} |`,
      ),
    '',
    '| page | frames while sliders move | ms a frame (median) | longest task, ms |',
    '| --- | ---: | ---: | ---: |',
    ...drags.map(
      ({ page, frames, median, longest }) => `| ${page} | ${frames} | ${median} | ${task(longest)} |`,
    ),
    `| /laboratory/, training for ${laboratory.seconds.toFixed(1)} s | | | ${task(laboratory.training)} |`,
    '',
    `${machineLine(machine)}; ${browser}.`,
    '',
  ].join('\n');
}
