import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { nodeBackend } from '@toymodels/backend-node';
import { expect, test } from 'vitest';

test('the example of the README trains where native TensorFlow is set up', async ({ skip }) => {
  const found = await nodeBackend().availability();
  if (!found.available) skip(`${found.reason}; ${found.mend}`);
  const [, code] = /```js\n([\s\S]*?)```/.exec(
    readFileSync(new URL('../README.md', import.meta.url), 'utf8'),
  )!;
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code!], {
    cwd,
  });
  expect(stdout).toMatch(/^\d\.\d+ native TensorFlow \d+\.\d+\.\d+ on the CPU\n$/);
});
