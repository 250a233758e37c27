// The door of the repository: every root npm script comes through here.
//
// It makes sure that a new enough Node and pnpm 12 exist (bringing them from the package registry when the
// machine has only an older Node and npm), that dependencies are installed, and then runs one task of
// scripts/tasks.mjs. Runs on Node 18 and later, and imports nothing that has to be installed.
//
// Not a task runner: what to build and in which order is turbo's business.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TASKS } from './tasks.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const OLDEST_NODE = [22, 12]; // "engines" of package.json
const NODE_PACKAGE = 'node@24.x';
const PNPM_PACKAGE = 'pnpm@12.21.0'; // "packageManager" of package.json
const CACHE = join(ROOT, 'node_modules', '.cache', 'toymodels-toolchain.json');

// A signal from the terminal reaches the whole process group, one sent with `kill` (or passed on by npm) only
// us. Waiting this long before passing it on lets a child that already got it finish undisturbed.
const PASS_ON_AFTER_MS = 300;

/**
 * Environment of every child: no telemetry, no update notices.
 *
 * @type {NodeJS.ProcessEnv}
 */
const env = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  npm_config_update_notifier: 'false',
  ASTRO_TELEMETRY_DISABLED: '1',
};

/** @type {import('node:child_process').ChildProcess | undefined} */
let child;
/** @type {NodeJS.Signals | undefined} */
let interruptedBy;

/** Passes an interruption on to whatever is running, once. @param {NodeJS.Signals} signal */
function interrupt(signal) {
  if (interruptedBy !== undefined) return; // npm and the terminal each send one
  interruptedBy = signal;
  const running = child;
  setTimeout(() => running?.kill(signal), PASS_ON_AFTER_MS).unref();
}

for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => interrupt(signal));
}

// npm and pnpm start us through a shell. A signal sent to npm alone ends that shell but not us: a parent that is
// gone is the only sign of it.
if (process.env['npm_lifecycle_event'] !== undefined) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && interrupt('SIGINT'), 250).unref();
}

const [name, ...given] = process.argv.slice(2);
const task = TASKS[name ?? ''];
if (task === undefined) {
  console.error(`Unknown task "${name ?? ''}"; allowed: ${Object.keys(TASKS).join(', ')}.`);
  process.exit(2);
}
// npm eats the "--" before a script's arguments, pnpm hands it on.
const args = given[0] === '--' ? given.slice(1) : given;

const direct = isNewEnough(process.versions.node) && callerIsPnpm12();
if (!direct) {
  env['PATH'] = [...(await toolchain()), process.env['PATH']].join(delimiter);
  env['npm_config_user_agent'] = 'pnpm/12';
}
if (!direct || !existsSync(join(ROOT, 'node_modules', '.modules.yaml'))) {
  await phase('installing dependencies', 'pnpm', ['install', '--frozen-lockfile', '--prefer-offline']);
}
for (const { label, command, args: own, cwd, quiet, closing } of task(args)) {
  // Paths the user types are relative to the folder the user is in, not to this repository's root.
  const folder = cwd === 'user' ? (process.env['INIT_CWD'] ?? process.cwd()) : ROOT;
  if (quiet) await phase(label ?? command, command, own, { closing });
  else {
    if (label) say(label);
    const code = await run(command, own, { cwd: folder, stdio: 'inherit' });
    if (code !== 0) process.exit(code);
  }
}

/**
 * Folders to put before PATH so that `node` and `pnpm` are the ones we need. Where npx keeps them is
 * remembered, because asking npx again costs a second or two each time.
 *
 * @returns {Promise<string[]>}
 */
async function toolchain() {
  const wanted = isNewEnough(process.versions.node) ? [PNPM_PACKAGE] : [NODE_PACKAGE, PNPM_PACKAGE];
  const key = wanted.join(' ');
  try {
    const kept = JSON.parse(readFileSync(CACHE, 'utf8'));
    if (kept.key === key && kept.folders.every(holdsToolchain)) return kept.folders;
  } catch {
    // no such file yet, or one that is not ours: ask npx
  }
  const marker = 'toymodels-toolchain:';
  const print = `node -p "'${marker}' + process.env.PATH"`;
  const output = await phase(
    `fetching ${wanted.join(' and ')}`,
    'npx',
    ['--yes', '--loglevel=error', ...wanted.flatMap((each) => ['-p', each]), '-c', print],
    { extra: { npm_config_user_agent: undefined } },
  );
  const path = output.split('\n').find((line) => line.startsWith(marker)) ?? '';
  const folders = path.slice(marker.length).trim().split(delimiter).filter(holdsToolchain).slice(0, 1);
  if (folders.length === 0) {
    console.error(
      `npx did not provide ${key}. Install Node >= ${OLDEST_NODE.join('.')} and pnpm 12, and run pnpm instead of npm.`,
    );
    process.exit(1);
  }
  mkdirSync(dirname(CACHE), { recursive: true });
  writeFileSync(CACHE, JSON.stringify({ key, folders }));
  return folders;
}

/** Whether a folder is npx's own, with everything in it that was asked for. @param {string} folder */
function holdsToolchain(folder) {
  const names = isNewEnough(process.versions.node) ? ['pnpm'] : ['pnpm', 'node'];
  return folder.includes('_npx') && names.every((each) => existsSync(join(folder, each)));
}

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

function callerIsPnpm12() {
  return (process.env['npm_config_user_agent'] ?? '').startsWith('pnpm/12.');
}

/** Progress goes to stderr: stdout belongs to the task (`--json`). @param {string} text */
function say(text) {
  console.error(`toymodels: ${text}`);
}

/**
 * A step whose output matters only when it fails. Says one line; ends the process with the step's exit code
 * and everything it printed when it fails.
 *
 * @param {string} label
 * @param {string} command
 * @param {string[]} own
 * @param {{ extra?: Record<string, string | undefined>, closing?: string | undefined }} [options] extra: variables of
 *   its environment; closing: what to print last, on stdout, when it fails
 * @returns {Promise<string>} what it printed
 */
async function phase(label, command, own, { extra = {}, closing } = {}) {
  say(`${label} …`);
  let printed = '';
  const code = await run(command, own, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, ...extra },
    onOutput: (text) => (printed += text),
  });
  if (code !== 0) {
    process.stderr.write(printed);
    if (interruptedBy === undefined) say(`${label} failed (${command} ended with ${code})`);
    if (closing !== undefined) console.log(closing);
    process.exit(code);
  }
  return printed;
}

/**
 * Runs a command to its end; 128 + n stands for death by signal n, as in a shell.
 *
 * @param {string} command
 * @param {string[]} own
 * @param {{ cwd: string, stdio: import('node:child_process').StdioOptions, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} options
 * @returns {Promise<number>}
 */
function run(command, own, { cwd, stdio, env: childEnv = env, onOutput }) {
  // Windows finds npx.cmd and pnpm.cmd only through its shell.
  const viaShell = process.platform === 'win32' && command !== 'node';
  return new Promise((done) => {
    const started = spawn(command, viaShell ? own.map((arg) => JSON.stringify(arg)) : own, {
      cwd,
      stdio,
      env: childEnv,
      shell: viaShell,
    });
    child = started;
    started.stdout?.setEncoding('utf8').on('data', (text) => onOutput?.(text));
    started.stderr?.setEncoding('utf8').on('data', (text) => onOutput?.(text));
    started.on('error', (error) => {
      console.error(`toymodels: cannot start ${command}: ${error.message}`);
      done(127);
    });
    started.on('close', (code, signal) => {
      child = undefined;
      const ending = interruptedBy ?? signal;
      // A child that finished its work although it was interrupted has the last word, except success:
      // a task of several steps must not go on to the next one.
      if (code !== null && code !== 0) done(code);
      else done(ending == null ? 0 : 128 + constants.signals[ending]);
    });
  });
}
