// Where things are in this repository.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * @typedef {object} Workspace
 * @property {string} name the folder's name: "core"
 * @property {string} folder relative to the root: "packages/core"
 * @property {{ name: string, private?: boolean, exports?: Record<string, unknown> }} manifest its package.json
 */

/** Every workspace under `packages` or `apps`, in alphabetical order. @param {'packages' | 'apps'} kind @param {string} [root] @returns {Workspace[]} */
export function workspaces(kind, root = ROOT) {
  const parent = join(root, kind);
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .sort()
    .filter((name) => existsSync(join(parent, name, 'package.json')))
    .map((name) => ({
      name,
      folder: `${kind}/${name}`,
      manifest: JSON.parse(readFileSync(join(parent, name, 'package.json'), 'utf8')),
    }));
}

/**
 * The JavaScript file behind a command of an installed package, to be run with this very Node.
 *
 * @param {string} packageName
 * @param {string} [command] when it differs from the package's name
 */
export function bin(packageName, command = packageName) {
  const folder = join(ROOT, 'node_modules', packageName);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const entry = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[command];
  return join(folder, entry);
}
