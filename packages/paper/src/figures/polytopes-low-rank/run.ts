/**
 * From relations among features to weights: W whose rows span everything perpendicular to the relations, with W W^T = I.
 *
 * P = W^T W is then the projector along the relations, P = I - Q Q^T with Q an orthonormal basis of them; W is any orthonormal
 * basis of its range. Which polytope its columns form is found from W alone.
 */

import { gram, identify, tegumName } from '@toymodels/analysis';
import { namedPolytope, POLYTOPE_NAMES } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { mapStaged } from '../../shared/stages.js';
import type { LowRankSpec } from './spec.js';

export interface LowRankPolytope {
  /** Expected from the relations. */
  readonly name: string;
  /** Found from the weights. */
  readonly found: string;
  readonly nFeatures: number;
  readonly nHidden: number;
  /** W, [feature, hidden]. */
  readonly weights: readonly number[];
  /** Largest entry of |W r| over all relations r. */
  readonly alongRelations: number;
  /** Largest entry of |G^2 - c G| for the polytope built from its vertices, G its Gram matrix: 0 if G/c is a projector. */
  readonly projectorDefect: number;
  /** Largest difference of sorted entries of G/c and of W^T W: 0 if they are the same matrix up to order. */
  readonly difference: number;
}

export interface LowRankData {
  readonly polytopes: readonly LowRankPolytope[];
}

const round = (value: number): number => (Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(9)));

export async function run({ relations }: LowRankSpec, context: FigureContext): Promise<LowRankData> {
  const polytopes = await mapStaged(
    context,
    'polytopes from relations',
    Object.entries(relations),
    ([name, own]) => fromRelations(name, own),
  );
  return { polytopes };
}

function fromRelations(name: string, relations: readonly (readonly number[])[]): LowRankPolytope {
  const nFeatures = relations[0]!.length;
  const axes = relations[0]!.map((_, i) => relations[0]!.map((__, j) => (i === j ? 1 : 0)));
  const relationBasis = orthonormal(relations);
  // The axes, less what the relations take: the rest of an orthonormal basis.
  const rows = orthonormal([...relationBasis, ...axes]).slice(relationBasis.length);
  const nHidden = rows.length;
  const weights = Float64Array.from(
    { length: nFeatures * nHidden },
    (_, k) => rows[k % nHidden]![Math.floor(k / nHidden)]!,
  );
  const view = { weights, nFeatures, nHidden };
  const along = relations.flatMap((relation) => rows.map((row) => Math.abs(dot(row, relation))));
  return {
    name,
    found: tegumName(identify(view, { representedNorm: 0.1 })),
    nFeatures,
    nHidden,
    weights: Array.from(weights, round),
    alongRelations: round(Math.max(...along)),
    ...compareWithVertices(name, gram(view)),
  };
}

/** The polytope's own vertices against the matrix that the relations give. */
function compareWithVertices(
  name: string,
  projector: Float64Array,
): Pick<LowRankPolytope, 'projectorDefect' | 'difference'> {
  const known = POLYTOPE_NAMES.find((each) => each === name.replaceAll(' ', '-'))!;
  const built = namedPolytope(known);
  const n = built.nFeatures;
  const product = gram(built);
  // Each orthogonal factor has a scale of its own; W_i . S W_i / |W_i|^2 is that of feature i.
  const scale = Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += product[i * n + j]! ** 2;
    return sum / product[i * n + i]!;
  });
  const scaled = product.map((value, k) => value / Math.sqrt(scale[Math.floor(k / n)]! * scale[k % n]!));
  let defect = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let square = 0;
      for (let k = 0; k < n; k++) square += scaled[i * n + k]! * scaled[k * n + j]!;
      defect = Math.max(defect, Math.abs(square - scaled[i * n + j]!));
    }
  const [ours, theirs] = [projector, scaled].map((matrix) => Array.from(matrix).sort((a, b) => a - b)) as [
    number[],
    number[],
  ];
  return {
    projectorDefect: round(defect),
    difference: round(Math.max(...ours.map((value, k) => Math.abs(value - theirs[k]!)))),
  };
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, k) => sum + value * b[k]!, 0);

/** Gram-Schmidt, twice for rounding; vectors that add nothing are left out. */
function orthonormal(vectors: readonly (readonly number[])[]): number[][] {
  const basis: number[][] = [];
  for (const vector of vectors) {
    let rest = [...vector];
    for (let pass = 0; pass < 2; pass++)
      for (const known of basis) {
        const part = dot(rest, known);
        rest = rest.map((value, k) => value - part * known[k]!);
      }
    const norm = Math.sqrt(dot(rest, rest));
    if (norm > 1e-6) basis.push(rest.map((value) => value / norm));
  }
  return basis;
}
