/** Draws a polytope; a file of its own, so that it is loaded only when one is turned. */
import { polytope3d, type Polytope3dOptions } from '@toymodels/plots';

export function drawSolid(polytope: string, points: readonly number[], options: Polytope3dOptions): string {
  return polytope3d([{ title: '', points, labels: [], polytope }], options);
}
