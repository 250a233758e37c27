// Where the Python peers live.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The virtual environment; ignored by git. */
export const FOLDER = fileURLToPath(new URL('../.venv', import.meta.url));

export const PYTHON = fileURLToPath(
  new URL(
    process.platform === 'win32' ? '../.venv/Scripts/python.exe' : '../.venv/bin/python',
    import.meta.url,
  ),
);

/** Whether the environment has a module, without loading it. @param {string} module */
export async function importable(module) {
  if (!existsSync(PYTHON)) return false;
  const program = `import importlib.util, sys; sys.exit(importlib.util.find_spec("${module}") is None)`;
  return promisify(execFile)(PYTHON, ['-c', program]).then(
    () => true,
    () => false,
  );
}
