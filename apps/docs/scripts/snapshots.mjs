// Takes the snapshots of the built site anew, layout and pictures: `pnpm --filter @toymodels/docs snapshots`.
// Look at what changed (git diff, and the pictures) before it is committed.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const { status } = spawnSync(
  'pnpm',
  ['exec', 'vitest', 'run', 'apps/docs/test/snapshots.test.ts', '--update'],
  {
    cwd: ROOT,
    env: { ...process.env, UPDATE_PICTURES: '1' },
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
