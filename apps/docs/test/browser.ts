/** A Chromium found as the repository's browser tests find theirs. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';

const FINDER = fileURLToPath(new URL('../../../scripts/find-chromium.mjs', import.meta.url));
const QUIET = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

export function launchBrowser(): Promise<Browser> {
  const { stdout, stderr } = spawnSync(process.execPath, [FINDER], { encoding: 'utf8' });
  const found = JSON.parse(stdout || 'null') as {
    executablePath: string;
    env: Record<string, string>;
  } | null;
  if (found === null)
    throw new Error(`no Chromium was found; install one, or set CHROMIUM_PATH to one ${stderr}`);
  const env = Object.fromEntries(
    Object.entries({ ...process.env, ...found.env }).filter(
      (each): each is [string, string] => each[1] !== undefined,
    ),
  );
  return chromium.launch({ executablePath: found.executablePath, env, args: QUIET });
}
