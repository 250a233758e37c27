/**
 * One number that stands for every bit of a result: SHA-256 over the trained state, without what differs from
 * machine to machine (device, time). Two people with the same link on the default backend see the same one.
 *
 * Order: runs as planned; of each the parameters, the first and the second moments of all models (weights, output
 * weights, bias, hidden bias as far as there are), then the steps. Exact optima: weights and bias of each.
 * Little-endian, as every machine with a browser is.
 */
import { PARAMETER_NAMES } from '@toymodels/core';
import type { Computed } from './outcome.js';

/** The arrays whose bytes, one after the other, are hashed. */
export function stateArrays(computed: Computed): readonly ArrayBufferView[] {
  if (computed.method === 'exact') return computed.models.flatMap(({ weights, bias }) => [weights, bias]);
  return computed.runs.flatMap(({ result: { state } }) => [
    ...[state.parameters, state.firstMoment, state.secondMoment].flatMap((part) =>
      PARAMETER_NAMES.flatMap((name) => part[name] ?? []),
    ),
    state.step,
  ]);
}

/** 64 hexadecimal digits; undefined where the browser has no cryptography (plain http to another machine). */
export async function fingerprint(computed: Computed): Promise<string | undefined> {
  if (globalThis.crypto?.subtle === undefined) return undefined;
  const arrays = stateArrays(computed);
  const bytes = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
