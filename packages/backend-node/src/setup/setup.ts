/**
 * Sets native TensorFlow up for this machine, in a folder of the user's cache.
 *
 * 1. `npm ci` of `@tensorflow/tfjs-node` from a lock file with hashes, without install scripts.
 * 2. tfjs-node's own install script, in that copy: it downloads libtensorflow and a prebuilt addon.
 * 3. Where that fails: libtensorflow out of the Python wheel `tensorflow-cpu` (by pip, hash-checked), and the
 *    addon built from tfjs-node's sources with the machine's C++ compiler.
 *
 * Works in a folder beside the final one and renames it when everything was seen to work: an interrupted
 * set-up leaves nothing half-made in place.
 */

import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FileAccessError } from '@toymodels/core';
import { readyIn, setupFolder, TFJS_NODE_VERSION, tfjsNodeIn, type Ready } from '../folder.js';
import { buildAddon } from './addon.js';
import { lastLines, runCommand } from './command.js';
import { takeLibraryFromWheel, WHEEL } from './wheel.js';

/** Files that this package ships for the set-up. */
const NATIVE = fileURLToPath(new URL('../../native/', import.meta.url));

/** tfjs-node's download may hang in networks that swallow packets. */
const DOWNLOAD_MS = 300_000;

export interface SetupOptions {
  /** Where to put it. Default: a folder of the user's cache, or of `TOYMODELS_CACHE`. */
  readonly folder?: string;
  /** Set up anew even if a working one is there. Default false. */
  readonly force?: boolean;
  /** `auto` tries tfjs-node's own download, then the wheel; the others try one only. Default `auto`. */
  readonly source?: 'auto' | 'download' | 'wheel';
  /** Told of each thing done, one line each. */
  readonly say?: (line: string) => void;
}

export interface SetupResult extends Ready {
  readonly folder: string;
  /** Whether a working one was there already. */
  readonly wasThere: boolean;
}

/**
 * Makes `nodeBackend()` available on this machine. Idempotent.
 *
 * @throws FileAccessError that says what failed at each source, and what would mend it
 */
export async function setupTfjsNode(options: SetupOptions = {}): Promise<SetupResult> {
  const { folder = setupFolder(), force = false, source = 'auto', say = () => {} } = options;
  const before = force ? undefined : readyIn(folder);
  if (before) {
    const works = await trial(folder);
    if (works.ok) return { ...before, folder, wasThere: true };
    say(`the one in ${folder} does not load any more (${works.problem}); setting it up anew`);
  }
  const work = `${folder}.partial-${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    const ready = await setUpIn(work, source, say);
    writeFileSync(join(work, 'ready.json'), `${JSON.stringify(ready, undefined, 2)}\n`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(work, folder);
    return { ...ready, folder, wasThere: false };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function setUpIn(
  work: string,
  source: 'auto' | 'download' | 'wheel',
  say: (line: string) => void,
): Promise<Ready> {
  say(`fetching @tensorflow/tfjs-node ${TFJS_NODE_VERSION} with npm (hash-checked, no install scripts)`);
  cpSync(join(NATIVE, 'manifest.json'), join(work, 'package.json'));
  cpSync(join(NATIVE, 'lock.json'), join(work, 'package-lock.json'));
  const installed = await runCommand('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: work,
  });
  if (!installed.ok) {
    throw new FileAccessError(
      `npm could not fetch @tensorflow/tfjs-node; it said:\n${lastLines(installed.output)}`,
    );
  }
  const problems: string[] = [];
  const sources = {
    download: {
      words: "tfjs-node's own download",
      run: () => ownDownload(work),
    },
    wheel: {
      words: `the Python wheel ${WHEEL}`,
      run: async () => {
        const wheel = await takeLibraryFromWheel(work, say);
        return wheel ?? (await buildAddon(work, say));
      },
    },
  } as const;
  for (const name of source === 'auto' ? (['download', 'wheel'] as const) : [source]) {
    const { words, run } = sources[name];
    say(`trying ${words}`);
    const problem = await run();
    const works = problem === undefined ? await trial(work) : { ok: false as const, problem };
    if (works.ok) {
      const ready = { tfjsNode: TFJS_NODE_VERSION, libtensorflow: works.libtensorflow, source: words };
      rmSync(join(work, 'include'), { recursive: true, force: true });
      return ready;
    }
    say(`${words} did not work: ${works.problem.split('\n')[0]}`);
    problems.push(`- ${words}: ${works.problem}`);
  }
  throw new FileAccessError(`native TensorFlow could not be set up\n${problems.join('\n')}`);
}

/** @returns what went wrong, if anything */
async function ownDownload(work: string): Promise<string | undefined> {
  const { ok, output } = await runCommand(process.execPath, ['scripts/install.js'], {
    cwd: tfjsNodeIn(work),
    path: join(work, 'node_modules', '.bin'),
    timeoutMs: DOWNLOAD_MS,
  });
  // The script may fail without saying so in its exit code: what counts is the addon.
  if (ok && existsSync(join(tfjsNodeIn(work), 'lib'))) return undefined;
  for (const each of ['deps', 'lib']) rmSync(join(tfjsNodeIn(work), each), { recursive: true, force: true });
  const error = /^.*Error: .*$/m.exec(output)?.[0] ?? lastLines(output, 1);
  return `its install script failed: ${error.trim()}`;
}

/** Loads and uses the addon in a process of its own: a library that does not fit the CPU ends the process. */
async function trial(
  folder: string,
): Promise<{ ok: true; libtensorflow: string } | { ok: false; problem: string }> {
  const script = fileURLToPath(new URL('./trial.js', import.meta.url));
  const { ok, output } = await runCommand(process.execPath, [script, folder], { timeoutMs: 120_000 });
  const version = /^works with libtensorflow (.+)$/m.exec(output)?.[1];
  return ok && version
    ? { ok, libtensorflow: version }
    : { ok: false, problem: `loading it failed:\n${lastLines(output, 4)}` };
}
