/**
 * Words and values that several figures' sliders share. Build time only: what a figure's presets hold is
 * read from them, so that no setting is written twice.
 */
import { loadFigure, type Json, type PresetName } from '@toymodels/paper';
import { placesOf, type Choice, type SliderControl } from '../live/controls.js';

/** The path a.b.c as keys. */
const keys = (path: string): string[] => path.split('.');

/**
 * A slider over something in which a figure's two presets differ, and over less or more of it.
 *
 * @param paths what the presets differ in, as `runs.plane.training`; lists and whole parts of the spec, too
 */
export async function betweenPresets(options: {
  readonly figure: string;
  readonly id: string;
  readonly label: string;
  readonly paths: readonly string[];
  readonly meaning: Readonly<Record<PresetName, string>>;
  readonly before?: readonly Choice[];
  readonly after?: readonly Choice[];
}): Promise<SliderControl> {
  const { id, label, meaning, before = [], after = [] } = options;
  const paths = options.paths.map(keys);
  const { presets } = await loadFigure(options.figure);
  const choiceOf = (name: PresetName): Choice => ({
    values: paths.map((path) => placesOf(presets[name], path, path)[0]!),
    meaning: meaning[name],
  });
  return { id, label, paths, choices: [...before, choiceOf('quick'), choiceOf('paper'), ...after] };
}

/** Steps and starts of a trained phase map. */
export const phaseTraining = (figure: string): Promise<SliderControl> =>
  betweenPresets({
    figure,
    id: 'training',
    label: 'Training',
    paths: ['steps', 'recordEvery', 'restarts.count'].map((key) => `runs.cell.training.${key}`),
    meaning: { quick: effort(1500, 6), paper: effort(3000, 10) },
    before: [
      { values: [100, 100, 3], meaning: effort(100, 3) },
      { values: [300, 300, 3], meaning: effort(300, 3) },
      { values: [750, 750, 4], meaning: effort(750, 4) },
    ],
  });

/** A slider that puts one value, the same, at each of its paths. */
export function over<Value extends Json>(
  texts: { readonly id: string; readonly label: string },
  paths: readonly string[],
  values: readonly Value[],
  meaning: (value: Value) => string,
): SliderControl {
  return {
    ...texts,
    paths: paths.map(keys),
    choices: values.map((value) => ({ values: paths.map(() => value), meaning: meaning(value) })),
  };
}

/** 10 000, with narrow spaces. */
export const thousands = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');

/** What a density p = 1 - S means, in the reader's words. */
export function howOften(p: number): string {
  if (p === 1) return '1−S = 1: always active';
  return `1−S = ${p}: active once in ${Number((1 / p).toPrecision(2))}`;
}

/** A slider over densities 1 - S. */
export const densities = (path: string, values: readonly number[], label = 'Density'): SliderControl =>
  over({ id: 'density', label }, [path], values, howOften);

/** Geometric importances I_i = ratio^i. */
export const importances = (path: string, ratios: readonly number[]): SliderControl =>
  over({ id: 'importance', label: 'Importance' }, [path], ratios, (ratio) =>
    ratio === 1 ? 'all equal' : `each ${ratio} of the one before`,
  );

/** Hidden dimensions m. */
export const hidden = (path: string, values: readonly number[]): SliderControl =>
  over({ id: 'hidden', label: 'Hidden' }, [path], values, (m) => `m = ${m} dimensions`);

/** Scale of the initial weights, in units of Xavier's. */
export const initialScale = (path: string): SliderControl =>
  over({ id: 'scale', label: 'Initial weights' }, [path], [0.03, 0.1, 0.3, 1], (scale) =>
    scale === 1 ? 'plain Xavier' : `${scale} of Xavier’s`,
  );

/** The importances ratio^i, as a list. */
export const falling = (n: number, ratio: number): number[] =>
  Array.from({ length: n }, (_, i) => Number((ratio ** i).toPrecision(6)));

/** Steps and starts as words. */
export const effort = (steps: number, starts: number): string =>
  `${thousands(steps)} steps${starts === 1 ? '' : `, ${starts} starts`}`;

/** Consecutive sets of features, correlated or anticorrelated. */
export function kinds(path: string, nSets: number, setSize: number): SliderControl {
  const sets = (kind: string): Json =>
    Array.from({ length: nSets }, (_, set) => ({
      kind,
      features: Array.from({ length: setSize }, (__, k) => set * setSize + k),
    }));
  const choices = [
    { values: [sets('correlated')], meaning: 'correlated: all active, or none' },
    { values: [sets('anticorrelated')], meaning: 'anticorrelated: one active, or none' },
  ];
  return { id: 'kind', label: 'Sets', paths: [keys(path)], choices };
}

/** Training of the small figures on sets. */
export const setTraining = (figure: string): Promise<SliderControl> =>
  betweenPresets({
    figure,
    id: 'training',
    label: 'Training',
    paths: ['runs.plane.training.steps', 'runs.plane.training.restarts.count', 'exactStarts'],
    meaning: { quick: effort(4000, 12), paper: effort(10_000, 32) },
    before: [{ values: [1000, 4, 8], meaning: effort(1000, 4) }],
  });
