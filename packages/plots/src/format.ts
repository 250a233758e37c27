/** Numbers as words: at most three significant digits, a true minus sign, no trailing zeros. */

/** E.g. 0.0312, −1.5, 400, 1.2e−7. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text =
    size >= 1e-3 && size < 1e5
      ? String(Number(value.toPrecision(3)))
      : value
          .toExponential(2)
          .replace(/\.?0+e/, 'e')
          .replace('e+', 'e');
  return text.replaceAll('-', '−');
}

/** Training steps, thousands as k: 400, 2k, 1.5k. */
export function formatStep(step: number): string {
  return step >= 1000 ? `${formatNumber(step / 1000)}k` : formatNumber(step);
}

/** Whole numbers with thin spaces between thousands: 10 000. */
export function formatCount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** The smallest number with two significant digits that is not below a positive value: 1.37 -> 1.4. */
export function ceilTo2Digits(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  // The allowance keeps 1.3 from becoming 1.4 through the rounding of the quotient.
  return Number((Math.ceil(value / unit - 1e-9) * unit).toPrecision(2));
}
