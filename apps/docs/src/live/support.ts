/**
 * Whether this browser can train, and if not, why, in words for a reader.
 */

/** (module (func (result v128) i32.const 0; i8x16.splat)): valid only where SIMD is known. */
const SIMD_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

/** What keeps this browser from training; undefined when nothing does. */
export function missingSupport(): string | undefined {
  if (typeof Worker !== 'function') {
    return 'This browser has no web workers, so it cannot train without freezing the page.';
  }
  if (typeof WebAssembly !== 'object') {
    return 'This browser has no WebAssembly (or it is switched off), in which the trainer is written.';
  }
  if (!WebAssembly.validate(SIMD_MODULE)) {
    return 'This browser’s WebAssembly has no SIMD instructions, which the trainer needs.';
  }
  return undefined;
}
