/**
 * The mean length of an input: the unit in which attacks are measured.
 *
 *   E|x| = (1/sqrt pi) int_0^inf (1 - E e^{-u^2 |x|^2}) / u^2 du
 *   E e^{-u^2 |x|^2} = prod_i [ (1 - p_i) + p_i f(u) ],    f(u) = int_0^1 e^{-u^2 x^2} dx = sqrt(pi) erf(u) / (2u)
 *
 * with one factor (1-q) + q f^s for a correlated set of s features and (1-q) + q f for an anticorrelated one.
 * From |y| = (1/(2 sqrt pi)) int_0^inf (1 - e^{-t y^2}) t^{-3/2} dt, t = u^2.
 *
 * Source: the paper attacks with an L2 norm of 0.1 of the mean input norm ("Relationship to adversarial
 * robustness"); the integral is derived here. Integrated on dyadic panels in u up to 1 and in 1/u beyond,
 * to about 1e-13.
 */

import { checkLaw, type DataLaw } from '../input.js';
import { erf } from '../numeric/erf.js';
import { gaussLegendre, integrate } from '../numeric/quadrature.js';

/** E|x|, Euclidean; any number of features. */
export function meanInputNorm(law: DataLaw): number {
  const checked = checkLaw(law);
  // [chance, power of f], equal ones merged: a uniform model of 10 000 features is one factor
  const factors = new Map<string, { chance: number; power: number; count: number }>();
  const add = (chance: number, power: number): void => {
    const key = `${chance} ${power}`;
    const known = factors.get(key);
    if (known) known.count++;
    else factors.set(key, { chance, power, count: 1 });
  };
  for (const i of checked.ungrouped) add(checked.activeProbability[i]!, 1);
  for (const group of checked.groups) {
    add(group.probability, group.kind === 'correlated' ? group.features.length : 1);
  }

  /** 1 - E e^{-u^2 |x|^2} from log f(u), without cancellation for small u. */
  const missing = (logF: number): number => {
    let sum = 0;
    for (const { chance, power, count } of factors.values()) {
      sum += count * Math.log1p(chance * Math.expm1(power * logF));
    }
    return -Math.expm1(sum);
  };
  const rule = gaussLegendre(24);
  let total = 0;
  for (let right = 1; right > 2 ** -24; right /= 2) {
    const left = right > 2 ** -23 ? right / 2 : 0;
    total += integrate((u) => missing(Math.log1p(-complementSmall(u))) / (u * u), left, right, rule);
  }
  const panels = 16;
  for (let panel = 0; panel < panels; panel++) {
    total += integrate(
      (v) => missing(Math.log((Math.sqrt(Math.PI) * v * erf(1 / v)) / 2)),
      panel / panels,
      (panel + 1) / panels,
      rule,
    );
  }
  return total / Math.sqrt(Math.PI);
}

/** 1 - f(u) for u in [0, 1]: sum_{k>=1} (-1)^{k+1} u^{2k} / (k! (2k+1)). */
function complementSmall(u: number): number {
  const square = u * u;
  let power = 1;
  let sum = 0;
  for (let k = 1; k < 20; k++) {
    power *= -square / k;
    sum -= power / (2 * k + 1);
  }
  return sum;
}
