/** What is stored of the figures is what they give, and what the README says of it. */
import { readFileSync } from 'node:fs';
import { wasmBackend } from '@toymodels/backend-wasm';
import { loadFigure } from '@toymodels/paper';
import { readStored, storedClaims } from '@toymodels/paper/stored';
import { expect, test } from 'vitest';
import { claimsLine, README, readmeWithLine } from '../scripts/claims-line.mjs';

// Those that take a second or two; `npm run check:claims` makes them all.
test.each(['intro', 'tegum', 'correlated-orthogonal'])(
  '%s, run again with its stored spec, gives its stored data bit for bit',
  async (id) => {
    const { spec, data } = readStored(id, { preset: 'quick' });
    const again = await (await loadFigure(id)).run(spec, { backend: wasmBackend() });
    expect(JSON.parse(JSON.stringify(again))).toEqual(data);
  },
);

test('the README counts the stored verdicts; else: node scripts/claims-line.mjs --write', () => {
  expect(readFileSync(README, 'utf8')).toBe(readmeWithLine());
});

test('the line says how many claims hold, differ and fail', () => {
  const verdicts = Object.values(storedClaims({ preset: 'quick' })).flat();
  const count = (wanted: string): number => verdicts.filter(({ verdict }) => verdict === wanted).length;
  const line = claimsLine();
  expect(line).toContain(`**${count('holds')} of ${verdicts.length} claims hold**`);
  expect(line).toContain(`${count('differs')} differ`);
  expect(line).toContain(`${count('fails')} fail`);
});
