/**
 * Stages of training as geometry: runs of checkpoints whose configuration stays alike, and what each is.
 *
 * Configurations are compared by their Gram matrices W^T W, which do not change when the hidden space turns. A stage is a run
 * of at least `leastLength` checkpoints whose Gram matrices are all within `tolerance` of each other (Frobenius, relative to the
 * largest of the run); the longest is taken first. Its name comes from structure, at its middle checkpoint.
 *
 * Source: Toy Models of Superposition, "Superposition and Learning Dynamics" (geometric transformations); rule made here.
 */
import type { Identification } from '../identification/identify.js';
import type { RealArray, WeightView } from '../view.js';
import { notYet } from '../internal/not-yet.js';

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
  void view, options;
  return notYet();
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
  void checkpoints, steps, options;
  return notYet();
}
