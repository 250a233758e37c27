/** Feature sets with known geometry, built without the package under test. */
import type { WeightView } from '@toymodels/analysis';

/** A view over rows of equal length. */
export function viewOf(rows: readonly (readonly number[])[]): WeightView {
  return { weights: Float64Array.from(rows.flat()), nFeatures: rows.length, nHidden: rows[0]!.length };
}

export const digon = (): number[][] => [[1], [-1]];

export const polygon = (k: number): number[][] =>
  Array.from({ length: k }, (_, i) => [Math.cos((2 * Math.PI * i) / k), Math.sin((2 * Math.PI * i) / k)]);

/** k + 1 unit vectors in R^k with all cosines -1/k. */
export function simplex(k: number): number[][] {
  const rows: number[][] = [];
  for (let i = 0; i <= k; i++) {
    const row = new Array<number>(k).fill(0);
    for (let j = 0; j < i; j++) {
      const dot = row.reduce((sum, x, h) => sum + (h < j ? x * rows[j]![h]! : 0), 0);
      row[j] = (-1 / k - dot) / rows[j]![j]!;
    }
    if (i < k) row[i] = Math.sqrt(1 - row.reduce((sum, x) => sum + x * x, 0));
    rows.push(row);
  }
  return rows;
}

/** Two squares at heights h and -h, turned by 45 degrees, unit vectors. */
export function squareAntiprism(h = 1 / Math.sqrt(3)): number[][] {
  const r = Math.sqrt(1 - h * h);
  return Array.from({ length: 8 }, (_, i) => {
    const angle = (Math.PI / 4) * i;
    return [r * Math.cos(angle), r * Math.sin(angle), i % 2 === 0 ? h : -h];
  });
}

/** Sets in mutually orthogonal spaces, one after the other. */
export function tegum(...factors: readonly number[][][]): number[][] {
  const width = factors.reduce((sum, factor) => sum + factor[0]!.length, 0);
  let start = 0;
  return factors.flatMap((factor) => {
    const rows = factor.map((vector) => {
      const row = new Array<number>(width).fill(0);
      vector.forEach((x, h) => (row[start + h] = x));
      return row;
    });
    start += factor[0]!.length;
    return rows;
  });
}

/** A small seeded generator of standard normal numbers (mulberry32, Box-Muller), for tests only. */
export function normals(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Turned by a random rotation of a space of `nHidden` >= the rows' length, scaled, with noise added to every number. */
export function disguise(
  rows: readonly (readonly number[])[],
  {
    seed = 1,
    nHidden = rows[0]!.length,
    scale = 1,
    noise = 0,
  }: { seed?: number; nHidden?: number; scale?: number; noise?: number } = {},
): number[][] {
  const normal = normals(seed);
  const basis: number[][] = [];
  while (basis.length < rows[0]!.length) {
    const candidate = Array.from({ length: nHidden }, normal);
    for (const axis of basis) {
      const dot = axis.reduce((sum, x, h) => sum + x * candidate[h]!, 0);
      axis.forEach((x, h) => (candidate[h]! -= dot * x));
    }
    const norm = Math.hypot(...candidate);
    basis.push(candidate.map((x) => x / norm));
  }
  return rows.map((row) =>
    Array.from(
      { length: nHidden },
      (_, h) => scale * row.reduce((sum, x, axis) => sum + x * basis[axis]![h]!, 0) + noise * normal(),
    ),
  );
}
