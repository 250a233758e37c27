/** Two features share a neuron, with and without a unit that inhibits. */
import {
  asymmetricMotif,
  bestSharingAsymmetry,
  inhibitedNeuronLoss,
  sharedNeuronLoss,
} from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { onlyActiveHidden, type HiddenModel } from '../numerical-hidden.js';

/** Of the weights, the one by which the second unit inhibits B. */
const INHIBITING = 5;

export const check: Check = {
  title: 'The asymmetric motif, one active feature',
  leftIs: 'the model itself, integrated over both signs of A and of B, without inhibition and with',
  rightIs: 'the formulas at p = 1, and the bound',
  sliders: [
    { key: 'alpha', label: 'asymmetry α', min: 0.5, max: 3, step: 0.05, start: 1.5 },
    { key: 'r', label: 'importance of B, where A has 1', min: 0.1, max: 1, step: 0.05, start: 0.8 },
  ],
  rows({ values: { alpha = 1, r = 1 } }) {
    const motif = asymmetricMotif(alpha);
    const law = { bias: [0, 0], importance: [1, r] };
    const cost = (model: HiddenModel): number =>
      ([1, -1] as const).reduce(
        (sum, sign) =>
          sum + [0, 1].reduce((both, i) => both + onlyActiveHidden('absolute-value', model, i, sign) / 2, 0),
        0,
      );
    const without = { ...motif, ...law, decoder: motif.decoder.map((d, at) => (at === INHIBITING ? 0 : d)) };
    const shared = sharedNeuronLoss(1, r, 1, alpha);
    const inhibited = inhibitedNeuronLoss(1, 1, alpha);
    return [
      { of: '\\text{sharing}', left: cost(without), right: shared, within: rounding(shared, 11) },
      {
        of: '\\text{inhibited}',
        left: cost({ ...motif, ...law }),
        right: inhibited,
        within: rounding(inhibited, 11),
      },
      {
        of: '\\text{sharing}',
        left: shared,
        right: sharedNeuronLoss(1, r, 1, bestSharingAsymmetry(1, r)),
        relation: '≥',
        within: 1e-12,
      },
    ];
  },
  remark({ values: { alpha = 1, r = 1 } }) {
    const dropped = r / 6;
    return inhibitedNeuronLoss(1, 1, alpha) < dropped
      ? `Leaving B’s side out would cost ${dropped.toFixed(3)}: with inhibition sharing pays.`
      : `Leaving B’s side out costs only ${dropped.toFixed(3)}: sharing does not pay, inhibited or not.`;
  },
};
