// Compiles assembly/ to WebAssembly twice, without and with relaxed SIMD, and writes each as a module of base64
// text, so that one import works in Node, in every bundler and from a file of its own, without loaders.
import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
mkdirSync('src/generated', { recursive: true });

await build('kernel', 'KERNEL_BASE64', 'The kernel, base64.', ['simd']);
await build(
  'kernel-relaxed',
  'RELAXED_KERNEL_BASE64',
  'The kernel with fused multiply-adds, base64.',
  // The sources ask for the feature by its constant, ASC_FEATURE_RELAXED_SIMD.
  ['simd', 'relaxed-simd'],
);

/**
 * @param {string} file without its ending
 * @param {string} name of what it exports
 * @param {string} what it is
 * @param {readonly string[]} features
 */
async function build(file, name, what, features) {
  const wasm = `src/generated/${file}.wasm`;
  const options = [
    ['assembly/index.ts', '--outFile', wasm],
    process.argv.includes('--text') ? ['--textFile', `src/generated/${file}.wat`] : [],
    features.flatMap((feature) => ['--enable', feature]),
    ['--runtime', 'stub', '-O3', '--converge', '--noAssert', '--uncheckedBehavior', 'always'],
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

  const bytes = readFileSync(wasm);
  const lines = bytes.toString('base64').match(/.{1,110}/g);
  const text = `// Written by scripts/build-kernel.mjs from assembly/. Do not edit.

/** ${what} */
export const ${name}: string =
  ${lines.map((line) => `'${line}'`).join(' +\n  ')};
`;
  // An unchanged file keeps its time, so that tsc -b has nothing to do.
  const target = `src/generated/${file}.ts`;
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
  console.log(`${file}: ${bytes.length} bytes`);
}
