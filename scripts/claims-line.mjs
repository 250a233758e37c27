// The README's line on claims, from the stored results: `node scripts/claims-line.mjs --write` puts it in place.
// `npm run store` does so, and a test compares; nothing is run here.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { storedClaims } from '../packages/paper/dist/node/stored.js';
import { ROOT } from './lib/workspace.mjs';

export const README = join(ROOT, 'README.md');
const BETWEEN_MARKERS = /(?<=<!-- claims -->\n)[\s\S]*?(?=<!-- \/claims -->)/;

/** @typedef {'quick' | 'paper'} Preset */

/** One sentence: how many claims hold, fail and differ, with each preset that is stored. */
export function claimsLine() {
  const [paper, quick] = [counted('paper'), counted('quick')];
  const parts = [
    ...(paper === undefined ? [] : [`at the paper's sizes ${paper}`]),
    ...(quick === undefined ? [] : [`in the quick form ${quick}`]),
  ];
  const sentence = parts.join('; ');
  return `${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`;
}

/** The README with the line as it is now. @throws {Error} when its markers are gone */
export function readmeWithLine() {
  const text = readFileSync(README, 'utf8');
  if (!BETWEEN_MARKERS.test(text)) throw new Error(`${README} has lost its markers <!-- claims -->`);
  return text.replace(BETWEEN_MARKERS, () => `\n${claimsLine()}\n\n`);
}

/** @param {Preset} preset */
function counted(preset) {
  const figures = Object.values(storedClaims({ preset }));
  if (figures.length === 0) return undefined;
  const verdicts = figures.flat().map(({ verdict }) => verdict);
  const count = (/** @type {string} */ verdict) => verdicts.filter((each) => each === verdict).length;
  return (
    `**${count('holds')} of ${verdicts.length} claims hold**, ` +
    `${count('differs')} differ (exact theory gives another value), ${count('fails')} fail, on ${figures.length} figures`
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--write')) writeFileSync(README, readmeWithLine());
  console.log(claimsLine());
}
