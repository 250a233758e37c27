/**
 * What the paper says of its second phase diagram.
 *
 * Thresholds were set before the first run: shared/phase-figure.ts.
 */

import { threeFeatureWinner } from '@toymodels/theory';
import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import {
  AGREEMENT,
  CONTINUOUS,
  matchesExact,
  mostlyTrained,
  nearExact,
  percent,
  phaseShares,
  REGION_SHARE,
  singleShares,
  SLOPE_JUMP,
} from '../../shared/phase-figure.js';
import { agreement, gridCells, tally } from '../../shared/phase-grid.js';
import { list, number } from '../../shared/words.js';
import type { Phase32Data } from './run.js';
import { CODE, WORDS, type Phase32 } from './solution.js';
import type { Phase32Spec } from './spec.js';

export function claims(data: Phase32Data, spec: Phase32Spec): readonly Claim[] {
  return [
    regions(data),
    fourSolutions(data),
    matchesExact(data, CODE, {
      starts: spec.runs.cell.training?.restarts?.count,
      naming: '',
      note: LOCAL_MINIMA_NOTE,
    }),
    candidatesMatchExact(data, spec),
    firstOrder(data),
    nearExact(data, -1e-4),
  ];
}

/** What most of the kept models of each cell are. */
export function trainedPhases(data: Phase32Data): Phase32[] {
  return mostlyTrained(data, CODE);
}

/** The cheapest of the paper's four candidates in each cell. */
export function candidatePhases(spec: Phase32Spec): Phase32[] {
  const names = {
    extraIgnored: 'extra-ignored',
    firstIgnored: 'other-ignored',
    extraPaired: 'extra-paired',
    othersPaired: 'others-paired',
  } as const;
  return gridCells(spec.grid, 3).map(
    ({ importance, featureProbability }) => names[threeFeatureWinner(importance[2]!, featureProbability)],
  );
}

const REGIONS = ['extra-ignored', 'extra-paired', 'others-paired'] as const;

function regions(data: Phase32Data): Claim {
  const phases = trainedPhases(data);
  const counts = tally(phases);
  return claim(
    {
      id: 'regions-trained',
      statement:
        'Trained models ignore the extra feature, pair it with another one, or give it a dimension of its own and pair the others.',
      method:
        'What most kept models of each cell are, by lengths and angles (a vector below 0.1 is not represented, a cosine up to −0.9 is a pair): cells of each kind; spread: the same for one kept model a cell at a time.',
      expected: `each of the three in at least ${percent(REGION_SHARE)} of the cells`,
    },
    REGIONS.every((name) => (counts[name] ?? 0) / phases.length >= REGION_SHARE),
    `${phaseShares(phases, WORDS)}; one model a cell ${singleShares(data, CODE, REGIONS, WORDS)}`,
  );
}

function fourSolutions({ exact }: Phase32Data): Claim {
  const phases = CODE.decode(exact);
  const left = phases.filter((phase) => phase === 'other-ignored').length;
  const mixed = phases.filter((phase) => phase === 'mixed').length;
  const holds = left > 0 && mixed === 0;
  return {
    id: 'four-solutions',
    statement:
      'Four solutions share the diagram: those that leave out the extra feature, another feature, or the difference within one of two kinds of pairs.',
    method:
      'Global minimum of the exact loss over weights and biases in every cell, named by lengths and angles.',
    expected: 'cells of all four kinds and of no other',
    measured: phaseShares(phases, WORDS),
    verdict: holds ? 'holds' : 'differs',
    ...(holds
      ? {}
      : {
          note: 'Among the four candidates without biases, leaving out another feature never wins: for r > 1 pairing the two less important features costs p²/3, leaving one out p/3, so that they only tie at p = 1. With the best biases and free weights the exact optimum decides; see the shares.',
        }),
  };
}

const LOCAL_MINIMA_NOTE =
  'Many starts end in local minima, most often with the wrong two of the three features paired, or with one left out on sparse data; dropping one model of ten does not drop them all. The best model of a cell is hardly ever such a one.';

function candidatesMatchExact(data: Phase32Data, spec: Phase32Spec): Claim {
  const share = agreement(candidatePhases(spec), CODE.decode(data.exact));
  const holds = share >= AGREEMENT;
  return {
    id: 'candidates-match-exact',
    statement: 'Comparing four fixed solutions is enough to predict the diagram.',
    method:
      'Share of cells in which the cheapest of the four candidates (unit vectors, no biases) is of the kind of the exact optimum.',
    expected: `at least ${percent(AGREEMENT)}`,
    measured: percent(share),
    verdict: holds ? 'holds' : 'differs',
    ...(holds
      ? {}
      : {
          note: 'Biases and free lengths shift the borders: a bias of p/2 absorbs the mean of a feature that is left out, so that leaving one out pays on less dense data than the candidates say.',
        }),
  };
}

function firstOrder({ borders }: Phase32Data): Claim {
  const smooth = borders.filter(({ slopeJump }) => !(slopeJump > SLOPE_JUMP));
  const torn = borders.filter(({ lossJump }) => !(lossJump <= CONTINUOUS));
  const words = borders.map(
    (each) =>
      `${WORDS[each.below]} to ${WORDS[each.above]} at r = ${number(each.importanceRatio)}, p = ${number(each.featureProbability)}: ${number(each.slopeJump)}`,
  );
  return {
    id: 'first-order',
    statement: 'The changes are first order: the optimal loss is continuous and its slope jumps.',
    method: `At every border that the exact optimum crosses as p grows from 0.01 to 1, for six ratios r: loss and slope on both sides, extrapolated from three points 0.00001 apart. The loss may jump by ${CONTINUOUS} of itself; a slope jumps by more than ${SLOPE_JUMP} of the steeper side.`,
    expected: 'a continuous loss and a jump of the slope at every border',
    measured: `jumps of the slope: ${list(words)}`,
    verdict: borders.length === 0 || torn.length > 0 ? 'fails' : smooth.length > 0 ? 'differs' : 'holds',
    ...(smooth.length === 0
      ? {}
      : {
          note: `${smooth.length} of ${borders.length} borders ${smooth.length === 1 ? 'is' : 'are'} continuous: there a vector shrinks to zero or an angle opens without a jump of the slope, and the border is where our names change.`,
        }),
  };
}
