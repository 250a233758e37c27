/** The experiment that stands on the page before anything is run: computed and drawn while the page is built. */
import { wasmBackend } from '@toymodels/backend-wasm';
import { parseHTML } from 'linkedom';
import { fingerprint } from './state/fingerprint';
import { measure } from './state/measures';
import { modelsOf } from './state/outcome';
import { PRESETS, type LabPreset } from './state/presets';
import type { ViewName } from './state/settings';
import { computeSampled } from './train/sampled';
import { VIEW_TITLES } from './view/choose-views';
import { drawView } from './view/draw';

export interface Example {
  readonly preset: LabPreset;
  readonly hash: string;
  readonly views: readonly {
    readonly view: ViewName;
    readonly title: string;
    readonly drawings: readonly (readonly [width: 'narrow' | 'wide', svg: string])[];
  }[];
}

const WIDTHS = { narrow: 340, wide: 680 } as const;

export async function example(): Promise<Example> {
  const preset = PRESETS[0]!;
  const { settings } = preset;
  const computed = await computeSampled(settings, { backend: wasmBackend() });
  const models = modelsOf(computed);
  const scene = { settings, models, measures: models.map(measure), curves: [] };
  const { document } = parseHTML('<html></html>');
  const views = (['vectors', 'portrait'] as const).map((view) => ({
    view,
    title: VIEW_TITLES[view],
    drawings: (['narrow', 'wide'] as const).map((name) => {
      const drawn = drawView(view, scene, {
        theme: 'auto',
        width: WIDTHS[name],
        idPrefix: `lab-example-${view}-${name}`,
        document,
      });
      if (!('svg' in drawn)) throw new Error(`the example has no ${view}: ${drawn.nothing}`);
      return [name, drawn.svg] as const;
    }),
  }));
  return { preset, hash: (await fingerprint(computed))!, views };
}
