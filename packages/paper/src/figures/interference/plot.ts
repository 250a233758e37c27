/** Readouts of all features while one is moved, with a second one silent or active. */

import { branches } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { count, density, number } from '../../shared/words.js';
import { readouts } from './claims.js';
import { meta } from './meta.js';
import type { InterferenceData } from './run.js';
import type { InterferenceSpec } from './spec.js';

const POINTS = 41;
/** The second feature is the next but one around the circle: the pair that interferes negatively. */
const SECOND = 2;

export function plot(data: InterferenceData, spec: InterferenceSpec, options: SvgOptions): string {
  const n = data.bias.length;
  const panel = (title: string, second: number, relu: boolean) => ({
    title,
    yTitle: relu ? 'x′_{i}' : 'W_{i} · h',
    series: data.bias.map((_, i) => ({
      label: `${i + 1}`,
      hue: i,
      kind: 'exact' as const,
      points: Array.from({ length: POINTS }, (__, k) => {
        const x = k / (POINTS - 1);
        const input = Array.from({ length: n }, (___, j) => (j === 0 ? x : j === SECOND ? second : 0));
        return { x, y: readouts(data, input, relu)[i]! };
      }),
    })),
  });
  const active = `feature ${SECOND + 1} at ${number(spec.second)}`;
  return branches(
    [
      panel('dot products, one active', 0, false),
      panel('bias and ReLU, one active', 0, true),
      panel(`dot products, ${active}`, spec.second, false),
      panel(`bias and ReLU, ${active}`, spec.second, true),
    ],
    {
      ...options,
      document: options.document,
      title: meta.title,
      description: `Readouts of ${n} features in two dimensions while feature 1 goes from 0 to 1. Dot products answer for silent features, too; bias and ReLU silence most of that, unless feature ${SECOND + 1} is active as well.`,
      xTitle: 'x_{1}',
      arrange: 'beside',
      minPanelWidth: 300,
    },
  );
}

export function caption(data: InterferenceData, spec: InterferenceSpec): string {
  const n = data.bias.length;
  const [, one, two] = data.lossOfActive;
  return [
    'With one feature active, bias and ReLU silence most of what dot products read from the others; with two active, both come back wrong.',
    `Feature 1 is moved from 0 to 1, feature ${SECOND + 1} is silent above and at ${number(spec.second)} below; each line is what is read for one of ${n} features, numbered around the circle.`,
    `The model is the exact optimum of n = ${n} equal features in m = ${spec.nHidden} dimensions at ${density(spec.featureProbability)}, ReLU output, the best of ${count(spec.starts)} descents, seed ${spec.seed}; nothing is sampled.`,
    `Mean loss ${number(one!)} with exactly one active feature, ${number(two!)} with two.`,
  ].join(' ');
}
