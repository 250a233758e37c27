/** What the build hands over to a figure on its page. */
import type { PresetName } from '@toymodels/paper';
import type { FigureSpec } from './messages.js';
import type { Sizes } from './sizes.js';

export interface LiveFigureConfig {
  readonly figure: string;
  /** Preset and spec of the stored run. */
  readonly preset: PresetName;
  readonly spec: FigureSpec;
  readonly sizes: Sizes;
  /** Width of the downloaded drawing, px. */
  readonly width: number;
  /** What each frame of the stored run's film is, where it has one. */
  readonly film?: readonly string[];
  /** Address of the folder of its files, with a slash at its end. */
  readonly files: string;
}
