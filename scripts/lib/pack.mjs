// Packs every package as it would be published.

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exec } from './exec.mjs';
import { workspaces } from './workspace.mjs';

/**
 * Packs all packages into a folder, which is emptied first. Expects them to be built; `prepack` (which builds
 * them for a real publish) is not run, so that packing several at once cannot disturb their output.
 *
 * @param {string} folder
 * @returns {Promise<Map<string, string>>} from package name ("@toymodels/core") to the path of its tarball
 */
export async function packAll(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { code, output } = await exec('pnpm', [
    '--config.ignore-scripts=true',
    '--recursive',
    '--filter=./packages/*',
    'pack',
    `--pack-destination=${folder}`,
  ]);
  if (code !== 0) throw new Error(`pnpm pack ended with ${code}:\n${output}`);
  const tarballs = readdirSync(folder);
  return new Map(
    workspaces('packages').map(({ manifest }) => {
      const prefix = manifest.name.replace('@', '').replace('/', '-');
      const tarball = tarballs.find((file) => new RegExp(`^${prefix}-\\d.*\\.tgz$`).test(file));
      if (tarball === undefined) throw new Error(`pnpm pack made no tarball of ${manifest.name}`);
      return [manifest.name, join(folder, tarball)];
    }),
  );
}
