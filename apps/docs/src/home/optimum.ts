/**
 * The exact optimum of five equal features in two dimensions, at any density, in a few milliseconds.
 *
 * The loss has several local minima at once. So at each density every geometry that wins anywhere near it
 * descends from its own shape, the last optimum descends too, and the lowest of all is shown: where the
 * reader comes from never decides what is seen. That no other geometry lies lower is tested against
 * searches from many random starts (`test/home.test.ts`).
 */
import { ReluOutputLoss, optimalKgon, optimiseFrom, type ReluOptimum } from '@toymodels/theory';

export const N_FEATURES = 5;
export const N_HIDDEN = 2;

/** A geometry to begin from, and the densities at which it can be the best. */
interface Candidate {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** W, [feature, hidden], and b, [feature], close to its optimum at p. */
  start(p: number): { readonly weights: Float64Array; readonly bias: Float64Array };
}

/** Vectors of the lengths given at the angles given, degrees. */
function polar(vectors: readonly (readonly [length: number, angle: number])[]): Float64Array {
  return Float64Array.from(
    vectors.flatMap(([length, angle]) => [
      length * Math.cos((angle * Math.PI) / 180),
      length * Math.sin((angle * Math.PI) / 180),
    ]),
  );
}

// On nearly dense data features that are left out come back with short vectors; a start of length zero would never find out.
const TRACE = 0.04;

const CANDIDATES: readonly Candidate[] = [
  {
    name: 'pentagon',
    from: 0,
    to: 0.35,
    start(p) {
      const { radius, bias } = optimalKgon(5);
      return {
        weights: polar([0, 1, 2, 3, 4].map((i) => [radius - 0.7 * p, 90 - 72 * i])),
        bias: new Float64Array(5).fill(bias + 0.75 * p),
      };
    },
  },
  {
    name: 'two digons',
    from: 0.15,
    to: 0.75,
    start: (p) => ({
      weights: polar([
        [1, 90],
        [1, 0],
        [1, -90],
        [1, 180],
        [0, 0],
      ]),
      bias: Float64Array.of(p ** 2 / 6, p ** 2 / 6, p ** 2 / 6, p ** 2 / 6, p / 2),
    }),
  },
  {
    name: 'triangle',
    from: 0.5,
    to: 1,
    start(p) {
      const trace = p < 0.88 ? 0 : TRACE;
      return {
        weights: polar([
          [0.9, 90],
          [0.9, -30],
          [0.9, -150],
          [trace, 37],
          [trace, 143],
        ]),
        bias: Float64Array.of(p / 2 - 0.03, p / 2 - 0.03, p / 2 - 0.03, p / 2, p / 2),
      };
    },
  },
  {
    name: 'two long, three short',
    from: 0.85,
    to: 1,
    start: (p) => ({
      weights: polar([
        [0.9, 90],
        [0.9, -15.5],
        [0.375, -142.5],
        [0.375, -142.5],
        [0.375, -142.5],
      ]),
      bias: Float64Array.of(p / 2, p / 2, p / 2 - 0.01, p / 2 - 0.01, p / 2 - 0.01),
    }),
  },
];

/** W and b of the last optimum, to begin from as well. */
export interface Previous {
  readonly weights: Float64Array;
  readonly bias: Float64Array;
}

/**
 * The lowest of all descents.
 *
 * @param featureProbability p = 1 - S, above 0, up to 1
 * @param previous an optimum at a density nearby
 */
export function bestOfFive(featureProbability: number, previous?: Previous): ReluOptimum {
  const p = featureProbability;
  const problem = {
    nFeatures: N_FEATURES,
    nHidden: N_HIDDEN,
    importance: [1, 1, 1, 1, 1],
    featureProbability: [p, p, p, p, p],
  };
  const loss = new ReluOutputLoss(problem);
  const starts = CANDIDATES.filter(({ from, to }) => p >= from && p <= to).map((each) => each.start(p));
  if (previous !== undefined) starts.push(previous);
  // The loss is of the size of p, and so is its gradient.
  const options = { loss, gradientTolerance: 1e-8 * Math.min(1, 10 * p), maxIterations: 400 };
  return starts
    .map((start) => optimiseFrom(problem, start, options))
    .reduce((best, each) => (each.loss < best.loss - 1e-12 * p ? each : best));
}
