/**
 * The exact loss of models with a ReLU on the hidden layer, for small n.
 *
 *   h = ReLU(E x),   x' = ReLU(D h + b),   L = sum_j I_j E (t_j - x'_j)^2
 *
 * `relu-hidden`: x_i in [0, 1], target t = x, tied D = E^T. `absolute-value`: active x_i uniform on [-1, 1], target
 * t = |x|, E and D of their own. Both are piecewise quadratic in x, and integrated without error by cutting
 * the cube into simplices at every kink of the hidden units and of the outputs (`simplex.ts`).
 *
 * If E >= 0 entrywise (and x >= 0) the hidden ReLU does nothing, and the tied model is the ReLU-output model. With
 * one active feature the loss of a tied model is that of `../exact/one-sparse.ts` with W_i . W_j replaced by
 * W_j . (W_i)_+: negative weights are useless on the way in, and inhibit on the way out.
 *
 * Source: the paper, "Superposition in a privileged basis" and "Computing in superposition"; method derived here.
 */

import { checkCount, checkLaw, checkSupported, checkedVector, type DataLaw, type Numbers } from '../input.js';
import { supportTable } from '../exact/supports.js';
import { cubeSimplices, cutBySigns, meanSquareOnSimplex, type Corners } from './simplex.js';

/** The largest n of the exact hidden-layer losses. */
export const MAX_HIDDEN_FEATURES = 5;

/** A model with a ReLU hidden layer, with its data. */
export interface HiddenInput extends DataLaw {
  /** Hidden units m, at least 1. */
  readonly nHidden: number;
  /** E, [feature, hidden] row-major: the weight from feature i to unit h is at i * nHidden + h. */
  readonly encoder: Numbers;
  /** D, [feature, hidden] row-major: the weight from unit h to output j is at j * nHidden + h. Tied: the same array as `encoder`. */
  readonly decoder: Numbers;
  /** b, [feature] */
  readonly bias: Numbers;
}

/**
 * L of x' = ReLU(D ReLU(E x) + b) on x in [0, 1], target x.
 *
 * Cost: each support of k features is k! simplices, cut by every unit that changes sign in them; below a millisecond
 * at n = 2, seconds at n = 5 with ten units.
 *
 * @throws UnsupportedError above {@link MAX_HIDDEN_FEATURES} features; InvalidArgumentError, ShapeError
 */
export function reluHiddenLoss(input: HiddenInput): number {
  return hiddenLoss(input, false);
}

/** L of x' = ReLU(D ReLU(E x) + b) for active x uniform on [-1, 1], target |x|. Cost 2^k times that of {@link reluHiddenLoss}. */
export function absoluteValueLoss(input: HiddenInput): number {
  return hiddenLoss(input, true);
}

function hiddenLoss(input: HiddenInput, signed: boolean): number {
  const law = checkLaw(input);
  const { nFeatures: n, nHidden: m } = input;
  checkCount(m, 'nHidden');
  checkSupported(
    n,
    MAX_HIDDEN_FEATURES,
    'The exact loss with a ReLU hidden layer',
    'It cuts k! simplices for every set of k active features along every kink.',
  );
  const encoder = checkedVector(input.encoder, n * m, 'encoder ([feature, hidden])');
  const decoder = checkedVector(input.decoder, n * m, 'decoder ([feature, hidden])');
  const bias = checkedVector(input.bias, n, 'bias');
  const supports = supportTable(law);

  let loss = 0;
  supports.forEach((probability, mask) => {
    if (probability === 0) return;
    const active = Array.from({ length: n }, (_, i) => i).filter((i) => (mask >> i) & 1);
    const k = active.length;
    const simplices = cubeSimplices(k);
    const octants = signed ? 2 ** k : 1;
    for (let signs = 0; signs < octants; signs++) {
      let sum = 0;
      for (const simplex of simplices) {
        // columns: y_active, then the hidden pre-activations
        const corners = simplex.map((y) => {
          const row = new Float64Array(k + m);
          row.set(y);
          active.forEach((i, c) => {
            const x = (signs >> c) & 1 ? -y[c]! : y[c]!;
            for (let h = 0; h < m; h++) row[k + h]! += x * encoder[i * m + h]!;
          });
          return row;
        });
        cutBySigns(corners, 1 / simplices.length, k, k + m, (piece, volume) => {
          sum += volume * outputError(piece, active, k, m, decoder, bias, law.importance);
        });
      }
      loss += (probability * sum) / octants;
    }
  });
  return loss;
}

/** sum_j I_j mean of (t_j - ReLU(o_j))^2 over a piece on which every hidden unit has one sign. */
function outputError(
  piece: Corners,
  active: readonly number[],
  k: number,
  m: number,
  decoder: Float64Array,
  bias: Float64Array,
  importance: Float64Array,
): number {
  let error = 0;
  for (let j = 0; j < bias.length; j++) {
    if (importance[j] === 0) continue;
    const column = active.indexOf(j);
    // columns: o_j, t_j
    const corners = piece.map((corner) => {
      let o = bias[j]!;
      for (let h = 0; h < m; h++) o += decoder[j * m + h]! * Math.max(corner[k + h]!, 0);
      return Float64Array.of(o, column < 0 ? 0 : corner[column]!);
    });
    cutBySigns(corners, 1, 0, 1, (part, volume) => {
      error +=
        importance[j]! *
        volume *
        meanSquareOnSimplex(part.map((corner) => corner[1]! - Math.max(corner[0]!, 0)));
    });
  }
  return error;
}
