/**
 * In a checkout, what a figure is made of besides its configuration: the built code.
 *
 * Published packages are told apart by their version. Between releases the version stands still while the code
 * changes, so there the code itself is hashed: every built file of every package of ours that is used here.
 */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The version of packages that were never released. */
const UNRELEASED = '0.0.0';
const SCOPE = '@toymodels/';
const CODE = /\.(js|wasm)$/;

/** Computed once: a process runs the code it was started with, whatever is built meanwhile. */
let ofThisProcess: string | undefined;

/** @returns SHA-256 over names and bytes, or `undefined` for released packages, whose version says it all */
export function codeHash(version: string): string | undefined {
  if (version !== UNRELEASED) return undefined;
  return (ofThisProcess ??= hashOfBuild());
}

function hashOfBuild(): string {
  const own = dirname(fileURLToPath(new URL('../index.js', import.meta.url)));
  const { dependencies } = JSON.parse(readFileSync(join(own, '..', 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  const others = Object.keys(dependencies).filter((name) => name.startsWith(SCOPE));
  const folders = others.map((name) => dirname(fileURLToPath(import.meta.resolve(name))));
  return hashOfFolders([own, ...folders]);
}

/** SHA-256 over the code files of some folders: their names below the folder, in order, and their bytes. */
export function hashOfFolders(folders: readonly string[]): string {
  const hash = createHash('sha256');
  folders.forEach((folder, index) => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      CODE.test(name),
    );
    for (const name of names.sort()) {
      const bytes = readFileSync(join(folder, name));
      hash.update(`${index}/${name} ${bytes.length}\n`).update(bytes);
    }
  });
  return hash.digest('hex');
}
