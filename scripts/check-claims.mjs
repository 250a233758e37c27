// Makes all figures with the quick preset and compares every verdict with the stored one: what the README says of
// the claims is what comes out here and now. Part of `npm test`; alone: `npm run check:claims`.
//
// Finished figures are kept in .cache, so that without a change of the code the second time costs nothing.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { figureIndex } from '../packages/paper/dist/index.js';
import { storedClaims, readStored } from '../packages/paper/dist/node/stored.js';
import { exec } from './lib/exec.mjs';
import { ROOT } from './lib/workspace.mjs';

const OUT = join(ROOT, '.cache', 'store-quick');
const MEND = 'If the change is meant: npm run store, and commit packages/paper/results and README.md.';

/** @returns {Promise<{ problem?: string, note: string }>} */
export async function checkClaims() {
  const cli = join(ROOT, 'packages', 'cli', 'dist', 'bin.js');
  const { code, output } = await exec(process.execPath, [cli, 'reproduce', '--out', OUT]);
  if (code !== 0) return { problem: output, note: '' };
  const stored = storedClaims({ preset: 'quick' });
  const problems = [];
  let same = 0;
  for (const { id } of figureIndex) {
    const before = stored[id];
    if (before === undefined) {
      problems.push(`${id} has no stored result`);
      continue;
    }
    problems.push(...changes(id, before, made(id, 'claims')));
    if (isDeepStrictEqual(made(id, 'data'), readStored(id, { preset: 'quick' }).data)) same += 1;
  }
  const note = `${Object.values(stored).flat().length} verdicts as stored, ${same} of ${figureIndex.length} figures bit for bit`;
  return problems.length === 0 ? { note } : { problem: [...problems, MEND].join('\n'), note };
}

/** @param {string} id @param {'claims' | 'data'} what */
function made(id, what) {
  return JSON.parse(readFileSync(join(OUT, id, `${what}.json`), 'utf8'));
}

/**
 * @typedef {{ readonly id: string, readonly verdict: string, readonly measured: string }} Judged
 * @param {string} figure
 * @param {readonly Judged[]} before
 * @param {readonly Judged[]} now
 */
function changes(figure, before, now) {
  const ids = new Set([...before, ...now].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const [then, here] = [before, now].map((claims) => claims.find((claim) => claim.id === id));
    if (then?.verdict === here?.verdict) return [];
    const verdict = (/** @type {Judged | undefined} */ claim) =>
      claim === undefined ? 'is missing' : `${claim.verdict} (${claim.measured})`;
    return [`${figure}/${id}: stored ${verdict(then)}, here ${verdict(here)}`];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { problem, note } = await checkClaims();
  console.log(problem ?? note);
  process.exitCode = problem === undefined ? 0 : 1;
}
