/** What the build hands over to a figure on its page. */
import type { PresetName } from '@toymodels/paper';
import type { Presets } from './code.js';
import type { FigureSpec } from './messages.js';

export interface LiveFigureConfig {
  readonly figure: string;
  /** Preset and spec of the stored run. */
  readonly preset: PresetName;
  readonly spec: FigureSpec;
  readonly presets: Presets;
  /** Width of the downloaded drawing, px. */
  readonly width: number;
  /** Address of the folder of its files, with a slash at its end. */
  readonly files: string;
}
