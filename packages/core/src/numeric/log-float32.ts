/**
 * The natural logarithm in float32 arithmetic alone: what a vector unit computes four at a time.
 *
 * Every operation is one float32 multiplication, addition or subtraction, rounded by itself, so
 * that `Math.fround` after each gives the bits of the kernel of `backend-wasm`
 * (`assembly/logarithm.ts`). Range and polynomial after Cephes `logf` (Moshier, 1992), summed as
 * even and odd part; measured over all draws of 2^-24: relative error below 1e-7.
 */

const { fround } = Math;

/** sqrt(1/2) as float32 bits: mantissas run from there to sqrt(2). */
const SQRT_HALF_BITS = 0x3f3504f3;

/** ln 2 in two float32 parts, the first with so few bits that its multiples are exact. */
const LN2_HIGH: number = fround(0.693359375);
const LN2_LOW: number = fround(-2.1219444e-4);

/** log(1 + f) = f - f^2 / 2 + f^3 (P0 + P1 f + ... + P8 f^8). */
const P: readonly number[] = [
  3.3333331174e-1, -2.4999993993e-1, 2.0000714765e-1, -1.6668057665e-1, 1.4249322787e-1, -1.2420140846e-1,
  1.167699874e-1, -1.151461031e-1, 7.0376836292e-2,
].map(fround);

const bits = new Int32Array(1);
const number = new Float32Array(bits.buffer);

/** c + x * y, rounded twice. */
const multiplyAdd = (c: number, x: number, y: number): number => fround(c + fround(x * y));

/**
 * log(x), float32.
 *
 * @param x a float32 number, at least 2^-126 and finite
 */
export function logFloat32(x: number): number {
  number[0] = x;
  const k = (bits[0]! - SQRT_HALF_BITS) >> 23;
  bits[0]! -= k << 23;
  const f = fround(number[0] - 1);
  const z = fround(f * f);
  const even = multiplyAdd(
    P[0]!,
    z,
    multiplyAdd(P[2]!, z, multiplyAdd(P[4]!, z, multiplyAdd(P[6]!, z, P[8]!))),
  );
  const odd = multiplyAdd(P[1]!, z, multiplyAdd(P[3]!, z, multiplyAdd(P[5]!, z, P[7]!)));
  const cubic = fround(fround(f * z) * multiplyAdd(even, f, odd));
  const small = multiplyAdd(multiplyAdd(cubic, k, LN2_LOW), z, -0.5);
  return multiplyAdd(fround(f + small), k, LN2_HIGH);
}
