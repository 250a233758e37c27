// The same in C, with the widest vectors the processor has and with those of WebAssembly; where there is a C compiler.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const SOURCE = fileURLToPath(new URL('peak.c', import.meta.url));

/** @typedef {{ bytes: number, rate: number }} Peak bytes: of a vector; rate: multiply-adds a millisecond, all threads together */

/**
 * @param {number} threads
 * @returns {Promise<{ compiler: string, widest: Peak, narrow: Peak } | undefined>} undefined without a compiler
 */
export async function nativePeak(threads) {
  const compiler = process.env['CC'] ?? 'cc';
  const folder = mkdtempSync(join(tmpdir(), 'toymodels-peak-'));
  /** @param {string[]} flags @returns {Promise<Peak>} */
  const run = async (...flags) => {
    const program = join(folder, 'peak');
    await exec(compiler, [
      '-O3',
      '-march=native',
      '-ffp-contract=fast',
      '-pthread',
      ...flags,
      SOURCE,
      '-o',
      program,
    ]);
    const { stdout } = await exec(program, [String(threads)]);
    return JSON.parse(stdout);
  };
  try {
    const widest = await run();
    const { stdout } = await exec(compiler, ['--version']);
    return { compiler: stdout.split('\n')[0] ?? compiler, widest, narrow: await run('-DWIDTH=16') };
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
