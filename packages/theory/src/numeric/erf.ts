/**
 * The error function for x >= 0, to about 1e-15.
 *
 * x < 3: erf x = (2/sqrt pi) e^{-x^2} sum_k 2^k x^{2k+1} / (2k+1)!!, all terms positive.
 * x >= 3: 1 - erfc x by the continued fraction of Laplace (Abramowitz & Stegun 7.1.14).
 */
export function erf(x: number): number {
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let k = 1; term > 1e-17 * sum; k++) {
      term *= (2 * x * x) / (2 * k + 1);
      sum += term;
    }
    return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  if (x > 6) return 1;
  let fraction = x;
  for (let k = 60; k >= 1; k--) fraction = x + k / 2 / fraction;
  return 1 - Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}
