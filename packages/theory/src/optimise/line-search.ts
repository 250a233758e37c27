/**
 * A line search that ends at a strong Wolfe point.
 *
 * Given phi(t) = f(x + t d) with phi'(0) < 0, finds t with
 *
 *   phi(t) <= phi(0) + c1 t phi'(0)      and      |phi'(t)| <= c2 |phi'(0)|,      c1 = 1e-4, c2 = 0.9,
 *
 * by bracketing and zooming with safeguarded cubic interpolation.
 * Sources: Nocedal & Wright, "Numerical Optimization" (2006), algorithms 3.5 and 3.6. Near a minimum the
 * first condition compares numbers that differ only in rounding; there Hager & Zhang's approximate
 * condition (2005, eq. 4.1), which reads the decrease off the slopes, takes its place.
 */

const DECREASE = 1e-4;
const CURVATURE = 0.9;
const MAX_EVALUATIONS = 40;

/** One point on the line. */
interface LinePoint {
  readonly t: number;
  readonly value: number;
  readonly slope: number;
}

/** Where the search ended: a Wolfe point, or undefined if none was found before rounding decided. */
export type LineSearchResult = { readonly t: number; readonly value: number } | undefined;

/**
 * @param phi value and slope at a step t > 0
 * @param value0 phi(0)
 * @param slope0 phi'(0), negative
 * @param firstStep where to begin, above 0
 * @param noise absolute rounding error to expect in phi, at least 0
 */
export function strongWolfe(
  phi: (t: number) => LinePoint,
  value0: number,
  slope0: number,
  firstStep: number,
  noise: number,
): LineSearchResult {
  let evaluations = 0;
  const measure = (t: number): LinePoint => {
    evaluations++;
    return phi(t);
  };
  const decreases = (p: LinePoint): boolean =>
    p.value <= value0 + DECREASE * p.t * slope0 ||
    (p.value <= value0 + noise && p.slope <= (2 * DECREASE - 1) * slope0);
  const flat = (p: LinePoint): boolean => Math.abs(p.slope) <= -CURVATURE * slope0;

  const zoom = (low: LinePoint, high: LinePoint): LineSearchResult => {
    let lo = low;
    let hi = high;
    while (evaluations < MAX_EVALUATIONS) {
      const t = interpolate(lo, hi);
      if (t === lo.t || t === hi.t) break;
      const p = measure(t);
      if (!decreases(p) || (p.value >= lo.value && Math.abs(p.value - lo.value) > noise)) {
        hi = p;
      } else {
        if (flat(p)) return p;
        if (p.slope * (hi.t - lo.t) >= 0) hi = lo;
        lo = p;
      }
    }
    // Rounding has decided: the best point that is no worse than the start.
    return lo.t > 0 && lo.value < value0 ? lo : undefined;
  };

  let previous: LinePoint = { t: 0, value: value0, slope: slope0 };
  let t = firstStep;
  while (evaluations < MAX_EVALUATIONS) {
    const p = measure(t);
    if (!Number.isFinite(p.value)) {
      t = (previous.t + t) / 2;
      continue;
    }
    if (!decreases(p) || (previous.t > 0 && p.value >= previous.value + noise)) return zoom(previous, p);
    if (flat(p)) return p;
    if (p.slope >= 0) return zoom(p, previous);
    previous = p;
    t *= 2.5;
  }
  return previous.t > 0 ? previous : undefined;
}

/** Minimum of the cubic through two points, kept away from both ends of the interval. */
function interpolate(a: LinePoint, b: LinePoint): number {
  const span = b.t - a.t;
  const d1 = a.slope + b.slope - (3 * (b.value - a.value)) / span;
  const square = d1 * d1 - a.slope * b.slope;
  const middle = a.t + span / 2;
  if (!(square >= 0)) return middle;
  const d2 = Math.sign(span) * Math.sqrt(square);
  const t = b.t - (span * (b.slope + d2 - d1)) / (b.slope - a.slope + 2 * d2);
  const margin = 0.05 * Math.abs(span);
  const least = Math.min(a.t, b.t) + margin;
  const most = Math.max(a.t, b.t) - margin;
  return t >= least && t <= most ? t : Number.isFinite(t) ? Math.min(Math.max(t, least), most) : middle;
}
