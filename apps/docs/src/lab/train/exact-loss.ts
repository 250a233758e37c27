/** The population loss of a trained model, where theory has it and it takes a moment at most. */
import type * as theory from '@toymodels/theory';
import type { LabModel } from '../state/outcome.js';

type Theory = Pick<typeof theory, 'linearLoss' | 'reluOutputLoss'>;

/** Features up to which a model takes about 20 ms (ReLU output) or less. */
const MOST = { 'relu-output': 9, linear: 64 } as const;

/** undefined for other models, other output activations, and larger ones. */
export function exactLossOf(
  { parameters, spec, featureProbability, importance }: LabModel,
  { linearLoss, reluOutputLoss }: Theory,
): number | undefined {
  const { kind, nFeatures, nHidden, hiddenBias } = spec.model;
  if (kind !== 'relu-output' && kind !== 'linear') return undefined;
  if (nFeatures > MOST[kind] || hiddenBias || spec.data.range !== 'unit') return undefined;
  const { weights, bias } = parameters;
  if (![...weights, ...bias].every(Number.isFinite)) return undefined;
  const groups = spec.data.sets.map((set) => ({
    ...set,
    probability: featureProbability[set.features[0]!]!,
  }));
  const input = { nFeatures, nHidden, weights, bias, importance, featureProbability, groups };
  return kind === 'linear' ? linearLoss(input) : reluOutputLoss(input);
}
