/** What a reader may change of each figure: `controls/<id>.ts` exports the sliders as its default. */
import type { SliderControl } from '../live/controls.js';

const FILES = import.meta.glob<readonly SliderControl[]>('./controls/*.ts', {
  eager: true,
  import: 'default',
});

/** A figure without a file of its own has the seed alone. */
export const controlsOf = (id: string): readonly SliderControl[] => FILES[`./controls/${id}.ts`] ?? [];
