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

/**
 * The same with a fused multiply-add: three such vectors, and f32x4.relaxed_madd.
 * (module (func (result v128) (f32x4.relaxed_madd (i8x16.splat (i32.const 0)) ... ...)))
 */
const RELAXED_PROBE: Uint8Array<ArrayBuffer> = Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0, 65, 0, 253, 15, 65, 0,
  253, 15, 65, 0, 253, 15, 253, 133, 2, 11,
]);

/** The modules that were compiled, without and with relaxed SIMD. */
const compiled = new Map<boolean, Promise<WebAssembly.Module>>();

async function compile(relaxed: boolean): Promise<WebAssembly.Module> {
  // A file of its own, that only those load who ask for it.
  const text = relaxed
    ? (await import('./generated/kernel-relaxed.js')).RELAXED_KERNEL_BASE64
    : KERNEL_BASE64;
  return WebAssembly.compile(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
}

/**
 * The kernel's module, compiled once.
 *
 * @param relaxed the one with relaxed SIMD
 * @throws BackendUnavailableError without WebAssembly, or without the SIMD that is asked for
 */
export async function kernelModule(relaxed = false): Promise<WebAssembly.Module> {
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
  if (relaxed && !WebAssembly.validate(RELAXED_PROBE)) {
    throw new BackendUnavailableError(
      'this WebAssembly engine lacks relaxed SIMD; use Node 22, Chrome 114, Firefox 146 or later, or leave relaxedSimd out, which gives the same bits everywhere',
    );
  }
  const known = compiled.get(relaxed);
  if (known) return known;
  const module = compile(relaxed);
  compiled.set(relaxed, module);
  // A file that could not be loaded may be there the next time.
  module.catch(() => compiled.delete(relaxed));
  return module;
}
