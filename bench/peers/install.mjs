// `pnpm bench:peers`: makes bench/.venv and installs requirements.txt into it, with pip and pip's own settings.
// `pnpm bench:peers jax` installs only what begins with a name given (jax, jaxlib). Does nothing twice.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { FOLDER, PYTHON } from './environment.mjs';

const only = process.argv.slice(2);
const wanted = readFileSync(new URL('requirements.txt', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => line.replace(/#.*/, '').trim())
  .filter((line) => line !== '' && (only.length === 0 || only.some((name) => line.startsWith(name))));

if (wanted.length === 0) {
  console.error(`bench:peers: nothing in requirements.txt begins with ${only.join(' or ')}`);
  process.exit(2);
}
if (!existsSync(PYTHON)) {
  const python = process.env['PYTHON'] ?? (process.platform === 'win32' ? 'python' : 'python3');
  run(python, ['-m', 'venv', FOLDER], 'is there a Python 3.11 or newer? PYTHON=… names another');
}
run(
  PYTHON,
  ['-m', 'pip', 'install', '--disable-pip-version-check', ...wanted],
  'pip could not install them; delete bench/.venv to start again',
);
console.log(`bench:peers: ${wanted.join(', ')} in ${FOLDER}`);

/** @param {string} command @param {string[]} args @param {string} mend */
function run(command, args, mend) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) return;
  console.error(
    `bench:peers: ${command} ${args.slice(0, 3).join(' ')} failed${error ? ` (${error.message})` : ''}: ${mend}`,
  );
  process.exit(1);
}
