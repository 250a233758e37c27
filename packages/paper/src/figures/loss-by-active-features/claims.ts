/**
 * Which inputs make up the loss.
 *
 * Thresholds, set before the first run: "nearly all" is 95 %, at the sparsest data; parts add up within 1e-8 of the
 * loss.
 */

import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { density, number } from '../../shared/words.js';
import type { ActivePoint, LossByActiveData } from './run.js';

export function claims({ crowded, paired }: LossByActiveData): readonly Claim[] {
  return [oneActive(crowded), everyModel(paired), addsUp([...crowded, ...paired]), benefitFirst(crowded)];
}

/** Share of the loss from inputs with at most one active feature. */
export function sparseShare({ contribution, loss }: ActivePoint): number {
  return (contribution[0]! + contribution[1]!) / loss;
}

const NEARLY_ALL = 0.95;
const percent = (share: number): string => `${number(100 * share)} %`;
const sparsest = (points: readonly ActivePoint[]): ActivePoint =>
  points.reduce((a, b) => (b.featureProbability < a.featureProbability ? b : a));

function oneActive(points: readonly ActivePoint[]): Claim {
  const last = sparsest(points);
  const at = points.filter((point) => sparseShare(point) >= NEARLY_ALL);
  const from = Math.max(0, ...at.map(({ featureProbability }) => featureProbability));
  return claim(
    {
      id: 'one-active-suffices',
      statement: 'As S nears 1, inputs with no or one active feature carry nearly all of the loss.',
      method: `Exact optimum at ${density(last.featureProbability)}, n = ${last.norms.length} features: share of L_0 and L_1 in the loss.`,
      expected: `at least ${percent(NEARLY_ALL)}`,
    },
    sparseShare(last) >= NEARLY_ALL,
    `${percent(sparseShare(last))} (L_0 ${percent(last.contribution[0]! / last.loss)}); at least ${percent(NEARLY_ALL)} at densities up to ${number(from)}`,
  );
}

function everyModel(points: readonly ActivePoint[]): Claim {
  const last = sparsest(points);
  const share = sparseShare(last);
  return {
    id: 'whatever-the-model',
    statement:
      'On sparse data one may look at inputs with at most one active feature only, whatever the model.',
    method: `The same share for n = ${last.norms.length} equal features in two dimensions, which fit as two antipodal pairs, at ${density(last.featureProbability)}.`,
    expected: `at least ${percent(NEARLY_ALL)}`,
    measured: `${percent(share)}; two active features carry ${percent(last.contribution[2]! / last.loss)}`,
    verdict: share >= NEARLY_ALL ? 'holds' : 'differs',
    ...(share >= NEARLY_ALL
      ? {}
      : {
          note: 'Antipodal pairs make no error at all on a single active feature: the ReLU cuts their interference off. What is left is inputs in which both members are active, of order p². The one-active loss says which solutions are best, not how large their loss is, wherever it can be brought to zero (n up to 2m).',
        }),
  };
}

const ADDS_UP = 1e-8;

function addsUp(points: readonly ActivePoint[]): Claim {
  const off = Math.max(
    ...points.map(({ loss, contribution }) => Math.abs(contribution.reduce((a, b) => a + b, 0) / loss - 1)),
    ...points.map(({ loss, nothing, benefit, interference }) =>
      Math.abs((nothing - benefit + interference - loss) / loss),
    ),
  );
  return claim(
    {
      id: 'parts-add-up',
      statement:
        'The loss is the sum over numbers of active features, and equally that of predicting nothing, less feature benefit, plus interference.',
      method: `Both sums against the exact loss at every density of both models: largest relative difference at most ${number(ADDS_UP)}.`,
      expected: '0',
    },
    off <= ADDS_UP,
    number(off),
  );
}

function benefitFirst(points: readonly ActivePoint[]): Claim {
  const kept = points.toSorted((a, b) => b.featureProbability - a.featureProbability);
  const share = kept.map(({ benefit, nothing }) => benefit / nothing);
  const [dense, sparse] = [share[0]!, share.at(-1)!];
  return claim(
    {
      id: 'benefit-grows-with-sparsity',
      statement: 'Sparsity lets more feature benefit be had for the interference it costs.',
      method:
        'Feature benefit less interference over the loss of predicting nothing, at the densest and the sparsest data: it grows. What lies between is not asked.',
      expected: 'larger at the sparsest data',
    },
    net(kept.at(-1)!) > net(kept[0]!),
    `from ${percent(net(kept[0]!))} to ${percent(net(kept.at(-1)!))} (benefit alone ${percent(dense)} to ${percent(sparse)})`,
  );
}

const net = ({ benefit, interference, nothing }: ActivePoint): number => (benefit - interference) / nothing;
