/** How a polytope that can be turned is drawn: the same while the site is built and on the page. */
import type { Polytope3dOptions } from '@toymodels/plots';

/** From where it is seen, degrees. */
export interface View {
  /** Around the vertical. */
  readonly azimuth: number;
  /** Above the horizon, from -90 to 90. */
  readonly elevation: number;
}

export const START_VIEW: View = { azimuth: 25, elevation: 18 };

export function turnOptions(polytope: string, view: View, idPrefix: string): Polytope3dOptions {
  return {
    title: `A ${polytope}, seen from one side`,
    description: `Its corners as dots, its edges as lines, those behind dashed; lines from the middle to each corner.`,
    theme: 'auto',
    width: 260,
    showTitle: false,
    idPrefix,
    ...view,
  };
}
