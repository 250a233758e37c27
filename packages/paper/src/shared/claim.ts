/** Claims are written once, texts beside thresholds; this only turns a truth value into a verdict. */

import type { Claim } from '../figure.js';

/** A claim whose verdict is `holds` or `fails`; `note` appears whenever it is given. */
export function claim(
  texts: Pick<Claim, 'id' | 'statement' | 'method' | 'expected'>,
  holds: boolean,
  measured: string,
  note?: string,
): Claim {
  return { ...texts, measured, verdict: holds ? 'holds' : 'fails', ...(note === undefined ? {} : { note }) };
}
