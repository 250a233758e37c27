/** Which runs straight-line code is generated for (src/codegen/straight.ts). A rule of the spec alone. */

import { activeAttack, MODEL_FORMS, type ResolvedRun } from '@toymodels/core';
import type { StraightShape } from '../codegen/straight.js';

/** Operations a group of samples beyond which loops over tiles are as quick. */
const MOST_OPERATIONS = 1000;

/** Groups of four samples are taken together up to about so many operations: they wait for each other less. */
const OPERATIONS_AT_ONCE = 900;

/** What straight-line code does for a group of four samples, drawing included. */
function operationsOf(nFeatures: number, nHidden: number): number {
  return nFeatures * (10 * nHidden + 23);
}

/** The shape to generate code for, if it pays and the code can do what the run asks. */
export function straightShapeOf(run: ResolvedRun): StraightShape | undefined {
  const { nFeatures, nHidden, units } = run;
  const { model, data, training } = run.spec;
  if (operationsOf(nFeatures, nHidden) > MOST_OPERATIONS) return undefined;
  if (training.sampling !== 'iid' || training.hiddenL1 > 0 || activeAttack(training)) return undefined;
  if (!units.every(({ kind }) => kind === 'single')) return undefined;
  const { hiddenRelu, outputRelu, untied, absoluteTarget } = MODEL_FORMS[model.kind];
  return {
    nFeatures,
    nHidden,
    hiddenRelu,
    outputRelu,
    untied,
    absoluteTarget,
    hiddenBias: model.hiddenBias,
    signedRange: data.range === 'signed',
  };
}

/** Groups of four samples that the code for a shape takes at once: 4, 2 or 1. */
export function groupsAtOnce({ nFeatures, nHidden }: StraightShape): number {
  const most = OPERATIONS_AT_ONCE / operationsOf(nFeatures, nHidden);
  return most >= 4 ? 4 : most >= 2 ? 2 : 1;
}
