/** Models made by hand, for claims: weights are given, measures are computed as in a run. */

import { measured, type ModelData } from '../src/shared/models.js';

/** One feature vector for each row. */
export function made(rows: readonly (readonly number[])[], options: Partial<ModelData> = {}): ModelData {
  const nFeatures = rows.length;
  return measured({
    instance: 0,
    restart: 0,
    nFeatures,
    nHidden: rows[0]!.length,
    featureProbability: 1,
    importance: rows.map((_, i) => 0.9 ** i),
    bias: rows.map(() => 0),
    loss: 0,
    ...options,
    weights: rows.flat(),
  });
}

/** A unit vector in the plane, in degrees. */
export function at(degrees: number, norm = 1): number[] {
  const angle = (degrees * Math.PI) / 180;
  return [norm * Math.cos(angle), norm * Math.sin(angle)];
}

/** The axis of hidden dimension h, times a length. */
export function axis(h: number, nHidden: number, norm = 1): number[] {
  return Array.from({ length: nHidden }, (_, each) => (each === h ? norm : 0));
}

/** Verdicts by claim id. */
export function verdicts(
  claims: readonly { readonly id: string; readonly verdict: string }[],
): Record<string, string> {
  return Object.fromEntries(claims.map(({ id, verdict }) => [id, verdict]));
}

export const history = { step: [], loss: [] };
