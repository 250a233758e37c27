/** The other side, for models with a ReLU on the hidden layer: core's reference model on inputs where sums are exact. */
import { lossAndGradient, type LossAndGradient } from '@toymodels/core';
import type { HiddenInput } from '@toymodels/theory';

/** Without its data. */
export type HiddenModel = Omit<HiddenInput, 'featureProbability' | 'groups'>;
export type HiddenKind = 'relu-hidden' | 'absolute-value';

const asFloats = (values: ArrayLike<number>): Float64Array => Float64Array.from(values);

/** Loss and gradient on the inputs given, [sample, feature]. A tied model's decoder is its encoder. */
export function hiddenOnInputs(kind: HiddenKind, model: HiddenModel, x: Float64Array): LossAndGradient {
  const { nFeatures, nHidden, encoder, decoder, bias, importance } = model;
  return lossAndGradient(
    {
      model: { kind, nFeatures, nHidden, outputBias: true, hiddenBias: false },
      importance: asFloats(importance),
      hiddenL1: 0,
    },
    {
      nInstances: 1,
      nFeatures,
      nHidden,
      weights: asFloats(encoder),
      ...(kind === 'absolute-value' && { outputWeights: asFloats(decoder) }),
      bias: asFloats(bias),
    },
    x,
  );
}

/** Where two values stand for a uniform one: any cubic has the same mean over them (Gauss). */
const NODES = [0.5 - 0.5 / Math.sqrt(3), 0.5 + 0.5 / Math.sqrt(3)] as const;

/**
 * The exact mean loss over inputs in which feature i alone is active, at values of one sign. One active value scales the
 * hidden layer and bends nothing there; an output bends once, where its bias and what it reads cancel.
 */
export function onlyActiveHidden(kind: HiddenKind, model: HiddenModel, i: number, sign: 1 | -1 = 1): number {
  const { nFeatures: n, nHidden: m, encoder, decoder, bias } = model;
  const ends = [0, 1];
  for (let j = 0; j < n; j++) {
    let slope = 0;
    for (let h = 0; h < m; h++) slope += decoder[j * m + h]! * Math.max(0, sign * encoder[i * m + h]!);
    const bend = -bias[j]! / slope;
    if (bend > 0 && bend < 1) ends.push(bend);
  }
  ends.sort((a, b) => a - b);
  const x = new Float64Array(n);
  let total = 0;
  for (let k = 1; k < ends.length; k++) {
    const [from, width] = [ends[k - 1]!, ends[k]! - ends[k - 1]!];
    for (const node of NODES) {
      x[i] = sign * (from + node * width);
      total += (width / 2) * hiddenOnInputs(kind, model, x).loss;
    }
  }
  return total;
}
