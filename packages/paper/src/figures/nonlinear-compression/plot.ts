/** Error over the width of the ramp for each number of steps, lines exact, dots sampled. */

import { lineChart } from '@toymodels/plots';
import { LINEAR_COMPRESSION_ERROR, nonlinearCompressionError } from '@toymodels/theory';
import type { SvgOptions } from '../../figure.js';
import { count, list, number } from '../../shared/words.js';
import { breakEven } from './claims.js';
import { meta } from './meta.js';
import type { NonlinearCompressionData } from './run.js';
import type { NonlinearCompressionSpec } from './spec.js';

export function plot(
  { sampled }: NonlinearCompressionData,
  { steps, ramps }: NonlinearCompressionSpec,
  options: SvgOptions,
): string {
  const lines = steps.map((z, hue) => ({
    label: `Z = ${z}`,
    kind: 'exact' as const,
    hue,
    points: Array.from({ length: ramps.count }, (_, k) => {
      const x = (ramps.to * k) / (ramps.count - 1);
      return { x, y: nonlinearCompressionError(z, x) };
    }),
  }));
  const dots = steps.map((z, hue) => ({
    label: '',
    kind: 'dots' as const,
    hue,
    points: sampled
      .filter((each) => each.steps === z)
      .map(({ ramp, error }) => {
        const [low, high] = [Math.min(...error), Math.max(...error)];
        const mean = error.reduce((a, b) => a + b, 0) / error.length;
        return { x: ramp, y: Math.min(high, Math.max(low, mean)), low, high };
      }),
  }));
  return lineChart([...lines, ...dots], {
    ...options,
    document: options.document,
    title: meta.title,
    description: `Squared error of two numbers coded in one, over the width of the ramps, for ${list(steps.map((z) => `${z}`))} steps. With narrow ramps all are below the error of any linear code, 1/12; with wide ones all are above.`,
    xTitle: 'width ε of a ramp, in steps',
    yTitle: 'E[(x − x̂)² + (y − ŷ)²]',
    references: [{ axis: 'y', value: LINEAR_COMPRESSION_ERROR, label: 'linear: 1/12' }],
  });
}

export function caption({ sampled }: NonlinearCompressionData, spec: NonlinearCompressionSpec): string {
  return [
    `Narrow ramps beat every linear code, wide ones lose to it: with Z = 3 the change is at ε = ${number(breakEven(3))} of a step.`,
    'Two numbers x and y, uniform on [0, 1], are stored as t = (s(Z x) + y)/Z, where s is a staircase of Z steps with ramps of width ε, and read back through the same staircase; lines are the closed form.',
    `Dots: mean over ${spec.nSeeds} times ${count(spec.nSamples)} sampled pairs with the range over them (${sampled.length} points, seed ${spec.seed}).`,
  ].join(' ');
}
