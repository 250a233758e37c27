// The rules of scripts/checks/boundaries.mjs must catch what they are there for: each case plants one
// forbidden import in a small copy of the workspace and expects it to be named.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAY_IMPORT, checkBoundaries } from '../scripts/checks/boundaries.mjs';
import { workspaces } from '../scripts/lib/workspace.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'toymodels-boundaries-'));
  for (const name of Object.keys(MAY_IMPORT)) {
    const manifest = { name: `@toymodels/${name}`, exports: { '.': './dist/index.js' } };
    write(`packages/${name}/package.json`, JSON.stringify(manifest));
  }
  write('apps/docs/package.json', JSON.stringify({ name: '@toymodels/docs' }));
});

afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe('an import across a boundary is refused', () => {
  test.each([
    ['core imports another of our packages', 'core/src/x.ts', "import '@toymodels/theory';"],
    ['a type-only import counts', 'theory/src/x.ts', "import type { A } from '@toymodels/analysis';"],
    ['a re-export counts', 'plots/src/x.ts', "export * from '@toymodels/theory';"],
    ['a dynamic import counts', 'paper/src/x.ts', "await import('@toymodels/backend-wasm');"],
    ['a test counts', 'core/test/x.test.ts', "import { a } from '@toymodels/analysis';"],
    ['a deep import into another package', 'cli/src/x.ts', "import '@toymodels/core/dist/errors.js';"],
    ['a relative path out of the package', 'plots/src/x.ts', "import '../../core/src/errors.js';"],
    ['a source file importing its own package by name', 'core/src/x.ts', "import '@toymodels/core';"],
    ['node: in a package that also runs in browsers', 'core/src/x.ts', "import { join } from 'node:path';"],
    ['a Node module under its bare name', 'analysis/src/x.ts', "import fs from 'fs/promises';"],
    ['a tensor library in core', 'core/src/x.ts', "import * as tf from '@tensorflow/tfjs';"],
    ['a tensor library in paper', 'paper/src/x.ts', "import '@tensorflow/tfjs-core';"],
    ['a document in plots', 'plots/src/x.ts', "import { parseHTML } from 'linkedom';"],
    ['a document in analysis', 'analysis/src/x.ts', "import { parseHTML } from 'linkedom';"],
  ])('%s', (_title, file, text) => {
    write(`packages/${file}`, text);

    const problems = checkBoundaries(root);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`packages/${file}: `);
  });

  test('an app may import every package, but not behind its entry point', () => {
    write('apps/docs/src/x.ts', "import '@toymodels/core'; import '@toymodels/backend-wasm';");
    write('apps/docs/src/page.astro', "---\nimport { a } from '@toymodels/paper/src/figures';\n---\n<p />\n");

    const problems = checkBoundaries(root);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('apps/docs/src/page.astro: "@toymodels/paper/src/figures"');
  });
});

test('allowed imports pass', () => {
  write('packages/core/src/x.ts', "import { z } from 'zod'; import './y.js';");
  write('packages/core/src/node/save.ts', "import { writeFile } from 'node:fs/promises';");
  write('packages/backend-wasm/src/worker-node.ts', "import 'node:worker_threads';");
  write('packages/core/test/x.test.ts', "import 'node:fs'; import '@toymodels/core'; import '../src/x.js';");
  write('packages/plots/src/x.ts', "import '@toymodels/core'; import '@toymodels/analysis';");
  write('packages/cli/src/x.ts', "import 'node:fs'; import '@toymodels/backend-wasm';");

  expect(checkBoundaries(root)).toEqual([]);
});

test('every package has a row in the table', () => {
  expect(workspaces('packages').map(({ name }) => name)).toEqual(Object.keys(MAY_IMPORT).sort());
});
