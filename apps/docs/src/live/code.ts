/**
 * What makes a figure again elsewhere: a line for the command line where a preset and a seed say all,
 * and a program for Node that always does. The tests run both.
 */
import type { Json } from '@toymodels/paper';
import type { FigureSpec } from './messages.js';
import { presetOf, type SizeName, type Sizes } from './sizes.js';

interface Made {
  readonly figure: string;
  readonly sizes: Sizes;
  /** Where the spec began. */
  readonly size: SizeName;
  readonly spec: FigureSpec;
}

/** undefined where the spec differs from the preset in more than its seed. */
export function commandLine({ figure, sizes, size, spec }: Made): string | undefined {
  const preset = presetOf(size);
  if (differences(sizes[preset], spec, []).length > 0) return undefined;
  return `toymodels reproduce ${figure} --preset ${preset} --seed ${spec.seed}`;
}

/** An ES module for Node 22.12 or later. */
export function program({ figure, sizes, size, spec }: Made): string {
  const name = presetOf(size);
  const changes = differences(sizes[name], spec, []);
  const preset = `{ ...figure.presets.${name}, seed: ${spec.seed} }`;
  return [
    '// npm install @toymodels/paper @toymodels/backend-wasm linkedom',
    "import { writeFile } from 'node:fs/promises';",
    "import { wasmBackend } from '@toymodels/backend-wasm';",
    "import { loadFigure } from '@toymodels/paper';",
    "import { parseHTML } from 'linkedom';",
    '',
    `const figure = await loadFigure('${figure}');`,
    `const spec = ${changes.length === 0 ? preset : `structuredClone(${preset})`};`,
    ...changes.map(([path, value]) => `spec${path.map(access).join('')} = ${JSON.stringify(value)};`),
    'const data = await figure.run(spec, { backend: wasmBackend() });',
    '',
    'for (const { verdict, statement, measured } of figure.claims(data, spec)) {',
    '  console.log(`${verdict}: ${statement} (${measured})`);',
    '}',
    "const { document } = parseHTML('<html></html>');",
    `await writeFile('${figure}.svg', figure.plot(data, spec, { theme: 'light', document }));`,
    '',
  ].join('\n');
}

/** Where two specs of one shape differ, seeds aside; a list or an object of another shape differs as a whole. */
function differences(from: Json, to: Json, path: readonly string[]): [readonly string[], Json][] {
  if (JSON.stringify(from) === JSON.stringify(to) || (path.length === 1 && path[0] === 'seed')) return [];
  // Stored specs have their keys in another order than presets.
  if (isRecord(from) && isRecord(to) && Object.keys(from).sort().join() === Object.keys(to).sort().join())
    return Object.keys(from).flatMap((key) => differences(from[key]!, to[key]!, [...path, key]));
  return [[path, to]];
}

function isRecord(node: Json): node is { readonly [key: string]: Json } {
  return node !== null && typeof node === 'object' && !Array.isArray(node);
}

function access(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
