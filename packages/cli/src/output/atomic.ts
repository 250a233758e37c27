/**
 * Files and folders that appear whole or not at all.
 *
 * Everything is written beside its place under a temporary name and then renamed, which file systems
 * do in one step. What a killed process left behind is cleared by the next one.
 */

import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FileAccessError } from '@toymodels/core';

const TEMPORARY = /^\.toymodels-(\d+)-/;

/** A name of our own process in the same folder, so that renaming never crosses file systems. */
function temporaryBeside(path: string): string {
  return join(dirname(path), `.toymodels-${process.pid}-${randomUUID().slice(0, 8)}-${basename(path)}`);
}

/** Why the system refused, in words; the code for those who search for it. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `permission denied (${code})`;
    case 'EROFS':
      return `the file system is read-only (${code})`;
    case 'ENOSPC':
      return `no space left (${code})`;
    case 'ENOENT':
      return `the system allows no folder there (${code})`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `a file is in the way (${code})`;
    case 'EISDIR':
      return `a folder is in the way (${code})`;
    case undefined:
    default:
      return message;
  }
}

function cannotWrite(path: string, cause: unknown): FileAccessError {
  return new FileAccessError(
    `cannot write ${path}: ${reasonOf(cause)}; choose another place with --out, or make this one writable`,
    { cause },
  );
}

/** Writes one file whole or not at all. @throws FileAccessError */
export async function writeFileWhole(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = temporaryBeside(path);
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
    throw cannotWrite(path, cause);
  }
}

/** Writes a folder of files whole or not at all, in place of what was there. @throws FileAccessError */
export async function writeFolderWhole(
  path: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const temporary = temporaryBeside(path);
  const earlier = `${temporary}-earlier`;
  try {
    await mkdir(temporary);
    for (const [name, content] of Object.entries(files)) await writeFile(join(temporary, name), content);
    // A folder cannot be renamed onto one with content: the old one steps aside first.
    await rename(path, earlier).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(temporary, path);
  } catch (cause) {
    await rename(earlier, path).catch(() => {});
    throw cannotWrite(path, cause);
  } finally {
    for (const left of [temporary, earlier]) await rm(left, { recursive: true, force: true }).catch(() => {});
  }
}

/**
 * Makes an output folder and proves that it can be written, before any work is done.
 *
 * @throws FileAccessError
 */
export async function prepareFolder(path: string): Promise<void> {
  try {
    await makeFolder(path);
    const probe = temporaryBeside(join(path, 'probe'));
    await writeFile(probe, '');
    await rm(probe);
    await clearLeftovers(path);
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}

/** `mkdir -p`. Node's own never returns where the system answers ENOENT to a folder that may not be, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  const existing = await stat(path).catch(() => undefined);
  if (existing?.isDirectory()) return;
  if (existing !== undefined) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error; // somebody else made it meanwhile
  });
}

/** Removes what processes that no longer live have left. */
async function clearLeftovers(path: string): Promise<void> {
  for (const name of await readdir(path)) {
    const owner = TEMPORARY.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    await rm(join(path, name), { recursive: true, force: true }).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // signal 0 only asks
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
