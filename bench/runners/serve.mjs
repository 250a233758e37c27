// The runners' side of the protocol of lib/runner.mjs, for programs in JavaScript.

import { createInterface } from 'node:readline';

/**
 * @typedef {object} Session
 * @property {string} device what computes, in its own words
 * @property {string} version
 * @property {(steps: number) => Promise<number>} train milliseconds that so many more steps took, all work finished
 * @property {(samples: number) => Promise<ArrayLike<number>>} evaluate losses of every model
 * @property {() => Promise<void>} close
 */

/** @param {(work: import('../lib/work.mjs').Work) => Promise<Session>} open */
export async function serve(open) {
  /** @type {Session | undefined} */
  let session;

  /** @param {{ do: string, work?: any, steps?: any, samples?: any }} request */
  const answer = async (request) => {
    if (request.do === 'open') {
      session = await open(request.work);
      return { device: session.device, version: session.version };
    }
    if (session === undefined) throw new Error(`"${request.do}" before "open"`);
    if (request.do === 'train') {
      return { ms: await session.train(request.steps), memoryMiB: process.memoryUsage.rss() / 2 ** 20 };
    }
    if (request.do === 'evaluate') return { losses: Array.from(await session.evaluate(request.samples)) };
    if (request.do === 'close') {
      await session.close();
      return {};
    }
    throw new Error(`unknown request "${request.do}"`);
  };

  for await (const line of createInterface({ input: process.stdin })) {
    const reply = await answer(JSON.parse(line)).catch((error) => ({ error: String(error?.stack ?? error) }));
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
  process.exit(0);
}
