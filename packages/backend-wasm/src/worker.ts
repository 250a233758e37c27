/** The script of a browser's worker. */

import type { Request, Stop } from './pool/messages.js';
import { serve } from './pool/serve.js';

const scope = globalThis as unknown as {
  postMessage(message: unknown): void;
  onmessage: (event: MessageEvent<Request | Stop>) => void;
};
const receive = serve((reply) => scope.postMessage(reply));
scope.onmessage = ({ data }) => receive(data);
