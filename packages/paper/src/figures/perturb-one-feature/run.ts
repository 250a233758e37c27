/** Trains every start, follows both exact branches, and descends on the exact loss from random starts. */

import {
  antipodalPairs,
  cosines,
  instanceOf,
  representedFeatures,
  type WeightView,
} from '@toymodels/analysis';
import {
  fiveFeatureBranch,
  findOptima,
  optimiseFrom,
  pentagonDigonCrossover,
  reluOutputLoss,
  type FiveFeatureBranch,
  type ReluOptimum,
} from '@toymodels/theory';
import { AbortedError, type FigureContext } from '../../figure.js';
import { trainRaw } from '../../shared/raw-training.js';
import { breathe, mapStaged, stage } from '../../shared/stages.js';
import type { PerturbSpec } from './spec.js';

/**
 * Told by structure: five represented features around the circle; two antipodal pairs without the varied feature, or with it and without
 * one of the others; or anything else.
 */
export type Shape = 'pentagon' | 'digons' | 'digons with it' | 'other';

/** The branches that are followed. */
export type Branch = Exclude<Shape, 'other'>;

/** One solution. */
export interface SolutionData {
  readonly ratio: number;
  readonly shape: Shape;
  /** Exact population loss. */
  readonly loss: number;
  /** |W_i|, [feature]. */
  readonly norms: readonly number[];
  /** b, [feature]. */
  readonly bias: readonly number[];
  /** Share of the starts of exact descent that ended here; absent for a trained model, which is one start. */
  readonly share?: number;
}

/** A solution with its vectors, to be drawn. */
export interface DrawnSolution extends SolutionData {
  /** W, [feature, hidden]. */
  readonly weights: readonly number[];
}

export interface PerturbData {
  /** Every start, by rho. */
  readonly trained: readonly SolutionData[];
  /** Distinct minima that exact descent finds, by rho, lowest first. */
  readonly optima: readonly SolutionData[];
  /** The exact branches, by falling rho; they end where they are no minima any more. */
  readonly branches: Readonly<Record<Branch, readonly SolutionData[]>>;
  /** The branches at the rho of each instance, for comparison. */
  readonly atRatios: readonly {
    readonly ratio: number;
    readonly loss: Readonly<Record<Branch, number | null>>;
  }[];
  readonly crossover: {
    readonly ratio: number;
    readonly loss: number;
    /** dL / drho of both branches there. */
    readonly slopes: Readonly<Record<FiveFeatureBranch, number>>;
  };
  /** The regular pentagon (rho = 1), and both solutions at the crossover. */
  readonly drawn: readonly DrawnSolution[];
}

const round = (value: number): number => Number(value.toPrecision(7));
const N = 5;
const REPRESENTED = 0.5;

export async function run(spec: PerturbSpec, context: FigureContext): Promise<PerturbData> {
  const { featureProbability: p, ratios } = spec;
  const { plane } = await trainRaw(spec, stage(context, 0, 0.6));
  const trained = plane.models.map(({ instance }, index) => {
    const view = instanceOf(plane.parameters, index);
    const bias = plane.parameters.bias.subarray(index * N, (index + 1) * N);
    const ratio = ratios[instance]!;
    return described(ratio, view, bias, exactLoss(p, ratio, view, bias));
  });
  const optima = await mapStaged(stage(context, 0.6, 0.9), 'exact descent', ratios, (ratio) =>
    optimaAt(spec, ratio, context),
  );
  const crossover = pentagonDigonCrossover(p);
  await breathe(context);
  const followed = (branch: Branch): SolutionData[] =>
    follow(branch, p, fallingRatios(spec)).map(({ data }) => data);
  const lossOf = (branch: Branch, ratio: number): number | null => lossOn(follow(branch, p, pathTo(ratio)));
  const atRatios = ratios.map((ratio) => ({
    ratio,
    loss: {
      pentagon: lossOf('pentagon', ratio),
      digons: lossOf('digons', ratio),
      'digons with it': lossOf('digons with it', ratio),
    },
  }));
  await breathe(context);
  const slope = (branch: FiveFeatureBranch, from: ReluOptimum): number => {
    const step = 1e-3 * crossover.ratio;
    const [above, below] = [1, -1].map(
      (sign) => fiveFeatureBranch(branch, p, crossover.ratio + sign * step, from).loss,
    ) as [number, number];
    return round((above - below) / (2 * step));
  };
  context.onProgress?.(1, 'exact branches');
  return {
    trained,
    optima: optima.flat(),
    branches: {
      pentagon: followed('pentagon'),
      digons: followed('digons'),
      'digons with it': followed('digons with it'),
    },
    atRatios,
    crossover: {
      ratio: round(crossover.ratio),
      loss: round(crossover.loss),
      slopes: {
        pentagon: slope('pentagon', crossover.pentagon),
        digons: slope('digons', crossover.digons),
      },
    },
    drawn: [
      drawn(1, fiveFeatureBranch('pentagon', p)),
      drawn(crossover.ratio, crossover.pentagon),
      drawn(crossover.ratio, crossover.digons),
    ],
  };
}

function exactLoss(p: number, ratio: number, view: WeightView, bias: ArrayLike<number>): number {
  return reluOutputLoss({ ...problem(p, ratio), weights: view.weights, bias });
}

function problem(p: number, ratio: number): Parameters<typeof findOptima>[0] {
  return {
    nFeatures: N,
    nHidden: 2,
    importance: new Array<number>(N).fill(1),
    featureProbability: [p, p, p, p, ratio * p],
  };
}

function described(ratio: number, view: WeightView, bias: ArrayLike<number>, loss: number): SolutionData {
  const norms = Array.from({ length: N }, (_, i) =>
    Math.hypot(view.weights[2 * i]!, view.weights[2 * i + 1]!),
  );
  return {
    ratio: round(ratio),
    shape: shapeOf(view),
    loss: round(loss),
    norms: norms.map(round),
    bias: Array.from(bias, round),
  };
}

/** Neighbours of a pentagon are less than 90 degrees apart for all five features; digons are within 25 degrees of a line. */
function shapeOf(view: WeightView): Shape {
  const represented = representedFeatures(view, REPRESENTED);
  if (represented.length === N) {
    const cosine = cosines(view);
    const touching = represented.every(
      (i) => represented.filter((j) => j !== i && cosine[i * N + j]! > 0).length === 2,
    );
    return touching ? 'pentagon' : 'other';
  }
  const pairs = antipodalPairs(view, { representedNorm: REPRESENTED, cosine: -0.9 });
  if (represented.length !== 4 || pairs.length !== 2) return 'other';
  return represented.includes(4) ? 'digons with it' : 'digons';
}

async function optimaAt(
  spec: PerturbSpec,
  ratio: number,
  { signal }: FigureContext,
): Promise<SolutionData[]> {
  const { status, optima } = await findOptima(
    problem(spec.featureProbability, ratio),
    { starts: spec.exactStarts, seed: spec.seed },
    signal ? { signal } : {},
  );
  if (status === 'aborted') throw new AbortedError();
  return optima.map((optimum) => ({ ...ofOptimum(ratio, optimum), share: round(optimum.basinShare) }));
}

function ofOptimum(ratio: number, { weights, bias, loss }: ReluOptimum): SolutionData {
  return described(ratio, { weights, nFeatures: N, nHidden: 2 }, bias, loss);
}

function drawn(ratio: number, optimum: ReluOptimum): DrawnSolution {
  return { ...ofOptimum(ratio, optimum), weights: Array.from(optimum.weights, round) };
}

/** From the largest rho down, so that the pentagon is followed from where it is stable. */
function fallingRatios({ ratios, branchPoints }: PerturbSpec): number[] {
  const [least, most] = [ratios[0]!, ratios.at(-1)!];
  return Array.from({ length: branchPoints }, (_, k) => most * (least / most) ** (k / (branchPoints - 1)));
}

/** Steps of a tenth at most from the regular pentagon to rho. */
function pathTo(ratio: number): number[] {
  const steps = Math.max(1, Math.ceil(Math.abs(Math.log(ratio)) / 0.1));
  return Array.from({ length: steps + 1 }, (_, k) => ratio ** (k / steps));
}

interface Followed {
  readonly data: SolutionData;
  readonly last: boolean;
}

/** A branch along rho, each descent from the one before; ends where the shape is lost. */
function follow(branch: Branch, p: number, path: readonly number[]): Followed[] {
  const found: Followed[] = [];
  let warm: ReluOptimum | undefined;
  for (const [k, ratio] of path.entries()) {
    const optimum = onBranch(branch, p, ratio, warm);
    const data = ofOptimum(ratio, optimum);
    if (data.shape !== branch) break;
    warm = optimum;
    found.push({ data, last: k === path.length - 1 });
  }
  return found;
}

function onBranch(branch: Branch, p: number, ratio: number, warm: ReluOptimum | undefined): ReluOptimum {
  switch (branch) {
    case 'pentagon':
      return fiveFeatureBranch('pentagon', p, ratio, warm);
    case 'digons':
      return fiveFeatureBranch('digons', p, ratio);
    case 'digons with it':
      // The varied feature in the place of the fourth one, which is unused: its best bias is its mean.
      return optimiseFrom(problem(p, ratio), {
        weights: [1, 0, -1, 0, 0, 1, 0, 0, 0, -1],
        bias: [0.001, 0.001, 0.001, p / 2, 0.001],
      });
  }
}

const lossOn = (followed: readonly Followed[]): number | null => {
  const end = followed.at(-1);
  return end?.last ? end.data.loss : null;
};
