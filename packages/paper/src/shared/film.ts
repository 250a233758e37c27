/** Frames of figures whose data hold a training from its start to its end. */

import { InvalidArgumentError } from '@toymodels/core';
import { count } from './words.js';

/** What each look at a training is called. */
export const stepFrames = (steps: readonly number[]): string[] => steps.map((step) => `step ${count(step)}`);

/**
 * What belongs to a frame; undefined when the whole is to be drawn.
 *
 * @throws InvalidArgumentError when there is no such frame
 */
export function atFrame<Look>(looks: readonly Look[], frame: number | undefined): Look | undefined {
  if (frame === undefined) return undefined;
  const look = looks[frame];
  if (look === undefined) {
    throw new InvalidArgumentError(
      `there is no frame ${frame}; give a whole number from 0 to ${looks.length - 1}`,
    );
  }
  return look;
}
