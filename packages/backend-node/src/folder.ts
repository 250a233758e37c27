/**
 * Where the set-up puts native TensorFlow, and how it says that it is whole.
 *
 * A folder of the user's cache, outside every `node_modules`: package managers keep those as links into a
 * store that must not be written to, and remove them at will.
 */

import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What is set up: `require` it from the folder of a set-up. */
export const TFJS_NODE = '@tensorflow/tfjs-node';

/** Its version. */
export const TFJS_NODE_VERSION = '4.22.0';

/** What stands in a finished set-up's `ready.json`. */
export interface Ready {
  readonly tfjsNode: string;
  /** Version of the TensorFlow library, such as "2.21.0". */
  readonly libtensorflow: string;
  /** Where the library came from, in words. */
  readonly source: string;
}

/** The folder of caches: `TOYMODELS_CACHE`, or the place that this kind of system has for them. */
export function cacheFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const given = environment['TOYMODELS_CACHE'];
  if (given) return given;
  if (platform === 'win32')
    return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'toymodels');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'toymodels');
  return join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'toymodels');
}

/** The folder of this version for this kind of machine. */
export function setupFolder(): string {
  return join(
    cacheFolder(process.env, process.platform),
    `tfjs-node-${TFJS_NODE_VERSION}-${process.platform}-${process.arch}`,
  );
}

/** What a set-up in this folder holds; undefined if there is none that was finished. */
export function readyIn(folder: string): Ready | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'ready.json'), 'utf8')) as Ready;
  } catch {
    return undefined;
  }
}

/** The folder of tfjs-node in a set-up. */
export function tfjsNodeIn(folder: string): string {
  return join(folder, 'node_modules', TFJS_NODE);
}
