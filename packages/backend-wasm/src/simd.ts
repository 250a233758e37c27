/** The compiled kernel, or the reason why there is none. */

import { BackendUnavailableError } from '@toymodels/core';
import { KERNEL_BASE64 } from './generated/kernel.js';

/**
 * The smallest module with a SIMD instruction: a function () -> v128 that splats an i32 constant.
 * (module (func (result v128) (i8x16.splat (i32.const 0))))
 */
const SIMD_PROBE: Uint8Array<ArrayBuffer> = Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * The kernel's module, compiled once.
 *
 * @throws BackendUnavailableError without WebAssembly or without its fixed-width SIMD
 */
export async function kernelModule(): Promise<WebAssembly.Module> {
  if (typeof WebAssembly !== 'object') {
    throw new BackendUnavailableError(
      'this JavaScript engine has no WebAssembly; use a current Node or browser, or referenceBackend() of @toymodels/core, which is slow',
    );
  }
  if (!WebAssembly.validate(SIMD_PROBE)) {
    throw new BackendUnavailableError(
      'this WebAssembly engine lacks SIMD; use Node 16.4, Chrome 91, Firefox 89, Safari 16.4 or later, or referenceBackend() of @toymodels/core, which is slow',
    );
  }
  compiled ??= WebAssembly.compile(Uint8Array.from(atob(KERNEL_BASE64), (c) => c.charCodeAt(0)));
  return compiled;
}
