/**
 * Why sparse vectors need k log(n/k) dimensions: the counting argument with its constants.
 *
 * THEOREM. There are at least C(n,k) / V vectors with k ones among n whose distances are sqrt k or more, with
 * V = sum_{j > k/2} C(k,j) C(n-k,k-j). If W keeps lengths of 2k-sparse vectors up to a distortion t,
 *
 *   (1 - t) |z|^2 <= |W z|^2 <= (1 + t) |z|^2,
 *
 * it has m >= ln(C(n,k)/V) / ln(1 + 2 sqrt((1+t)/(1-t))) rows.
 *
 * PROOF. Take vectors one after another as long as one is left that is far from all taken. A vector rules out those that
 * share more than k/2 of its ones, V of them, itself included. So at least C(n,k)/V are taken. Their images have length at most
 * R = sqrt((1+t) k), and distances at least r = sqrt((1-t) k). Balls of radius r/2 around the images are disjoint and
 * lie in one of radius R + r/2; compare volumes in R^m: N (r/2)^m <= (R + r/2)^m.
 *
 * The bound of the literature (Do Ba et al., 2010) is for a weaker promise, recovery with an error in proportion to
 * what is not sparse, and has no constant. Without any promise of stability 2k dimensions are enough, for all n.
 *
 * Source: the paper, appendix on compressed sensing; the counting is classical, the constants are derived here.
 */

import { InvalidArgumentError } from '@toymodels/core';

import { checkCount } from '../input.js';

/** ln of the guaranteed number of k-sparse 0/1 vectors at distances of sqrt k or more, at least 0; k from 1 to n. */
export function sparsePackingLog(nFeatures: number, nActive: number): number {
  check(nFeatures, nActive);
  const [n, k] = [nFeatures, nActive];
  const all = logChoose(n, k);
  let ruledOut = 0; // V / C(n,k): at most 1
  for (let j = Math.floor(k / 2) + 1; j <= k; j++) {
    if (k - j > n - k) continue;
    ruledOut += Math.exp(logChoose(k, j) + logChoose(n - k, k - j) - all);
  }
  return Math.max(0, -Math.log(ruledOut));
}

/**
 * Hidden dimensions that a W needs which keeps the lengths of all 2k-sparse vectors up to a distortion; not rounded.
 *
 * @param distortion t, from 0 (an isometry) to below 1
 */
export function stableRecoveryDimensions(nFeatures: number, nActive: number, distortion: number): number {
  if (!(distortion >= 0 && distortion < 1)) {
    throw new InvalidArgumentError(
      `invalid distortion: ${distortion}; allowed are numbers from 0 (an isometry), below 1`,
    );
  }
  const reach = Math.sqrt((1 + distortion) / (1 - distortion));
  return sparsePackingLog(nFeatures, nActive) / Math.log(1 + 2 * reach);
}

/** ln C(n, k). */
function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}

function check(nFeatures: number, nActive: number): void {
  checkCount(nFeatures, 'nFeatures');
  checkCount(nActive, 'nActive');
  if (!(nActive <= nFeatures)) {
    throw new InvalidArgumentError(
      `invalid nActive: ${nActive} of ${nFeatures} features; allowed are whole numbers up to ${nFeatures}`,
    );
  }
}
