/** The geometry of each stage of one start, above its loss. */

import { completeSpec } from '@toymodels/core';
import { composeFigures, lineChart, polytope3d, type Polytope3dPanel } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { atFrame, stepFrames } from '../../shared/film.js';
import { seeded } from '../../shared/training.js';
import { count, density, number } from '../../shared/words.js';
import { meta } from './meta.js';
import type { TransformationsData } from './run.js';
import type { TransformationsSpec } from './spec.js';

/** The panels of the stages; in a film the next one moves, and those after it wait. */
function stagePanels({ starts, sets, steps, path }: TransformationsData, frame?: number): Polytope3dPanel[] {
  const stages = starts[0]!.stages;
  const ofFeature = Array.from({ length: 6 }, (_, i) => sets.findIndex((features) => features.includes(i)));
  const now = atFrame(steps, frame);
  const moving = now === undefined ? stages.length : stages.findIndex(({ step }) => step > now);
  const last = moving < 0 ? stages.length - 1 : moving;
  return stages.map(({ name, step, firstStep, weights }, k) => {
    const moves = now !== undefined && k === last;
    const shown = moves ? now : step;
    const whole = k === stages.length - 1 && shown >= firstStep;
    if (k > last) return { title: `${k + 1}`, points: [0, 0, 0], labels: [], edges: 'none' };
    return {
      title: `${k + 1}`,
      subtitle: moves || name.includes('unnamed') ? `step ${shown}` : `${name}, step ${shown}`,
      points: moves ? path[frame!]! : weights,
      sets: ofFeature,
      ...(whole ? {} : { edges: 'none' as const }),
    };
  });
}

export function plot(
  data: TransformationsData,
  _spec: TransformationsSpec,
  { frame, ...options }: SvgOptions,
): string {
  const { starts, steps, loss, path } = data;
  const stages = starts[0]!.stages;
  const panels = stagePanels(data, frame);
  const now = atFrame(steps, frame);
  const chart = (part: Parameters<Parameters<typeof composeFigures>[0][number]>[0]): string =>
    lineChart(
      [
        {
          label: '',
          kind: 'exact',
          ...(now === undefined ? {} : { faintFrom: now }),
          points: steps.map((step, k) => ({ x: step, y: loss[0]![k]! })),
        },
      ],
      {
        ...part,
        document: options.document,
        title: 'Loss',
        description: 'The loss falls in steps, each with a number for the stage it leads to.',
        xTitle: 'step',
        yTitle: 'exact loss L',
        yScale: 'log',
        references: stages.map(({ step }, k) => ({ axis: 'x' as const, value: step, label: String(k + 1) })),
      },
    );
  const shapes = (part: Parameters<typeof chart>[0]): string =>
    polytope3d(panels, {
      ...part,
      title: 'Stages',
      description: 'Six vectors in two sets: first on one or two lines, in the end an octahedron.',
      minPanelWidth: 110,
      reach: longestOf(path),
    });
  return composeFigures(panels.length === 0 ? [chart] : [shapes, chart], {
    ...options,
    title: meta.title,
    description: `Stages of one start: ${stages.map(({ name, step }) => `${name} at step ${step}`).join(', ') || 'none'}; the exact loss goes from ${number(loss[0]![0]!)} to ${number(loss[0]!.at(-1)!)}.`,
  });
}

export const film = ({ steps }: TransformationsData): readonly string[] => stepFrames(steps);

/** The longest vector of the whole training, so that no frame is scaled otherwise. */
function longestOf(path: readonly (readonly number[])[]): number {
  const lengths = path.flatMap((weights) =>
    Array.from({ length: 6 }, (_, i) => Math.hypot(...weights.slice(3 * i, 3 * i + 3))),
  );
  return Math.max(1e-9, ...lengths);
}

export function caption({ starts }: TransformationsData, spec: TransformationsSpec): string {
  const complete = completeSpec(seeded(spec, 'sets'));
  const { initialisation, restarts } = complete.training;
  const last = starts[0]!.stages.at(-1)?.name ?? 'nothing named';
  return [
    `The loss falls in steps, and at each of them six vectors take a new shape; in the end: ${last}.`,
    `Numbers stand for stages found by code: at least three looks in a row with nearly the same WᵀW. Hue and form of a dot tell its set; all shapes are turned as the last one is, with the first set on top.`,
    `ReLU output model, ${describeModel(complete)}, 2 correlated sets of 3, ${density(complete.data.featureProbability as number)} for each set (the paper gives no density), looked at every ${spec.every} steps; the loss is exact. The first of ${count(restarts.count)} starts is drawn; claims are about all.`,
    describeTraining(spec, 'sets'),
    `Initial weights are ${number(initialisation.scale)} times Xavier's, as the first stage shows only from small ones.`,
  ].join(' ');
}
