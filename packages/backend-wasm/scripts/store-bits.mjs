// Trains the runs of test/bits.ts in Node and writes their hashes into that file.
// Run after a change that is meant to change results: node scripts/store-bits.mjs (Node >= 23, which reads TypeScript).
import { readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { wasmBackend } from '@toymodels/backend-wasm';

registerHooks({
  resolve: (specifier, context, next) =>
    next(
      context.parentURL?.includes('/test/') ? specifier.replace(/^(\.\/.*)\.js$/, '$1.ts') : specifier,
      context,
    ),
});
const { BITS_RUNS, BITS_STEPS } = await import('../test/bits.ts');
const { hashOf, trained } = await import('../test/support.ts');

const file = new URL('../test/bits.ts', import.meta.url);
const lines = [];
for (const [name, run] of Object.entries(BITS_RUNS)) {
  const { state } = await trained(wasmBackend({ workers: 0 }), run, BITS_STEPS);
  lines.push(`  '${name}':\n    '${await hashOf(state)}',`);
}
const text = readFileSync(file, 'utf8');
const start = text.indexOf('export const BITS:');
writeFileSync(
  file,
  `${text.slice(0, start)}export const BITS: Readonly<Record<string, string>> = {\n${lines.join('\n')}\n};\n`,
);
