import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code!);
const [first, activations, own] = examples;

const run = async (code: string): Promise<string> =>
  (await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], { cwd })).stdout;

test('the first example of the README trains and prints a loss and weights', async () => {
  expect(await run(first!)).toMatch(/^0\.0\d+ Float32Array\(10\)/);
});

test('the activations of the README can be made into backends', async () => {
  const imports = "import { tfjsBackend } from '@toymodels/backend-tfjs';\n";
  const lines = activations!.trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(
    await run(`${imports}console.log(${lines.map((line) => `${line.replace(/;$/, '')}.name`).join(', ')});`),
  ).toBe('tfjs-wasm tfjs-wasm\n');
});

test('the model of your own of the README prints what the README says', async () => {
  const [, said] = /console\.log\(.*\); \/\/ (.*)/.exec(own!)!;
  expect(await run(own!)).toBe(`${said}\n`);
});
