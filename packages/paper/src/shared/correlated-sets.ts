/**
 * Small models on sets of correlated or anticorrelated features: trained from many starts, each evaluated exactly, and
 * compared with the lowest minimum that descent on the exact loss finds.
 *
 * Source: Toy Models of Superposition, The Geometry of Superposition (correlated and anticorrelated features).
 */

import { representedFeatures, setCosines, type WeightView } from '@toymodels/analysis';
import { completeSpec, type FeatureSet, type RunResult } from '@toymodels/core';
import { findOptima, reluOutputLoss, type ExactProblem } from '@toymodels/theory';
import { AbortedError, type Claim, type FigureContext } from '../figure.js';
import { claim } from './claim.js';
import { trainRaw } from './raw-training.js';
import { breathe, stage } from './stages.js';
import { seeded, type FigureRun, type RunsSpec } from './training.js';
import { number } from './words.js';

export interface SetsSpec extends RunsSpec<'plane'> {
  readonly runs: { readonly plane: FigureRun };
  /** Random starts of the exact descent. */
  readonly exactStarts: number;
}

export interface SetSolution {
  /** Exact population loss. */
  readonly loss: number;
  /** W, [feature, hidden]. */
  readonly weights: readonly number[];
  /** b, [feature]. */
  readonly bias: readonly number[];
}

export interface SetsData {
  readonly nFeatures: number;
  readonly nHidden: number;
  readonly sets: readonly (readonly number[])[];
  /** Every trained start, lowest loss first. */
  readonly starts: readonly SetSolution[];
  /** The lowest minimum of exact descent, and the share of its starts that end there. */
  readonly optimum: SetSolution & { readonly share: number };
  /** Loss with W = 0 at the best biases. */
  readonly empty: number;
}

/** Equal features in consecutive sets of one size; every start is kept. */
export function setsRun(options: {
  readonly kind: FeatureSet['kind'];
  readonly nSets: number;
  readonly setSize: number;
  readonly nHidden: number;
  readonly featureProbability: number;
  readonly steps: number;
  readonly starts: number;
}): FigureRun {
  const { kind, nSets, setSize, nHidden, featureProbability, steps, starts } = options;
  return {
    model: { kind: 'relu-output', nFeatures: nSets * setSize, nHidden },
    data: { featureProbability, importance: 1, sets: consecutive(kind, nSets, setSize) },
    training: {
      steps,
      sampling: 'non-empty',
      optimiser: { learningRate: 5e-3, schedule: 'linear' },
      restarts: { count: starts, keep: 'all' },
    },
  };
}

/** Sets of features 0, 1, ..., then the next ones. */
export function consecutive(kind: FeatureSet['kind'], nSets: number, setSize: number): FeatureSet[] {
  return Array.from({ length: nSets }, (_, set) => ({
    kind,
    features: Array.from({ length: setSize }, (__, k) => set * setSize + k),
  }));
}

/** A run's problem at one density, as the theory package takes it. */
export function exactSets(run: FigureRun, featureProbability: number): ExactProblem {
  const { nFeatures, nHidden } = run.model;
  return {
    nFeatures,
    nHidden,
    importance: new Array<number>(nFeatures).fill(1),
    featureProbability: new Array<number>(nFeatures).fill(featureProbability),
    groups: (run.data.sets ?? []).map((set) => ({ ...set, probability: featureProbability })),
  };
}

const round = (value: number): number => Number(value.toPrecision(7));

/** Weights and biases of one kept model, with its exact loss. */
export function exactSolution(result: RunResult, row: number, problem: ExactProblem): SetSolution {
  const { nFeatures: n, nHidden: m } = problem;
  const { weights, bias } = result.parameters;
  const own = {
    weights: weights.slice(row * n * m, (row + 1) * n * m),
    bias: bias.slice(row * n, (row + 1) * n),
  };
  return {
    loss: round(reluOutputLoss({ ...problem, ...own })),
    weights: Array.from(own.weights, round),
    bias: Array.from(own.bias, round),
  };
}

/** The lowest minimum that exact descent finds. @throws AbortedError */
export async function exactOptimum(
  problem: ExactProblem,
  starts: number,
  seed: number,
  { signal }: FigureContext,
): Promise<SetsData['optimum']> {
  const { status, optima } = await findOptima(
    problem,
    { starts, seed, gradientTolerance: 1e-7 },
    signal ? { signal } : {},
  );
  if (status === 'aborted') throw new AbortedError();
  const { loss, weights, bias, basinShare } = optima[0]!;
  return {
    loss: round(loss),
    weights: Array.from(weights, round),
    bias: Array.from(bias, round),
    share: round(basinShare),
  };
}

export async function runSets(spec: SetsSpec, context: FigureContext): Promise<SetsData> {
  const { plane } = await trainRaw(spec, stage(context, 0, 0.8));
  const { data, model } = completeSpec(seeded(spec, 'plane'));
  const problem = exactSets(spec.runs.plane, data.featureProbability as number);
  const starts = plane.models
    .map((_, row) => exactSolution(plane, row, problem))
    .sort((a, b) => a.loss - b.loss);
  const optimum = await exactOptimum(problem, spec.exactStarts, spec.seed, context);
  context.onProgress?.(1, 'exact descent');
  await breathe(context);
  return {
    nFeatures: model.nFeatures,
    nHidden: model.nHidden,
    sets: data.sets.map(({ features }) => features),
    starts,
    optimum,
    empty: emptyLoss(problem),
  };
}

/** sum_i q_i/3 - q_i^2/4 with q_i the chance that feature i is active. */
function emptyLoss({ nFeatures, groups = [] }: ExactProblem): number {
  const active = new Array<number>(nFeatures).fill(0);
  for (const { kind, features, probability } of groups)
    for (const feature of features)
      active[feature] = kind === 'correlated' ? probability : probability / features.length;
  return round(active.reduce((sum, q) => sum + q / 3 - (q * q) / 4, 0));
}

export function setView({ weights }: SetSolution, { nFeatures, nHidden }: SetsData): WeightView {
  return { weights: Float64Array.from(weights), nFeatures, nHidden };
}

/** Cosines of the pairs within sets, or across them. */
export function pairCosines(
  solution: SetSolution,
  data: SetsData,
  which: 'within' | 'across',
): readonly number[] {
  const { within, across } = setCosines(setView(solution, data), data.sets);
  return which === 'within' ? within.flat() : across;
}

/** Whether every feature has a norm above `REPRESENTED_NORM` of @toymodels/analysis. */
export function allRepresented(solution: SetSolution, data: SetsData): boolean {
  return representedFeatures(setView(solution, data)).length === data.nFeatures;
}

/** Half of the starts: what most of them find is no matter of chance. */
const MOST = 0.5;
/**
 * A start is near the minimum within this share of the loss that a model without weights has. After the first runs
 * this took the place of a share of the minimum itself, which is exactly 0 for the anticorrelated sets.
 */
const NEAR_OPTIMUM = 0.01;

interface Property {
  readonly id: string;
  readonly statement: string;
  readonly method: string;
  readonly expected: string;
  /** Where most starts do not have it: why. */
  readonly chance?: string;
}

/** One property, claimed of the exact minimum and the best trained start, and apart from that of most starts. */
export function propertyClaims(
  { chance, ...texts }: Property,
  data: SetsData,
  has: (solution: SetSolution) => boolean,
  inWords: (solution: SetSolution) => string,
): Claim[] {
  const { starts, optimum } = data;
  const having = starts.filter(has).length;
  const most = having >= MOST * starts.length;
  return [
    claim(
      {
        ...texts,
        method: `${texts.method} Asked of the lowest exact minimum and of the best trained start.`,
      },
      has(optimum) && has(starts[0]!),
      `exact minimum: ${inWords(optimum)}; best start: ${inWords(starts[0]!)}`,
    ),
    claim(
      {
        id: `${texts.id}-in-most-starts`,
        statement: `${texts.statement.slice(0, -1)}, and training finds that from most starts.`,
        method: `The same of each trained start.`,
        expected: `at least ${MOST} of the starts`,
      },
      most,
      `${having} of ${starts.length} starts`,
      most ? undefined : chance,
    ),
  ];
}

/** Whether training reaches the lowest exact minimum. */
export function nearOptimumClaim({ starts, optimum, empty }: SetsData): Claim {
  const excess = starts.map(({ loss }) => (loss - optimum.loss) / empty);
  const near = excess.filter((each) => each <= NEAR_OPTIMUM).length;
  return claim(
    {
      id: 'near-exact-minimum',
      statement: 'The best trained start is as good as any solution.',
      method:
        'Exact loss of the trained starts, less that of the lowest minimum of exact descent from random starts, as a share of the loss with W = 0 at the best biases (the minimum itself can be 0).',
      expected: `best start at most ${NEAR_OPTIMUM}`,
    },
    excess[0]! <= NEAR_OPTIMUM,
    `${number(excess[0]!)} for the best, ${number(excess.at(-1)!)} for the worst; ${near} of ${starts.length} starts within ${NEAR_OPTIMUM}`,
  );
}
