/** One phase diagram for each activation. */

import { phaseMap } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { axisValues } from '../../shared/phase-grid.js';
import { count, list, number } from '../../shared/words.js';
import { CODE } from '../phase-2-1/run.js';
import { ACTIVATIONS } from './activations.js';
import { antipodalShare } from './claims.js';
import { meta } from './meta.js';
import type { ActivationFunctionsData } from './run.js';
import type { ActivationFunctionsSpec } from './spec.js';

export function plot(
  { maps }: ActivationFunctionsData,
  spec: ActivationFunctionsSpec,
  options: SvgOptions,
): string {
  const axes = {
    importanceRatios: axisValues(spec.grid.importanceRatio),
    featureProbabilities: axisValues(spec.grid.featureProbability),
  };
  const shares = maps.map(
    (map) => `${ACTIVATIONS[map.activation].words} ${number(100 * antipodalShare(map))} %`,
  );
  return phaseMap(
    maps.map((map) => ({
      title: ACTIVATIONS[map.activation].words,
      ...axes,
      phases: CODE.decode(map.phases),
    })),
    {
      ...options,
      document: options.document,
      title: meta.title,
      description: `What becomes of the extra feature over its relative importance and the density, for each activation. Share of antipodal pairs: ${list(shares)}.`,
    },
  );
}

export function caption({ maps }: ActivationFunctionsData, spec: ActivationFunctionsSpec): string {
  const { importanceRatio, featureProbability } = spec.grid;
  const shares = maps.map(
    (map) => `${ACTIVATIONS[map.activation].words} ${number(100 * antipodalShare(map))} %`,
  );
  return [
    `Superposition covers ${list(shares)} of the diagram.`,
    `Each panel: n = 2 features, m = 1 hidden dimension, x′ = f(WᵀW x + b), the second feature with importance ${number(importanceRatio.from)} to ${number(importanceRatio.to)} relative to the first, ${importanceRatio.count} × ${featureProbability.count} cells.`,
    `Nothing is trained: the population loss, by quadrature with ${spec.nodes} nodes for each feature, is minimised over weights and biases from five given and ${count(spec.starts)} random starts (seed ${spec.seed}). The leaky ReLU has slope 0.1; softplus is log(1 + exp(10 z))/10.`,
  ].join(' ');
}
