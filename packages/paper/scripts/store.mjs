// Runs figures and keeps what came out in results/: `npm run store -- [ids] [--preset paper|quick]`.
//
// By hand, when a figure or a backend changed what comes out; the results are committed, so that neither the site
// nor the tests train them. All options of `toymodels reproduce` are allowed but --out and --json: it does the work,
// in .cache/store-<preset>, so an interrupted run goes on where it was. Nothing is stored unless all was made.
// `--judge` runs nothing: it judges the stored data (of all figures, or of those named) anew, after a claim or its
// words have changed.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { figureIndex, loadFigure } from '../dist/index.js';
import { readStored, storedIds, writeStored } from '../dist/node/stored.js';

const PRESETS = /** @type {const} */ (['quick', 'paper']);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    judge: { type: 'boolean' },
    all: { type: 'boolean' },
    preset: { type: 'string' },
    workers: { type: 'string' },
    force: { type: 'boolean' },
  },
});
const preset = PRESETS.find((name) => name === (values.preset ?? 'quick'));
if (preset === undefined)
  throw new Error(`--preset is "${values.preset}"; allowed are ${PRESETS.join(', ')}`);

if (values.judge) await judge(values.preset === undefined ? PRESETS : [preset]);
else process.exitCode = await runAndStore(preset);

/** @param {'quick' | 'paper'} name */
async function runAndStore(name) {
  const out = file(`../../../.cache/store-${name}`);
  const code = await reproduce([...positionals, '--preset', name, '--out', out, ...passed()]);
  if (code !== 0) return code;
  const ids = positionals.length > 0 ? positionals : figureIndex.map(({ id }) => id);
  let changed = 0;
  for (const id of ids) {
    const read = (/** @type {string} */ what) =>
      JSON.parse(readFileSync(`${out}/${id}/${what}.json`, 'utf8'));
    const { figure, spec, version, backend, code: hash } = read('spec');
    const content = {
      figure,
      preset: name,
      spec,
      version,
      backend,
      claims: read('claims'),
      data: read('data'),
    };
    if (writeStored(content, { ...read('run'), ...(hash === undefined ? {} : { code: hash }) })) changed += 1;
  }
  console.log(`${ids.length} results stored (${name}), ${changed} of them new or changed`);
  return 0;
}

/** @param {readonly ('quick' | 'paper')[]} names */
async function judge(names) {
  for (const name of names) {
    for (const id of storedIds({ preset: name }).filter(asked)) {
      const { seconds, code, finishedAt, node, platform, device, ...content } = readStored(id, {
        preset: name,
      });
      const claims = (await loadFigure(id)).claims(content.data, content.spec);
      const facts = { seconds, code, finishedAt, node, platform, device };
      if (writeStored({ ...content, claims }, facts)) console.log(`${name}/${id}: judged anew`);
    }
  }
}

/** @param {string} id */
function asked(id) {
  return positionals.length === 0 || positionals.includes(id);
}

/** Options that are the command line's own. */
function passed() {
  return [
    ...(values.workers === undefined ? [] : ['--workers', values.workers]),
    ...(values.force ? ['--force'] : []),
  ];
}

/** @param {string[]} args @returns {Promise<number>} */
function reproduce(args) {
  const child = spawn(process.execPath, [file('../../cli/dist/bin.js'), 'reproduce', ...args], {
    stdio: 'inherit',
  });
  // Ctrl-C reaches the child as well, which ends in order; this process waits for it.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => {});
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** @param {string} path */
function file(path) {
  return fileURLToPath(new URL(path, import.meta.url));
}
