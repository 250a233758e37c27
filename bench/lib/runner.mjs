// One contestant as a process of its own, spoken to in lines of JSON. The protocol:
//
//   {"do":"open","work":{…}}        -> {"device":"…","version":"…"}    (lib/work.mjs says what a work is)
//   {"do":"train","steps":n}        -> {"ms":…}      n more steps, timed inside the process, all work finished;
//                                      runners in JavaScript add "memoryMiB", what the process then holds
//   {"do":"evaluate","samples":n}   -> {"losses":[…]}                  of every model, on fresh samples
//   {"do":"close"}                  -> {}
//
// Any of them may answer {"error":"…"}. A runner ends when its input ends.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends every runner; for interruptions. */
export function endAll() {
  for (const child of running) child.kill('SIGKILL');
}

/** How to start a runner. @typedef {{ command: string, args: readonly string[], env?: Record<string, string> }} Start */

export class Runner {
  #child;
  #log = '';
  /** @type {{ resolve: (reply: Record<string, any>) => void, reject: (error: Error) => void } | undefined} */
  #waiting;

  /** @param {Start} start */
  constructor({ command, args, env = {} }) {
    this.#child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
    running.add(this.#child);
    this.#child.stderr
      .setEncoding('utf8')
      .on('data', (text) => (this.#log = (this.#log + text).slice(-2000)));
    this.#child.stdin.on('error', () => {}); // its end is reported by 'close'
    const ended = (/** @type {string} */ how) => {
      running.delete(this.#child);
      this.#settle({ error: `${how}; it said: ${this.#log.trim() || 'nothing'}` });
    };
    this.#child.on('error', (error) => ended(`cannot start ${command}: ${error.message}`));
    this.#child.on('close', (code, signal) => ended(`the runner ended with ${code ?? signal ?? 'nothing'}`));
    // Libraries print to standard output too: only lines that are objects of JSON are replies.
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) this.#settle(JSON.parse(line));
      else this.#log += `${line}\n`;
    });
  }

  /** @param {Record<string, any>} reply */
  #settle(reply) {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (reply['error'] === undefined) waiting?.resolve(reply);
    else waiting?.reject(new Error(String(reply['error'])));
  }

  /**
   * @param {{ do: string } & Record<string, unknown>} request
   * @param {number} seconds to wait for the answer
   * @returns {Promise<Record<string, any>>}
   */
  async ask(request, seconds) {
    let timer;
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting = { resolve, reject };
        timer = setTimeout(() => {
          this.#child.kill('SIGKILL');
          reject(new Error(`no answer to "${request.do}" within ${seconds} s`));
        }, seconds * 1000);
        if (!running.has(this.#child)) reject(new Error('the runner has ended'));
        else this.#child.stdin.write(`${JSON.stringify(request)}\n`);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param {import('./work.mjs').Work} work @returns {Promise<{ device: string, version: string }>} */
  async open(work) {
    const { device, version } = await this.ask({ do: 'open', work }, 120);
    return { device, version };
  }

  /** @param {number} steps @returns {Promise<number>} milliseconds */
  async train(steps) {
    const { ms } = await this.ask({ do: 'train', steps }, 120);
    return ms;
  }

  /** @param {number} samples @returns {Promise<number[]>} */
  async evaluate(samples) {
    const { losses } = await this.ask({ do: 'evaluate', samples }, 120);
    return losses;
  }

  async close() {
    await this.ask({ do: 'close' }, 10).catch(() => {});
    this.#child.stdin.end();
    if (running.has(this.#child)) {
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), 2000);
      await new Promise((resolve) => this.#child.once('close', resolve));
      clearTimeout(timer);
    }
  }
}
