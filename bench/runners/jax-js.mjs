// jax-js in Node: `node jax-js.mjs <its version>`.

import { jaxJsSession } from './jax-js-session.mjs';
import { serve } from './serve.mjs';

const [version = 'unknown'] = process.argv.slice(2);
await serve((work) => jaxJsSession(work, version));
