/** The arrangements that chapter 5 attacks: optima of the exact loss, found by descent from the named shape. */
import { namedPolytope, optimiseFrom, scaled, type ExactInput } from '@toymodels/theory';

const SHAPES = {
  digon: { factor: 1, bias: 0.01 },
  triangle: { factor: 1, bias: 0.01 },
  pentagon: { factor: 1.14, bias: -0.2 },
} as const;

export type AttackedName = keyof typeof SHAPES;
export const ATTACKED: readonly AttackedName[] = ['digon', 'triangle', 'pentagon'];

const known = new Map<string, ExactInput>();

/** As many equal features as the shape has corners, at density p, in as many dimensions as it spans. */
export function attacked(name: AttackedName, p: number): ExactInput {
  const key = `${name} ${p}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const { factor, bias } = SHAPES[name];
  const shape = scaled(namedPolytope(name), factor);
  const { nFeatures, nHidden } = shape;
  const all = (value: number): number[] => new Array<number>(nFeatures).fill(value);
  const problem = { nFeatures, nHidden, importance: all(1), featureProbability: all(p) };
  const optimum = optimiseFrom(problem, { weights: shape.weights, bias: all(bias) });
  const input = { ...problem, weights: optimum.weights, bias: optimum.bias };
  known.set(key, input);
  return input;
}
