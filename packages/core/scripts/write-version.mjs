// Writes src/generated/version.ts from package.json, so that a release needs no edit by hand.

import { mkdir, readFile, writeFile } from 'node:fs/promises';

const at = (path) => new URL(`../${path}`, import.meta.url);
const { version } = JSON.parse(await readFile(at('package.json'), 'utf8'));
await mkdir(at('src/generated/'), { recursive: true });
await writeFile(
  at('src/generated/version.ts'),
  `/** The version of the packages, all released together. */\nexport const VERSION = '${version}';\n`,
);
