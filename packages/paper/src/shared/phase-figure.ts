/**
 * What the two trained phase diagrams (`phase-2-1`, `phase-3-2`) share: training and axes, the jump of loss and
 * slope at a border, and the claims that compare trained models with the exact optimum.
 *
 * Thresholds were set before the first run: a region has at least 5 % of the cells; maps agree at 90 %; a loss is
 * continuous when it jumps by at most a millionth of itself, a slope jumps when it changes by more than 0.1 %.
 */

import type { Claim } from '../figure.js';
import { claim } from './claim.js';
import { agreement, majority, tally, type PhaseCode, type PhaseGridSpec } from './phase-grid.js';
import type { FigureRun } from './training.js';
import { number } from './words.js';

/** Share of the cells from which on a phase is a region. */
export const REGION_SHARE = 0.05;
/** Share of cells from which on two maps agree. */
export const AGREEMENT = 0.9;
/** A loss that jumps by at most this share of itself is continuous. */
export const CONTINUOUS = 1e-6;
/** A slope that changes by more than this share of the steeper side jumps. */
export const SLOPE_JUMP = 1e-3;

/** What is trained in each cell: ReLU output models, the worst start dropped. */
export function phaseRun(nFeatures: number, nHidden: number, starts: number, steps: number): FigureRun {
  return {
    model: { kind: 'relu-output', nFeatures, nHidden },
    data: { featureProbability: 1 },
    training: {
      steps,
      batchSize: 512,
      sampling: 'non-empty',
      optimiser: { learningRate: 0.01, schedule: 'linear' },
      restarts: { count: starts, keep: 'all-but-worst' },
      recordEvery: steps,
      evaluationSamples: 8192,
    },
  };
}

/** The paper's ranges of both axes, with `cells` cells along each. */
export function phaseAxes(cells: number): PhaseGridSpec {
  return {
    importanceRatio: { from: 0.1, to: 10, count: cells },
    featureProbability: { from: 0.01, to: 1, count: cells },
  };
}

const STEP = 1e-5;

/** Loss and slope on both sides of a border at p, extrapolated from three points each, {@link STEP} apart. */
export function jumpsAt(
  p: number,
  lossAt: (featureProbability: number) => number,
): { readonly lossJump: number; readonly slopeJump: number } {
  const side = (sign: -1 | 1): { readonly loss: number; readonly slope: number } => {
    const [near, middle, far] = [1, 2, 3].map((k) => lossAt(p + sign * k * STEP)) as [number, number, number];
    const first = (middle - near) / (sign * STEP); // at 1.5 steps
    const second = (far - middle) / (sign * STEP); // at 2.5 steps
    return { loss: 3 * near - 3 * middle + far, slope: 2.5 * first - 1.5 * second };
  };
  const [below, above] = [side(-1), side(1)];
  return {
    lossJump: Math.abs(above.loss - below.loss) / below.loss,
    slopeJump: Math.abs(above.slope - below.slope) / Math.max(Math.abs(above.slope), Math.abs(below.slope)),
  };
}

export const percent = (share: number): string => `${number(100 * share)} %`;

/** "ignored 60 %, paired 40 %", the most common first. */
export function phaseShares<Name extends string>(
  phases: readonly Name[],
  words: Readonly<Record<Name, string>>,
): string {
  return Object.entries(tally(phases))
    .sort((a, b) => b[1] - a[1])
    .map(([name, count]) => `${words[name as Name]} ${percent(count / phases.length)}`)
    .join(', ');
}

/** One kept model of each cell at a time, [kept model][cell]: each has its own start and samples. */
function singleMaps<Name extends string>({ trained }: TrainedPhaseData, code: PhaseCode<Name>): Name[][] {
  const models = trained.map((letters) => code.decode(letters));
  const nKept = Math.min(...models.map(({ length }) => length));
  return Array.from({ length: nKept }, (_, k) => models.map((kept) => kept[k]!));
}

/** "ignored 58 % to 62 %, paired 38 % to 42 %": shares of the given phases in maps of one kept model a cell. */
export function singleShares<Name extends string>(
  data: TrainedPhaseData,
  code: PhaseCode<Name>,
  phases: readonly Name[],
  words: Readonly<Record<Name, string>>,
): string {
  const maps = singleMaps(data, code);
  return phases
    .map((name) => {
      const shares = maps.map((map) => map.filter((phase) => phase === name).length / map.length);
      return `${words[name]} ${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}`;
    })
    .join(', ');
}

/** The parts of a phase diagram's data that these claims are about. */
export interface TrainedPhaseData {
  /** [cell]: a letter for each kept model. */
  readonly trained: readonly string[];
  /** Which of the kept models of each cell has the lowest exact loss, [cell]. */
  readonly best: readonly number[];
  readonly trainedLoss: readonly number[];
  /** The exact optimum of each cell: a letter for each cell. */
  readonly exact: string;
  readonly exactLoss: readonly number[];
}

/** What most of the kept models of each cell are. */
export function mostlyTrained<Name extends string>(
  { trained }: TrainedPhaseData,
  code: PhaseCode<Name>,
): Name[] {
  return trained.map((models) => majority(code.decode(models)));
}

/** Whether most kept models of a cell are of the phase of its exact optimum. */
export function matchesExact<Name extends string>(
  data: TrainedPhaseData,
  code: PhaseCode<Name>,
  texts: { readonly starts: number | undefined; readonly naming: string; readonly note: string },
): Claim {
  const exact = code.decode(data.exact);
  const models = data.trained.map((letters) => code.decode(letters));
  const single = singleMaps(data, code).map((map) => agreement(map, exact));
  const most = agreement(mostlyTrained(data, code), exact);
  const best = agreement(
    models.map((kept, cell) => kept[data.best[cell]!]),
    exact,
  );
  return claim(
    {
      id: 'trained-matches-exact',
      statement: 'What training finds is the phase of the optimum.',
      method: `Share of cells in which most kept models (of ${texts.starts} starts, the worst dropped) are of the same phase as the global minimum of the exact loss${texts.naming}; spread: the same for one kept model a cell at a time (each has its own start and samples).`,
      expected: `at least ${percent(AGREEMENT)}`,
    },
    most >= AGREEMENT,
    `${percent(most)}; one model a cell ${percent(Math.min(...single))} to ${percent(Math.max(...single))}; the best kept model of each cell ${percent(best)}`,
    most >= AGREEMENT ? undefined : texts.note,
  );
}

const MEDIAN_EXCESS = 0.01;

/**
 * Whether the best kept model of a cell is as good as the optimum.
 *
 * @param least how far below the optimum a model may be, where the optimum is the lowest that was found
 */
export function nearExact({ trainedLoss, exactLoss }: TrainedPhaseData, least?: number): Claim {
  const excess = trainedLoss.map((loss, cell) => loss / exactLoss[cell]! - 1).sort((a, b) => a - b);
  const median = excess[Math.floor(excess.length / 2)]!;
  const late = number(excess[Math.floor(0.95 * (excess.length - 1))]!);
  const [minimum, beside, bound, lowest] =
    least === undefined
      ? ['exact minimum', 'the 95th percentile is', '', '']
      : [
          'lowest exact minimum found',
          'the least and the 95th percentile are',
          `, none below −${-least}`,
          `, least ${number(excess[0]!)}`,
        ];
  return claim(
    {
      id: 'trained-near-exact',
      statement: 'The best trained model of a cell is as good as the optimum.',
      method: `Exact loss of the best kept model over the ${minimum}, less 1: median over the cells; ${beside} given beside it.`,
      expected: `median at most ${MEDIAN_EXCESS}${bound}`,
    },
    median <= MEDIAN_EXCESS && (least === undefined || excess[0]! >= least),
    `median ${number(median)}${lowest}, 95th percentile ${late}`,
  );
}
