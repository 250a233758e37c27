// Compiles assembly/ to WebAssembly and writes it as a module of base64 text, so that one import
// works in Node, in every bundler and from a file of its own, without loaders.
import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
mkdirSync('src/generated', { recursive: true });

const options = [
  ['assembly/index.ts', '--outFile', 'src/generated/kernel.wasm'],
  process.argv.includes('--text') ? ['--textFile', 'src/generated/kernel.wat'] : [],
  [
    '--runtime',
    'stub',
    '--enable',
    'simd',
    '-O3',
    '--converge',
    '--noAssert',
    '--uncheckedBehavior',
    'always',
  ],
  // AS112 is about exported functions that take vectors: ours are exported between files only.
  [
    '--importMemory',
    '--initialMemory',
    '1',
    '--maximumMemory',
    '65536',
    '--use',
    'abort=',
    '--disableWarning',
    '112',
  ],
];
/** @type {string[]} */
const said = [];
const stderr = asc.createMemoryStream((chunk) => said.push(String(chunk)));
const { error } = await asc.main(options.flat(), { stderr });
if (error) {
  process.stderr.write(said.join(''));
  process.exit(1);
}

const bytes = readFileSync('src/generated/kernel.wasm');
const lines = bytes.toString('base64').match(/.{1,110}/g);
const text = `// Written by scripts/build-kernel.mjs from assembly/. Do not edit.

/** The kernel, base64. */
export const KERNEL_BASE64: string =
  ${lines.map((line) => `'${line}'`).join(' +\n  ')};
`;
// An unchanged file keeps its time, so that tsc -b has nothing to do.
const target = 'src/generated/kernel.ts';
if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
console.log(`kernel: ${bytes.length} bytes`);
