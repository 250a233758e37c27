/** The script of a Node worker thread. */

import { parentPort } from 'node:worker_threads';
import { serve } from './pool/serve.js';

const port = parentPort!;
const receive = serve((reply) => port.postMessage(reply));
port.on('message', receive);
