// A process of its own for the tests of Ctrl-C: the program with two figures that need no training.
// `first` is over at once, `second` when it is told to be (SECOND=fast) or never.

import { defineFigure, AbortedError } from '@toymodels/paper';
import { runProgram } from '@toymodels/cli';
import { abortOnInterrupt } from '../dist/interrupt.js';

/** @param {string} id @param {number} order @param {boolean} isFast */
function figure(id, order, isFast) {
  const meta = { id, section: '1', sectionTitle: 'Tests', title: id, order };
  const load = () =>
    Promise.resolve(
      defineFigure({
        ...meta,
        presets: { quick: { seed: 0 }, paper: { seed: 0 } },
        async run({ seed }, { signal }) {
          console.error(`running ${id}`);
          // A timer keeps the process alive as training would.
          if (!isFast && !process.env.STUBBORN) {
            const timer = setInterval(() => {}, 1000);
            await new Promise((done) => signal?.addEventListener('abort', done, { once: true }));
            clearInterval(timer);
            throw new AbortedError();
          }
          if (!isFast) await new Promise((done) => setTimeout(done, 600_000));
          return { seed };
        },
        claims: () => [],
        caption: () => 'Nothing.',
        plot: () => '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>',
      }),
    );
  return { ...meta, load };
}

process.exitCode = await runProgram(
  process.argv.slice(2),
  {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    signal: abortOnInterrupt(process, Date.now, () => process.exit(130)),
    now: Date.now,
  },
  { figures: [figure('first', 1, true), figure('second', 2, process.env['SECOND'] === 'fast')] },
);
