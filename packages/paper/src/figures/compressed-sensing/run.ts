/** Trains, and counts represented features. */

import type { FigureContext } from '../../figure.js';
import { rounded } from '../../shared/phase-grid.js';
import { trainRuns } from '../../shared/training.js';
import type { CompressedSensingSpec } from './spec.js';

export interface SensedModel {
  readonly featureProbability: number;
  readonly nFeatures: number;
  readonly nHidden: number;
  /** |W_i|, descending, to 4 digits. */
  readonly norms: readonly number[];
}

export interface CompressedSensingData {
  /** By density, then start. */
  readonly models: readonly SensedModel[];
}

export async function run(
  spec: CompressedSensingSpec,
  context: FigureContext,
): Promise<CompressedSensingData> {
  const { models } = await trainRuns(spec, context);
  return {
    models: models.models.map(({ featureProbability, nFeatures, nHidden, norms }) => ({
      featureProbability,
      nFeatures,
      nHidden,
      norms: norms.toSorted((a, b) => b - a).map((norm) => rounded(norm, 4)),
    })),
  };
}
