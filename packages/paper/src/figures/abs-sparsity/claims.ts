/** Kinds of neurons from dense to sparse. */

import { MONOSEMANTIC_SHARE } from '@toymodels/analysis';
import type { Claim } from '../../figure.js';
import { median } from '../../shared/alignment.js';
import { claim } from '../../shared/claim.js';
import { density, list, number } from '../../shared/words.js';
import type { AbsAtDensity, AbsSparsityData, AbsStartAtDensity } from './run.js';

/** Of the live neurons, a tenth of each kind makes a mixture. */
const MIXED = 0.1;
/** Of the live neurons; one in twenty may be off. */
const ALL = 0.95;
/** Half the loss is more than chance among starts gives. */
const LOWER = 0.5;

const KIND = `A neuron is monosemantic when one feature has at least ${MONOSEMANTIC_SHARE} of its squared gains; neurons that carry nothing are left out.`;

/** Share of monosemantic ones among the neurons that carry features. */
export function monosemanticShare({ counts }: AbsStartAtDensity): number {
  const carrying = counts.monosemantic + counts.polysemantic;
  return carrying === 0 ? 0 : counts.monosemantic / carrying;
}

function isMixed(start: AbsStartAtDensity): boolean {
  const share = monosemanticShare(start);
  return share >= MIXED && share <= 1 - MIXED;
}

/** Whether the features of monosemantic neurons are the more important ones, by their median places. */
function importantFirst({ mainFeatures: { monosemantic, polysemantic } }: AbsStartAtDensity): boolean {
  return median(monosemantic) < median(polysemantic);
}

function shares({ starts }: AbsAtDensity): string {
  const all = starts.map(monosemanticShare);
  return `${number(all[0]!)} in the best start, ${number(Math.min(...all))} to ${number(Math.max(...all))} over ${starts.length}`;
}

/** How models came to their densities. */
interface Variant {
  readonly densities: readonly AbsAtDensity[];
  /** Before the ids of claims. */
  readonly prefix: string;
  /** Before statements, a sentence opened. */
  readonly opening: string;
  /** After a failed claim. */
  readonly tried: string;
}

/** "Text" after an opening: "Carried …, text". */
const after = (opening: string, text: string): string =>
  opening === '' ? text : `${opening}${text.charAt(0).toLowerCase()}${text.slice(1)}`;

function lossesOf(densities: readonly AbsAtDensity[]): string {
  return `Losses as shares of that without neurons, from dense to sparse: ${densities.map(({ starts }) => number(starts[0]!.relativeLoss)).join(', ')}.`;
}

function denseClaim({ densities }: Variant): Claim {
  const dense = densities[0]!;
  const holds = monosemanticShare(dense.starts[0]!) >= ALL;
  return claim(
    {
      id: 'dense-monosemantic',
      statement: 'On dense data all neurons are monosemantic.',
      method: `Share of monosemantic neurons at ${density(dense.featureProbability)} in the start with the lowest loss. ${KIND}`,
      expected: `at least ${ALL}`,
    },
    holds,
    shares(dense),
    holds ? undefined : lossesOf(densities),
  );
}

function middleClaims({ densities, prefix, opening, tried }: Variant): Claim[] {
  const most = ({ starts }: AbsAtDensity): number => starts.length / 2;
  const mixed = densities.slice(1, -1).filter((each) => each.starts.filter(isMixed).length > most(each));
  const mixedStarts = mixed.flatMap(({ starts }) => starts.filter(isMixed));
  const important = mixedStarts.filter(importantFirst).length;
  const importantHolds = mixedStarts.length > 0 && important >= 0.9 * mixedStarts.length;
  return [
    claim(
      {
        id: `${prefix}mixed-in-the-middle`,
        statement: after(
          opening,
          'At middle densities monosemantic and polysemantic neurons stand side by side.',
        ),
        method: `Densities, the densest and the sparsest left out, at which more than half of the starts have at least ${MIXED} of either kind.`,
        expected: 'at least one density',
      },
      mixed.length > 0,
      mixed.length === 0
        ? 'none'
        : mixed.map((each) => `${density(each.featureProbability)}: ${shares(each)} monosemantic`).join('; '),
    ),
    claim(
      {
        id: `${prefix}important-monosemantic`,
        statement: after(opening, 'There, the monosemantic neurons are those of the important features.'),
        method:
          'In every mixed start at those densities, median place in the order of importance of the main features of monosemantic neurons against that of polysemantic ones.',
        expected: 'smaller in at least 0.9 of the starts',
      },
      importantHolds,
      `${important} of ${mixedStarts.length} starts`,
      importantHolds ? undefined : `${lossesOf(densities)}${tried}`,
    ),
  ];
}

function sparseClaim({ densities, prefix, opening }: Variant, remark = ''): Claim {
  const sparse = densities.at(-1)!;
  const holds = monosemanticShare(sparse.starts[0]!) <= 1 - ALL;
  return claim(
    {
      id: `${prefix}sparse-polysemantic`,
      statement: after(opening, 'On the sparsest data all neurons are polysemantic.'),
      method: `Share of monosemantic neurons at ${density(sparse.featureProbability)} in the start with the lowest loss. ${KIND}`,
      expected: `at most ${number(1 - ALL)}`,
    },
    holds,
    shares(sparse),
    holds ? undefined : `${lossesOf(densities)}${remark}`,
  );
}

/** Loss of the carried models over that of the directly trained ones, best start against best start. */
function lowerClaim({ densities, annealed }: AbsSparsityData): Claim {
  const [direct, carried] = [densities.at(-1)!, annealed.at(-1)!];
  const ratio = carried.starts[0]!.relativeLoss / direct.starts[0]!.relativeLoss;
  const range = ({ starts }: AbsAtDensity): string =>
    `${number(starts[0]!.relativeLoss)} to ${number(starts.at(-1)!.relativeLoss)}`;
  return claim(
    {
      id: 'annealing-finds-lower',
      statement: `Carried from denser to sparser data, models end at a much lower loss than trained directly on the sparsest.`,
      method: `Lowest evaluated loss over the starts at ${density(direct.featureProbability)}, each density trained for as many steps, carried over direct; the range over the starts is given as a share of the loss without neurons.`,
      expected: `at most ${LOWER}`,
    },
    ratio <= LOWER,
    `${number(ratio)}; ${range(carried)} over ${carried.starts.length} starts, directly ${range(direct)}`,
  );
}

/** Which of both is the paper's picture, as a sentence; empty where neither or both are. */
function paperPicture({ densities, annealed }: AbsSparsityData): string {
  const polysemantic = (at: AbsAtDensity): boolean => monosemanticShare(at.starts[0]!) <= 1 - ALL;
  const found = densities.flatMap((at, k) => (polysemantic(at) ? [{ at, carried: annealed[k]! }] : []));
  if (found.length === 0 || annealed.some(polysemantic)) return '';
  const times = found.map(({ at, carried }) => at.starts[0]!.relativeLoss / carried.starts[0]!.relativeLoss);
  return ` Neurons that are all polysemantic, the paper’s picture, are those of direct training (here at 1−S = ${list(found.map(({ at }) => number(at.featureProbability)))}), at ${list(times.map(number))} times the loss of carried models.`;
}

export function claims(data: AbsSparsityData): readonly Claim[] {
  const direct = {
    densities: data.densities,
    prefix: '',
    opening: '',
    tried:
      ' Batches of 64 with more steps gave 14 of 19 starts at n = 50, m = 20, at higher losses on sparse data.',
  };
  const carried = {
    densities: data.annealed,
    prefix: 'annealed-',
    opening: 'In models carried from denser to sparser data: ',
    tried: '',
  };
  return [
    denseClaim(direct),
    ...middleClaims(direct),
    sparseClaim(direct),
    lowerClaim(data),
    ...middleClaims(carried),
    sparseClaim(carried, paperPicture(data)),
  ];
}
