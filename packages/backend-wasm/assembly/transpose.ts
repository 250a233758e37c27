/** Between samples whose hidden units lie side by side and panels, where those of eight samples do. */

import { nHidden, paddedHidden, ROW, VECTOR } from './layout';

/** Four vectors become the columns of four vectors, `step` bytes apart. */
// @ts-ignore: decorator
@inline
export function transposeFour(a: v128, b: v128, c: v128, d: v128, to: usize, step: usize): void {
  const ab0 = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const ab1 = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const cd1 = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i64>(ab0, cd0, 0, 2));
  v128.store(to + step, v128.shuffle<i64>(ab0, cd0, 1, 3));
  v128.store(to + 2 * step, v128.shuffle<i64>(ab1, cd1, 0, 2));
  v128.store(to + 3 * step, v128.shuffle<i64>(ab1, cd1, 1, 3));
}

/**
 * @param samples float32 [8, paddedHidden]
 * @param panel float32 [hidden, 8], overwritten; and up to three rows behind it
 */
export function toPanel(samples: usize, panel: usize): void {
  const row = <usize>paddedHidden << 2;
  const end = samples + row;
  for (; samples < end; samples += VECTOR, panel += 4 * ROW) {
    for (let half: usize = 0; half < 2; half++) {
      const from = samples + half * 4 * row;
      transposeFour(
        v128.load(from),
        v128.load(from + row),
        v128.load(from + 2 * row),
        v128.load(from + 3 * row),
        panel + half * VECTOR,
        ROW,
      );
    }
  }
}

/**
 * @param panel float32 [hidden, 8]
 * @param samples float32 [8, paddedHidden], overwritten; 0 behind the last hidden unit
 */
export function fromPanel(panel: usize, samples: usize): void {
  const row = <usize>paddedHidden << 2;
  const zero = i32x4.splat(0);
  for (let j = 0; j < nHidden; j += 4, samples += VECTOR, panel += 4 * ROW) {
    for (let half: usize = 0; half < 2; half++) {
      const from = panel + half * VECTOR;
      let b = zero;
      let c = zero;
      let d = zero;
      if (j + 1 < nHidden) b = v128.load(from, ROW);
      if (j + 2 < nHidden) c = v128.load(from, 2 * ROW);
      if (j + 3 < nHidden) d = v128.load(from, 3 * ROW);
      transposeFour(v128.load(from), b, c, d, samples + half * 4 * row, row);
    }
  }
}
