/**
 * Elementary functions with the same bits on every engine.
 *
 * ECMAScript leaves `Math.log`, `exp`, `cos` and `pow` to the implementation. What enters a
 * run's numbers (initial weights, schedules, curves) uses these instead: plain IEEE additions,
 * multiplications and divisions, which every engine rounds alike. Methods and constants after
 * fdlibm (Sun Microsystems, 1993), errors below 1 ulp (`log`) and 2 ulp (the others).
 */

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;

/** Where a number becomes its bits; holds nothing between calls. */
const BITS = new DataView(new ArrayBuffer(8));

/** x * 2^k for k in [-1022, 1023]; 2^k by repeated squaring is exact. */
function scaleByPowerOfTwo(x: number, k: number): number {
  return x * powInteger(2, k);
}

/**
 * base^exponent by repeated squaring.
 *
 * @param exponent integer, |exponent| < 2^31
 */
export function powInteger(base: number, exponent: number): number {
  let remaining = Math.abs(exponent);
  let factor = base;
  let result = 1;
  while (remaining > 0) {
    if (remaining & 1) result *= factor;
    factor *= factor;
    remaining >>>= 1;
  }
  return exponent < 0 ? 1 / result : result;
}

/** Natural logarithm. `log(0)` is -Infinity, of a negative number NaN. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  // x = 2^k (1 + f) with sqrt(1/2) < 1 + f < sqrt(2)
  let k = 0;
  let mantissa = x;
  if (mantissa < 2.2250738585072014e-308) {
    mantissa *= 2 ** 54;
    k -= 54;
  }
  BITS.setFloat64(0, mantissa);
  const high = BITS.getUint32(0);
  k += (high >>> 20) - 1023;
  BITS.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  mantissa = BITS.getFloat64(0);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    k += 1;
  }
  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const r = even + odd;
  const halfSquare = 0.5 * f * f;
  return k * LN2_HIGH - (halfSquare - (s * (halfSquare + r) + k * LN2_LOW) - f);
}

/** e^x. */
export function exp(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  if (!(x === x)) return NaN;
  // x = k ln 2 + r, |r| <= ln(2)/2
  const k = Math.round(x / (LN2_HIGH + LN2_LOW));
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t *
              (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  const y = 1 + ((r * c) / (2 - c) - low + high);
  // In two halves, so that the smallest results are reached through normal numbers.
  const half = Math.trunc(k / 2);
  return scaleByPowerOfTwo(scaleByPowerOfTwo(y, half), k - half);
}

/** x^y for x > 0, as e^(y log x); relative error up to |y log x| ulp. */
export function pow(x: number, y: number): number {
  if (Number.isInteger(y) && Math.abs(y) < 2 ** 31) return powInteger(x, y);
  return exp(y * log(x));
}

/** cos(pi t), exact at multiples of 1/2. */
export function cosPi(t: number): number {
  const period = Math.abs(t) - 2 * Math.floor(Math.abs(t) / 2); // [0, 2)
  const folded = period > 1 ? 2 - period : period; // [0, 1]
  const negative = folded > 0.5;
  const q = negative ? 1 - folded : folded; // [0, 1/2]
  const value = q > 0.25 ? sinSeries(Math.PI * (0.5 - q)) : cosSeries(Math.PI * q);
  return negative ? -value : value;
}

/** sin on [0, pi/4]. */
function sinSeries(x: number): number {
  const z = x * x;
  const r =
    8.33333333332248946124e-3 +
    z *
      (-1.98412698298579493134e-4 +
        z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)));
  return x + z * x * (-1.66666666666666324348e-1 + z * r);
}

/** cos on [0, pi/4]. */
function cosSeries(x: number): number {
  const z = x * x;
  const r =
    z *
    (4.16666666666666019037e-2 +
      z *
        (-1.38888888888741095749e-3 +
          z *
            (2.48015872894767294178e-5 +
              z *
                (-2.75573143513906633035e-7 +
                  z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11)))));
  return 1 - (0.5 * z - z * r);
}
