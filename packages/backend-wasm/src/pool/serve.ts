/** The worker's side: answers requests with a runner. The same in Node and in browsers. */

import { ToyModelsError } from '@toymodels/core/training';
import { Runner } from '../engine/runner.js';
import type { Reply, Request, Stop } from './messages.js';

/** Longest time a worker computes without listening. */
const SLICE_MS = 20;

/** @returns the receiver of messages; answers go to `send` */
export function serve(send: (reply: Reply) => void): (message: Request | Stop) => void {
  let runner: Runner | undefined;

  const answer = (request: Request): Promise<unknown> => {
    if (request.ask === 'load') {
      const { modules, plan, state, group } = request;
      runner = new Runner(modules, plan, state, SLICE_MS, () => performance.now(), group);
      return Promise.resolve(undefined);
    }
    if (!runner) throw new Error('nothing was loaded');
    switch (request.ask) {
      case 'advance':
        return runner.advance(request.toStep, request.stopped, (modelSteps) =>
          send({ say: 'progress', modelSteps }),
        );
      case 'state':
        return runner.state();
      case 'evaluate':
        return runner.evaluate(request.nSamples);
    }
  };

  const receive = async (request: Request): Promise<void> => {
    try {
      send({ say: 'done', id: request.id, value: await answer(request) });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      send({
        say: 'failed',
        id: request.id,
        message,
        code: error instanceof ToyModelsError ? error.code : undefined,
      });
    }
  };

  send({ say: 'ready' });
  return (message) => {
    if (message.ask === 'stop') runner?.stop();
    else void receive(message);
  };
}
