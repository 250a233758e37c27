// A Chromium to run browser tests in, found without downloading anything outside the package registry.
//
// Order: CHROMIUM_PATH; one installed on this machine; the one inside the npm package @sparticuz/chromium
// (linux x64), unpacked once into node_modules/.cache; whatever Playwright has installed for itself.
// CHROMIUM_SOURCE=path|installed|npm|playwright restricts the search to one of them.
//
// Not a launcher: callers pass the result to Playwright.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { readTar } from './lib/tar.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Flags under which a headless Chromium without a GPU, even as root, still has WebGL2, WebGPU (both in
 * software) and threads, and makes no network requests of its own.
 */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--enable-unsafe-swiftshader',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--ignore-gpu-blocklist',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/** @typedef {{ executablePath: string, env: Record<string, string>, source: string }} Chromium */

/** @type {Record<string, () => Chromium | undefined>} */
const SOURCES = { path: fromPath, installed: fromInstalled, npm: fromNpm, playwright: fromPlaywright };

/**
 * The first browser that starts, or undefined when there is none.
 * `env` holds the variables it needs besides the caller's own environment.
 *
 * @returns {Chromium | undefined}
 * @throws {Error} when CHROMIUM_PATH names a browser that does not start, or CHROMIUM_SOURCE is unknown
 */
export function findChromium() {
  const only = process.env['CHROMIUM_SOURCE'];
  if (only !== undefined && !(only in SOURCES)) {
    throw new Error(`CHROMIUM_SOURCE is "${only}"; allowed: ${Object.keys(SOURCES).join(', ')}.`);
  }
  for (const [name, source] of Object.entries(SOURCES)) {
    const found = only === undefined || only === name ? source() : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The launch options Playwright needs for the browser found. */
export function launchOptions() {
  const found = findChromium();
  if (found === undefined) {
    throw new Error(
      'No Chromium was found. Install one (Debian: apt-get install -y chromium), or set CHROMIUM_PATH to one.',
    );
  }
  return {
    executablePath: found.executablePath,
    env: { ...process.env, ...found.env },
    args: CHROMIUM_ARGS,
  };
}

/** @returns {Chromium | undefined} */
function fromPath() {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (!executablePath) return undefined;
  const chromium = { executablePath, env: {}, source: 'CHROMIUM_PATH' };
  if (!starts(chromium)) {
    throw new Error(
      `CHROMIUM_PATH is "${executablePath}", which does not start with --version. Mend it or unset it.`,
    );
  }
  return chromium;
}

/** @returns {Chromium | undefined} */
function fromInstalled() {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/snap/bin'];
  const candidates = [
    ...names.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name))),
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    join(process.env['ProgramFiles'] ?? 'C:\\Program Files', 'Google\\Chrome\\Application\\chrome.exe'),
  ];
  for (const executablePath of candidates) {
    if (!existsSync(executablePath)) continue;
    const chromium = { executablePath, env: {}, source: 'installed' };
    // Ubuntu's chromium-browser may be a stub that only asks for a snap: existing is not enough.
    if (starts(chromium)) return chromium;
  }
  return undefined;
}

/** @returns {Chromium | undefined} */
function fromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  let packageFolder;
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    packageFolder = resolve(dirname(entry), '..');
  } catch {
    return undefined; // an optional dependency: absent where it could not be installed
  }
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const folder = join(ROOT, 'node_modules', '.cache', 'chromium', version);
  if (!existsSync(folder)) unpack(join(packageFolder, 'bin'), folder);

  // On a bare Debian libnss3 and libnspr4 are missing; the package carries them for Amazon Linux.
  const libraries = [join(folder, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter);
  /** @type {Record<string, string>} */
  const env = { LD_LIBRARY_PATH: libraries };
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] = folder;
  const chromium = { executablePath: join(folder, 'chromium'), env, source: '@sparticuz/chromium' };
  return starts(chromium) ? chromium : undefined;
}

/**
 * Unpacks the package's archives beside each other; the folder appears whole or not at all.
 *
 * @param {string} bin
 * @param {string} folder
 */
function unpack(bin, folder) {
  const partial = `${folder}.${process.pid}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const inflate = (/** @type {string} */ name) => brotliDecompressSync(readFileSync(join(bin, name)));
  writeFileSync(join(partial, 'chromium'), inflate('chromium.br'), { mode: 0o755 });
  for (const archive of ['swiftshader.tar.br', 'al2023.tar.br', 'fonts.tar.br']) {
    for (const { path, bytes, mode, linkTo } of readTar(inflate(archive))) {
      const target = join(partial, path);
      mkdirSync(dirname(target), { recursive: true });
      if (linkTo === undefined) writeFileSync(target, bytes, { mode });
      else symlinkSync(linkTo, target);
    }
  }
  // Its fonts.conf names a folder of the package's own choosing.
  writeFileSync(
    join(partial, 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`,
  );
  try {
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // otherwise another process was faster
  }
}

/** @returns {Chromium | undefined} */
function fromPlaywright() {
  let executablePath;
  try {
    executablePath = createRequire(import.meta.url)('playwright').chromium.executablePath();
  } catch {
    return undefined;
  }
  const chromium = { executablePath, env: {}, source: 'playwright' };
  return existsSync(executablePath) && starts(chromium) ? chromium : undefined;
}

/** @param {Chromium} chromium */
function starts({ executablePath, env }) {
  const { status, stdout } = spawnSync(executablePath, ['--version'], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 20_000,
  });
  // Chrome on Windows ignores --version and opens a window's process: there, existing must do.
  return process.platform === 'win32' || (status === 0 && /chrom/i.test(stdout));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = findChromium();
  console.log(JSON.stringify(found ?? null, null, 2));
  process.exitCode = found === undefined ? 1 : 0;
}
