/**
 * Mixing of colours where equal steps look equal.
 *
 * Source: Björn Ottosson, "A perceptual color space for image processing" (2020),
 * https://bottosson.github.io/posts/oklab/ (matrices in the public domain).
 */

type Triple = readonly [number, number, number];

function toLab(hex: string): Triple {
  const [r, g, b] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function toHex([L, a, b]: Triple): string {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return linear.reduce((hex, channel) => {
    const value = channel <= 0.0031308 ? 12.92 * channel : 1.055 * channel ** (1 / 2.4) - 0.055;
    const byte = Math.round(255 * Math.max(0, Math.min(1, value)));
    return hex + byte.toString(16).padStart(2, '0');
  }, '#');
}

/**
 * `count` colours evenly spaced along the stops, both ends included.
 *
 * @param stops at least 2 colours as #rrggbb
 * @param count at least 2
 */
export function ramp(stops: readonly string[], count: number): string[] {
  const labs = stops.map(toLab);
  return Array.from({ length: count }, (_, index) => {
    const position = (index / (count - 1)) * (labs.length - 1);
    const left = Math.min(Math.floor(position), labs.length - 2);
    const share = position - left;
    const [from, to] = [labs[left]!, labs[left + 1]!];
    return toHex(
      [0, 1, 2].map((axis) => from[axis]! + share * (to[axis]! - from[axis]!)) as unknown as Triple,
    );
  });
}
