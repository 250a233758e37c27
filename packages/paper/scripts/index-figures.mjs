/**
 * Writes src/generated/figures.ts: the list of all folders of src/figures/. Run before tsc, so that
 * a new folder is a new figure and nothing else has to be told.
 *
 * A figure's `meta.ts` is imported at once (plain words), its `index.ts` only when it is loaded.
 */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = new URL('../src/', import.meta.url);
const ids = readdirSync(new URL('figures/', source), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

const name = (id) => id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const text = `// Written by scripts/index-figures.mjs from the folders of src/figures/; do not edit.

import type { FigureEntry } from '../figure.js';
${ids.map((id) => `import { meta as ${name(id)} } from '../figures/${id}/meta.js';`).join('\n')}

export const entries: readonly FigureEntry[] = [
${ids.map((id) => `  { ...${name(id)}, load: async () => (await import('../figures/${id}/index.js')).figure },`).join('\n')}
];
`;

const target = new URL('generated/figures.ts', source);
mkdirSync(new URL('./', target), { recursive: true });
// Rewriting the same text would make tsc -b think that everything changed.
let present;
try {
  present = readFileSync(target, 'utf8');
} catch {
  present = undefined;
}
if (present !== text) writeFileSync(target, text);
console.log(`${ids.length} figures in ${fileURLToPath(target)}`);
