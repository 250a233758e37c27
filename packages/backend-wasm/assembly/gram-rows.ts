/** The rows that `gram.ts` works on: of W W^T and of its sums, and a few of outputs. */

import { ROW_SHIFT } from './gaps';
import { gramRows, paddedFeatures } from './layout';

// @ts-ignore: decorator
@inline
export function rowBytes(): usize {
  return <usize>paddedFeatures << 2;
}

/** Rows of `gramRows`. */
export const BIAS = 0;
export const IMPORTANCE = 1;
export const SUM_DZ = 2;
export const Z = 3;
export const X = 4;
export const DZ = 5;
/** What `putRight` adds to the sums of dz: apart, so that vectors are not read right after one of their numbers was written. */
export const RIGHT_DZ = 6;

// @ts-ignore: decorator
@inline
export function rowOf(index: i32): usize {
  return gramRows + <usize>index * rowBytes();
}

/** The row of the feature of a candidate. */
// @ts-ignore: decorator
@inline
export function offsetOf(at: usize): usize {
  return <usize>(load<i32>(at) & ((1 << ROW_SHIFT) - 1)) * rowBytes();
}
