/**
 * Stages of training as geometry: runs of checkpoints whose configuration stays alike, and what each is.
 *
 * Configurations are compared by their Gram matrices W^T W, which do not change when the hidden space turns. A stage is a run
 * of at least `leastLength` checkpoints whose Gram matrices are all within `tolerance` of each other (Frobenius, relative to the
 * largest of the run); the longest is taken first. Its name comes from structure, at its middle checkpoint.
 *
 * Source: Toy Models of Superposition, "Superposition and Learning Dynamics" (geometric transformations); rule made here.
 */
import { ShapeError } from '@toymodels/core';
import { cosines, gram } from '../gram.js';
import { tegumName } from '../identification/describe.js';
import { components, edgesAbove } from '../identification/graph.js';
import { identify, type Identification } from '../identification/identify.js';
import { checkAbove0, checkNumber, checkWhole, completeOptions } from '../internal/options.js';
import { longestRuns } from '../internal/runs.js';
import { representedFeatures } from '../norms.js';
import type { RealArray, WeightView } from '../view.js';

export interface StageOptions {
  /** Largest relative distance of two Gram matrices within a stage, > 0. Default 0.25. */
  readonly tolerance?: number;
  /** Checkpoints of the shortest stage, at least 2. Default 3. */
  readonly leastLength?: number;
  /** A feature takes part when |W_i| exceeds this, >= 0. Default 0.3: early stages have short vectors. */
  readonly representedNorm?: number;
  /** Features coincide when their cosine is at least this, in (0, 1]. Default 0.9. */
  readonly sameDirection?: number;
}

export interface Stage {
  /** First and last checkpoint, both included, and their steps. */
  readonly first: number;
  readonly last: number;
  readonly firstStep: number;
  readonly lastStep: number;
  /** The checkpoint that stands for it, the one closest to all others. */
  readonly middle: number;
  /**
   * `nothing`: no feature is represented. `collapsed`: every represented feature coincides with another. `line`, `plane`: they
   * span one or two dimensions. Else the name of the polytope or tegum product (`octahedron`, `triangular antiprism`, ...).
   */
  readonly name: string;
  /** Dimensions spanned by the represented features. */
  readonly span: number;
  /** Sets of features that coincide, singles included. */
  readonly directions: readonly (readonly number[])[];
  /** Polytopes at `middle`, whatever the name. */
  readonly identification: Identification;
}

/** What one configuration is called, as for a stage. */
export function nameConfiguration(
  view: WeightView,
  options: StageOptions = {},
): Pick<Stage, 'name' | 'span' | 'directions' | 'identification'> {
  const { representedNorm, sameDirection } = completeStageOptions(options);
  const represented = representedFeatures(view, representedNorm);
  const identification = identify(view, { representedNorm });
  const alike = edgesAbove(represented, cosines(view), view.nFeatures, sameDirection - 1e-12).filter(
    ({ cosine }) => cosine > 0,
  );
  const directions = components(represented, alike);
  const dimensions = identification.span;
  const collapsed = directions.every(({ length }) => length > 1);
  const name =
    represented.length === 0
      ? 'nothing'
      : collapsed
        ? 'collapsed'
        : dimensions === 1
          ? 'line'
          : dimensions === 2
            ? 'plane'
            : tegumName(identification);
  return { name, span: dimensions, directions, identification };
}

/**
 * Stages in the order of time; checkpoints between them are in transition.
 *
 * @param checkpoints one view a checkpoint, all of one shape
 * @param steps increasing, one a checkpoint; default 0, 1, 2, ...
 */
export function trainingStages(
  checkpoints: readonly WeightView[],
  steps?: RealArray | readonly number[],
  options: StageOptions = {},
): Stage[] {
  const { tolerance, leastLength } = completeStageOptions(options);
  const nCheckpoints = checkpoints.length;
  if (steps !== undefined && steps.length !== nCheckpoints) {
    throw new ShapeError(
      `there are ${nCheckpoints} checkpoints and ${steps.length} steps; give one step each`,
    );
  }
  const shape = checkpoints[0];
  for (const { nFeatures, nHidden } of checkpoints) {
    if (nFeatures !== shape!.nFeatures || nHidden !== shape!.nHidden) {
      throw new ShapeError(
        `checkpoints of ${shape!.nFeatures} x ${shape!.nHidden} and ${nFeatures} x ${nHidden} are no one model`,
      );
    }
  }
  const grams = checkpoints.map(gram);
  const sizes = grams.map((each) => Math.hypot(...each));
  const distance = (a: number, b: number): number =>
    Math.sqrt(grams[a]!.reduce((sum, value, at) => sum + (value - grams[b]![at]!) ** 2, 0));
  const furthest = (start: number): number => {
    let largest = sizes[start]!;
    let spread = 0;
    let end = start;
    while (end + 1 < nCheckpoints) {
      largest = Math.max(largest, sizes[end + 1]!);
      for (let s = start; s <= end; s++) spread = Math.max(spread, distance(s, end + 1));
      if (spread > tolerance * largest) break;
      end++;
    }
    return end;
  };
  return longestRuns(nCheckpoints, furthest, leastLength).map(([first, last]) => {
    const members = Array.from({ length: last - first + 1 }, (_, k) => first + k);
    const farness = members.map((a) => members.reduce((sum, b) => sum + distance(a, b), 0));
    const middle = members[farness.indexOf(Math.min(...farness))]!;
    return {
      first,
      last,
      firstStep: steps === undefined ? first : steps[first]!,
      lastStep: steps === undefined ? last : steps[last]!,
      middle,
      ...nameConfiguration(checkpoints[middle]!, options),
    };
  });
}

function completeStageOptions(options: StageOptions): Required<StageOptions> {
  const complete = completeOptions<Required<StageOptions>>(
    'trainingStages',
    { tolerance: 0.25, leastLength: 3, representedNorm: 0.3, sameDirection: 0.9 },
    options,
  );
  const { sameDirection } = complete;
  checkAbove0('tolerance', complete.tolerance);
  checkWhole('leastLength', complete.leastLength, 2);
  checkNumber('sameDirection', sameDirection, sameDirection > 0 && sameDirection <= 1, 'a cosine in (0, 1]');
  return complete;
}
