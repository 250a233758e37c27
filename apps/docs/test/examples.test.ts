/**
 * Every code example that readers see, on the site's guides and in the READMEs (which the site shows as the
 * packages' pages), is run, and prints what it says it prints.
 *
 * A block of JavaScript is a program of its own unless it imports nothing: then it goes on where the one before it
 * ended. `console.log(…); // text` promises that line of output, where … stands for anything. Shell lines that begin
 * with `toymodels` are run in order in one folder; `file=` names what a block is as a file there. Python names tensors
 * of a file: they are looked for in one that the program wrote. `quoted`: for the reader only, installs or runs for
 * minutes. `browser`: run where the package tests itself, in Chromium.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { decodeSafetensors } from '@toymodels/core';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const GUIDES = join(ROOT, 'apps/docs/src/content/guides');
const BIN = join(ROOT, 'packages/cli/dist/bin.js');
const NOT_SET_UP = 'native TensorFlow is not set up';
const run = promisify(execFile);

interface Block {
  readonly language: string;
  readonly meta: string;
  readonly code: string;
}

const packages = await readdir(join(ROOT, 'packages'));
const texts = [
  ['README.md', join(ROOT, 'README.md')] as const,
  ...packages.map((name) => [`packages/${name}`, join(ROOT, 'packages', name, 'README.md')] as const),
  ...(await readdir(GUIDES)).map((file) => [`guides/${file}`, join(GUIDES, file)] as const),
];

/** Where examples run: the packages and a DOM are installed, nothing else. */
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'toymodels-examples-'));
  await mkdir(join(folder, 'node_modules/@toymodels'), { recursive: true });
  for (const name of packages) {
    await symlink(join(ROOT, 'packages', name), join(folder, 'node_modules/@toymodels', name));
  }
  await symlink(join(ROOT, 'apps/docs/node_modules/linkedom'), join(folder, 'node_modules/linkedom'));
});

afterAll(() => rm(folder, { recursive: true }));

const documents = await Promise.all(
  texts.map(async ([name, path]) => ({ name, blocks: await blocksOf(path) })),
);
const programs = documents.flatMap(({ name, blocks }) =>
  javascript(blocks).map((code, index) => ({ name, number: index + 1, code })),
);
const scripts = documents
  .map(({ name, blocks }) => ({ name, blocks, commands: shell(blocks) }))
  .filter(({ commands }) => commands.length > 0);

test.each(programs)(
  'program $number in $name runs and prints what it says',
  { timeout: 120_000 },
  async ({ name, number, code }) => {
    const file = join(folder, `${name.replaceAll(/\W/g, '-')}-${number}.mjs`);
    await writeFile(file, code);
    const output = await run(process.execPath, [file], { cwd: folder }).then(
      ({ stdout }) => stdout,
      withoutNativeTensorFlow,
    );
    // Where native TensorFlow is not set up, the program says what mends it: that is its whole output.
    for (const promised of promises(code))
      expect(output).toMatch(output === NOT_SET_UP ? NOT_SET_UP : promised);
    expect(output).toBeTypeOf('string');
  },
);

test.each(scripts)(
  'the commands in $name run in the order in which they stand',
  { timeout: 240_000 },
  async ({ name, blocks, commands }) => {
    const here = join(folder, name.replaceAll(/\W/g, '-'));
    await mkdir(here);
    for (const { meta, code } of blocks) {
      const file = /\bfile=(\S+)/.exec(meta)?.[1];
      if (file !== undefined && !file.includes('/')) await writeFile(join(here, file), code);
    }
    for (const command of commands) {
      const [, ...words] = command.split(/\s+/);
      // A command that fails rejects, with what it said.
      await expect(
        run(process.execPath, [BIN, ...words], { cwd: here, maxBuffer: 64e6 }),
        command,
      ).resolves.toBeDefined();
    }
  },
);

test('the Python of the guide names what a run file holds', async () => {
  const here = join(folder, 'python');
  await mkdir(here);
  const spec = {
    model: { kind: 'relu-output', nFeatures: 5, nHidden: 2 },
    data: { featureProbability: 0.1 },
  };
  await writeFile(join(here, 'spec.json'), JSON.stringify({ ...spec, training: { steps: 10 } }));
  await run(process.execPath, [BIN, 'train', 'spec.json', '--out', 'my-run'], { cwd: here });
  const { tensors } = decodeSafetensors(await readFile(join(here, 'my-run/run.safetensors')));
  const guide = documents.find(({ name }) => name.endsWith('from-the-notebook.mdx'))!;
  const { code } = guide.blocks.find(({ language }) => language === 'python')!;
  const named = [...code.matchAll(/tensors\["(\w+)"\] +# \((.*)\)/g)].map(([, name, shape]) => ({
    name: name!,
    dimensions: shape!.split(', ').length,
  }));
  expect(named.map(({ name }) => name)).toEqual(['weights', 'bias']);
  for (const { name, dimensions } of named) expect(tensors[name]!.shape).toHaveLength(dimensions);
});

function withoutNativeTensorFlow(error: Error): string {
  if (/toymodels-setup-tfjs-node|setup:tfjs-node/.test(error.message)) return NOT_SET_UP;
  throw error;
}

async function blocksOf(path: string): Promise<Block[]> {
  const text = await readFile(path, 'utf8');
  return [...text.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)]
    .map(([, language, meta, code]) => ({ language: language!, meta: meta!, code: code! }))
    .filter(({ meta }) => !/\b(quoted|browser)\b/.test(meta));
}

/** Blocks without imports go on from the one before. */
function javascript(blocks: readonly Block[]): string[] {
  const found: string[] = [];
  for (const { language, code } of blocks) {
    if (!['js', 'ts'].includes(language)) continue;
    if (/^import /m.test(code) || found.length === 0) found.push(code);
    else found.push(`${found.pop()!}\n${code}`);
  }
  return found;
}

function promises(code: string): RegExp[] {
  return [...code.matchAll(/^console\.log\(.*\); \/\/ (.+)$/gm)].map(([, text]) => {
    const parts = text!.split('…').map((part) => part.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`, 'm');
  });
}

/** Lines that call the program; a comment behind them is for the reader. */
function shell(blocks: readonly Block[]): string[] {
  return blocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.split('\n'))
    .map((line) => line.replace(/\s+#.*$/, ''))
    .filter((line) => line.startsWith('toymodels'));
}
