// What would be published: each package is packed, then publint looks at its package.json and
// arethetypeswrong at how its types resolve for an ESM consumer.

import { join } from 'node:path';
import { exec } from '../lib/exec.mjs';
import { packAll } from '../lib/pack.mjs';
import { ROOT, bin } from '../lib/workspace.mjs';

/** @returns {Promise<string | undefined>} */
export async function checkPackages() {
  const tarballs = await packAll(join(ROOT, 'node_modules', '.cache', 'packed-for-check'));
  const problems = [];
  for (const [name, tarball] of tarballs) {
    const results = await Promise.all([
      exec(process.execPath, [bin('publint'), 'run', tarball, '--strict']),
      exec(process.execPath, [
        bin('@arethetypeswrong/cli', 'attw'),
        tarball,
        '--profile=esm-only',
        '--no-emoji',
      ]),
    ]);
    for (const { code, output } of results) if (code !== 0) problems.push(`${name}\n${output}`);
  }
  return problems.length === 0 ? undefined : problems.join('\n');
}
