// A WebAssembly module that does nothing but multiply and add: `chains` accumulators of four floats, each
// acc <- acc * c + d, none waiting for another. Plain SIMD128 has no fused multiply-add: it is two instructions.

/** Times that the body of the loop is repeated, so that the loop itself costs nothing. */
const UNROLL = 8;

/** Accumulators that fit beside the two constants into the vector registers of x64; the best of them counts. */
export const CHAINS = [8, 10, 12, 13];

/** Multiply-adds of one turn of the loop. @param {number} chains */
export const multiplyAddsOf = (chains) => chains * UNROLL * 4;

/** Unsigned LEB128. @param {number} value @returns {number[]} */
function leb(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)];
}

/** @param {number} id @param {number[]} content */
const section = (id, content) => [id, ...leb(content.length), ...content];

/** f32.const, f32x4.splat, local.set. @param {number} value @param {number} local */
function setVector(value, local) {
  return [0x43, ...new Uint8Array(Float32Array.of(value).buffer), 0xfd, ...leb(19), 0x21, local];
}

/** "\0asm", version 1. */
const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** local.get 0, i32.const 1, i32.sub, local.tee 0, br_if 0. */
const WHILE_TURNS_LEFT = [0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0];

/**
 * The module; it exports run(turns: i32) -> f32, whose result depends on every accumulator.
 *
 * @param {number} chains
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function kernelBytes(chains) {
  const I32 = 0x7f;
  const F32 = 0x7d;
  const V128 = 0x7b;
  const MULTIPLY = [0xfd, ...leb(230)];
  const ADD = [0xfd, ...leb(228)];
  // Locals: 0 turns, 1 factor, 2 summand, then the accumulators.
  const accumulators = Array.from({ length: chains }, (_, index) => 3 + index);
  const once = accumulators.flatMap((local) => [
    0x20,
    local,
    0x20,
    1,
    ...MULTIPLY,
    0x20,
    2,
    ...ADD,
    0x21,
    local,
  ]);
  const sum = accumulators.flatMap((local, index) => [0x20, local, ...(index > 0 ? ADD : [])]);
  const code = [
    ...leb(1),
    ...leb(chains + 2),
    V128,
    ...setVector(0.999, 1),
    ...setVector(0.001, 2),
    ...accumulators.flatMap((local) => setVector(local, local)),
    0x03,
    0x40, // loop
    ...Array.from({ length: UNROLL }, () => once).flat(),
    ...WHILE_TURNS_LEFT,
    0x0b,
    ...sum,
    0xfd,
    ...leb(31), // f32x4.extract_lane
    0,
    0x0b,
  ];
  return Uint8Array.from([
    ...HEADER,
    ...section(1, [1, 0x60, 1, I32, 1, F32]),
    ...section(3, [1, 0]),
    ...section(7, [1, 3, 0x72, 0x75, 0x6e, 0, 0]),
    ...section(10, [1, ...leb(code.length), ...code]),
  ]);
}
