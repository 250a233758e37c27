/**
 * Sketches: the first size that a page offers of figures whose quick preset takes longer than a reader
 * should wait. Build time only.
 *
 * A sketch is the quick preset with less of what costs time, and larger learning rates where fewer steps
 * would not arrive otherwise. What is changed was chosen by looking at the drawing: its point is still to be
 * seen. Claims were not looked at; a sketch's verdicts are its own.
 */
import type { Json } from '@toymodels/paper';
import { site } from '../benchmarks/site.js';
import type { FigureSpec } from '../live/messages.js';
import { effort } from './choices.js';

/** What differs from the quick preset, by its place. */
interface Changes {
  readonly [key: string]: number | Changes;
}

interface Entry {
  readonly changes: Changes;
  /** What there is less of, in a few words. */
  readonly less: string;
}

/** A run with fewer steps or starts. */
const run = (
  steps: number | undefined,
  starts?: number,
  others: { readonly learningRate?: number; readonly batchSize?: number; readonly recordEvery?: number } = {},
): Changes => {
  const { learningRate, ...rest } = others;
  return {
    training: {
      ...(steps === undefined ? {} : { steps }),
      ...(starts === undefined ? {} : { restarts: { count: starts } }),
      ...(learningRate === undefined ? {} : { optimiser: { learningRate } }),
      ...rest,
    },
  };
};

/** Large models learn in few steps if these are large. */
const FAST = { learningRate: 0.02, batchSize: 512 };

const SKETCHES: Readonly<Record<string, Entry>> = {
  'basic-results': {
    changes: { runs: { linear: run(2500, 1, { learningRate: 0.02 }), relu: run(2000, 3) } },
    less: effort(2000, 3),
  },
  'basic-results-large': {
    changes: {
      runs: {
        linear: run(2000, 1, FAST),
        denseRelu: run(1000, 1, FAST),
        sparseRelu: run(1000, 1, FAST),
        smallLinear: run(2000, 1, FAST),
        smallRelu: run(1000, 2, FAST),
      },
    },
    less: `${effort(1000, 1)} of ${FAST.batchSize} samples`,
  },
  'abs-sparsity': {
    changes: { runs: { absolute: run(600, 3, { learningRate: 0.01 }) } },
    less: effort(600, 3),
  },
  'overcomplete-basis': { changes: { runs: { models: run(undefined, 2) } }, less: '2 starts' },
  'perturb-one-feature': { changes: { runs: { plane: run(2000) } }, less: effort(2000, 10) },
  'dimensions-per-feature': {
    changes: { runs: { sweep: run(1000), starts: run(1000, 3), spread: run(1000, 3) } },
    less: effort(1000, 3),
  },
  'feature-dimensionality': {
    changes: { runs: { sweep: run(1500), starts: run(1000, 3), spread: run(1500, 2), notebook: run(1000) } },
    less: `${effort(1500, 1)}, fewer starts`,
  },
  'pca-collapse': { changes: { runs: { plane: run(1200) }, exactStarts: 4 }, less: effort(1200, 6) },
  'compressed-sensing': { changes: { runs: { models: run(undefined, 3) } }, less: effort(1500, 3) },
  'phase-3-2': { changes: { runs: { cell: run(750, 4, { recordEvery: 750 }) } }, less: effort(750, 4) },
};

export interface Sketch {
  readonly spec: FigureSpec;
  readonly less: string;
  /** How long it took when it was measured in a browser, s; where it was. */
  readonly seconds?: number;
}

/** The ids of the figures that have one. */
export const sketched: readonly string[] = Object.keys(SKETCHES);

export function sketchOf(id: string, quick: FigureSpec): Sketch | undefined {
  const entry = SKETCHES[id];
  if (entry === undefined) return undefined;
  const seconds = site?.figures.find((each) => each.id === id && each.size === 'sketch')?.seconds;
  return {
    spec: changed(quick, entry.changes) as FigureSpec,
    less: entry.less,
    ...(seconds === undefined ? {} : { seconds }),
  };
}

/** Only what a number may be new; everything above it must be there. */
function changed(node: Json, changes: Changes): Json {
  if (node === null || typeof node !== 'object' || Array.isArray(node))
    throw new Error(`a sketch changes ${Object.keys(changes).join(', ')} of something that has none`);
  const from = node as { readonly [key: string]: Json };
  return {
    ...from,
    ...Object.fromEntries(
      Object.entries(changes).map(([key, each]) => [
        key,
        typeof each === 'number' ? each : changed(from[key] ?? null, each),
      ]),
    ),
  };
}
