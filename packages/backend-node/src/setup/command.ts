/** Runs a command of the set-up and keeps what it printed. */

import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';

export interface CommandOptions {
  readonly cwd?: string;
  /** Put before PATH. */
  readonly path?: string;
  /** The command and everything it started is ended after so long. */
  readonly timeoutMs?: number;
}

export interface CommandResult {
  readonly ok: boolean;
  /** stdout and stderr, as they came. */
  readonly output: string;
}

/** A missing command is a failed one: never throws. */
export function runCommand(
  command: string,
  args: readonly string[],
  { cwd, path, timeoutMs = 900_000 }: CommandOptions = {},
): Promise<CommandResult> {
  const env = path ? { ...process.env, PATH: [path, process.env['PATH']].join(delimiter) } : process.env;
  return new Promise((resolve) => {
    const windows = process.platform === 'win32';
    // npm is a .cmd on Windows, which only the shell can start. Elsewhere an own group can be ended as a whole.
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: windows,
      detached: !windows,
    });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    const timer = setTimeout(() => {
      output += `\nended after ${timeoutMs / 1000} s`;
      if (!windows && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    }, timeoutMs);
    const settle = (ok: boolean): void => {
      clearTimeout(timer);
      resolve({ ok, output });
    };
    child.on('error', (error) => {
      output += error.message;
      settle(false);
    });
    child.on('close', (code) => settle(code === 0));
  });
}

/** The end of an output, where errors stand. */
export function lastLines(output: string, count = 8): string {
  return output.trim().split('\n').slice(-count).join('\n');
}
