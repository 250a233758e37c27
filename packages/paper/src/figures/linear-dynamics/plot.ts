/** Strength of each feature over time, trained as dots, closed form as lines. */

import { branches, type LinePanel } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { atFrame } from '../../shared/film.js';
import { count, list, number } from '../../shared/words.js';
import { meta } from './meta.js';
import type { DescentData, LinearDynamicsData } from './run.js';
import type { LinearDynamicsSpec } from './spec.js';

/** Where each curve is labelled: half-way up, where all of them end together. */
function halfway(curve: readonly number[]): number {
  return curve.findIndex((y) => y >= curve.at(-1)! / 2);
}

function panelOf(
  title: string,
  { time, theory, trained }: DescentData,
  duration: number,
  labels: 'halfway' | 'end',
  frame: number | undefined,
): LinePanel {
  const now = atFrame(time, frame);
  const dots = theory.map((curve, i) => ({
    label: '',
    kind: 'dots' as const,
    hue: i,
    ...(now === undefined ? {} : { faintFrom: now / duration }),
    points: curve.map((_, t) => {
      const values = trained.map((model) => model[i]![t]!);
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      // The mean of equal values may leave them by a rounding.
      return { x: time[t]! / duration, y: Math.min(high, Math.max(low, mean)), low, high };
    }),
  }));
  const lines = theory.map((curve, i) => ({
    label: `${i + 1}`,
    ...(labels === 'halfway' ? { labelX: time[halfway(curve)]! / duration } : {}),
    kind: 'exact' as const,
    points: curve.map((y, t) => ({ x: time[t]! / duration, y })),
  }));
  return { title, yTitle: '|W_{i}|²', series: [...lines, ...dots] };
}

export function plot(
  data: LinearDynamicsData,
  spec: LinearDynamicsSpec,
  { frame, ...options }: SvgOptions,
): string {
  const { document } = options;
  return branches(
    [
      panelOf(
        'importances 0.7^{i}, each on an axis of its own',
        data.aligned,
        spec.aligned.duration,
        'halfway',
        frame,
      ),
      panelOf(
        'equal importances, five features in two dimensions',
        data.random,
        spec.random.duration,
        'end',
        frame,
      ),
    ],
    {
      ...options,
      document,
      title: meta.title,
      description:
        'Squared norms of five features over training time. Above they rise one after the other along logistic curves, below together to values below 1. Dots, trained models, lie on the lines of the closed form.',
      xTitle: `time, as a share of the whole (${number(spec.aligned.duration)} above, ${number(spec.random.duration)} below)`,
    },
  );
}

/** Both panels have as many times, evenly spread. */
export const film = ({ aligned: { time } }: LinearDynamicsData): readonly string[] =>
  time.map((t) => `${number((100 * t) / time.at(-1)!)} % of the time`);

export function caption(data: LinearDynamicsData, spec: LinearDynamicsSpec): string {
  const { aligned, random, learningRate, batchSize, nModels, featureProbability } = spec;
  return [
    'Features rise along curves known in advance: one after the other where their importances differ, all at once and only in part where they are equal; lines are the closed form of gradient flow, dots the mean of trained models with the range over them.',
    `Linear model x′ = WᵀW x + b at 1−S = ${number(featureProbability)}. Above: n = ${aligned.nFeatures}, m = ${aligned.nHidden}, importances ${list(aligned.importance.map(number))}, |W_i|² = ${number(aligned.start.strength)} at first. Below: n = ${random.nFeatures}, m = ${random.nHidden}, equal importances, a random start of mean |W_i|² = ${number(random.start.strength)}.`,
    `Trained by plain gradient descent, not AdamW, since the closed form is for gradient flow: ${count(nModels)} models with samples of their own, batches of ${count(batchSize)}, rate ${number(learningRate)}, ${count(Math.round(aligned.duration / learningRate))} and ${count(Math.round(random.duration / learningRate))} steps (time is rate times steps), the bias kept at its best value, seed ${spec.seed}.`,
    `At the end the models below have |W_i|² of ${list(data.random.theory.map((curve) => number(curve.at(-1)!)))}.`,
  ].join(' ');
}
