/**
 * Every setting that a slider offers makes a spec that its figure can run: each choice is put into the
 * quick preset, the work cut down to next to nothing, and the figure run, judged and drawn.
 */
import { wasmBackend } from '@toymodels/backend-wasm';
import { resolveRun, type RunSpec } from '@toymodels/core';
import { loadFigure, type AnyFigure, type Json } from '@toymodels/paper';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { sketched, sketchOf } from '../src/figures/sketches.js';
import { choiceIn, withChoice, type SliderControl } from '../src/live/controls.js';
import type { FigureSpec } from '../src/live/messages.js';

const FILES = import.meta.glob<readonly SliderControl[]>('../src/figures/controls/*.ts', {
  eager: true,
  import: 'default',
});

/** What makes work, and what is left of it. Only what is larger is cut. */
const LEAST: Readonly<Record<string, number>> = {
  steps: 3,
  recordEvery: 3,
  batchSize: 8,
  evaluationSamples: 64,
  samples: 64,
  exactStarts: 1,
  starts: 2,
  featureStarts: 2,
  electronStarts: 2,
  exactCells: 4,
  borderPoints: 2,
  branchPoints: 3,
  nSeeds: 2,
  nRandom: 3,
  rotations: 2,
  nModels: 2,
  duration: 1,
  patience: 10,
  inputs: 64,
  rounds: 3,
  dictionaryStarts: 1,
  trials: 4,
  turns: 20,
  shuffles: 2,
  nSamples: 500,
  nodes: 6,
};

/** Lists of which the first few are enough. */
const SHORTEST: Readonly<Record<string, number>> = { orderRatios: 1, dimensions: 3, optimisedDimensions: 3 };

function little(node: Json, key = ''): Json {
  const least = LEAST[key];
  if (typeof node === 'number' && least !== undefined) return Math.min(node, least);
  if (key in SHORTEST) return (node as readonly Json[]).slice(0, SHORTEST[key]);
  if (Array.isArray(node)) return node.map((each: Json) => little(each));
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(Object.entries(node).map(([name, each]) => [name, little(each, name)]));
}

/** Runs of the spec, seeds put in, as the figure gives them to the trainer. */
function runsOf(spec: FigureSpec): RunSpec[] {
  return Object.values((spec as { runs?: Record<string, object> }).runs ?? {}).map(
    (run) => ({ ...run, seed: spec.seed }) as RunSpec,
  );
}

describe.each(Object.entries(FILES))('%s', (file, controls) => {
  const id = /([^/]+)\.ts$/.exec(file)![1]!;

  test('its sliders hold the settings of every size', async () => {
    const { presets } = await loadFigure(id);
    for (const control of controls) {
      expect(choiceIn(presets.quick, control), `quick in ${control.id}`).toBeGreaterThanOrEqual(0);
      expect(choiceIn(presets.paper, control), `paper in ${control.id}`).toBeGreaterThanOrEqual(0);
      const spec = sketchOf(id, presets.quick)?.spec ?? presets.quick;
      expect(choiceIn(spec, control), `sketch in ${control.id}`).toBeGreaterThanOrEqual(0);
    }
  });

  test('every choice changes what is in the spec, and says what it means in words of its own', () => {
    for (const { choices } of controls) {
      expect(new Set(choices.map(({ meaning }) => meaning)).size).toBe(choices.length);
      expect(new Set(choices.map(({ values }) => JSON.stringify(values))).size).toBe(choices.length);
    }
  });

  test('its figure runs, is judged and drawn with every choice', { timeout: 120_000 }, async () => {
    const figure = await loadFigure(id);
    for (const control of controls) {
      for (const choice of control.choices) {
        const spec = withChoice(figure.presets.quick, control, choice);
        expect(choiceIn(spec, control)).toBe(control.choices.indexOf(choice));
        for (const run of runsOf(spec)) resolveRun(run);
        await works(figure, little(spec) as FigureSpec, `${control.label}: ${choice.meaning}`);
      }
    }
  });
});

const backend = wasmBackend({ workers: 0 });

describe.each(sketched)('the sketch of %s', (id) => {
  test('is a spec that its figure runs, with less work than the quick preset', async () => {
    const figure = await loadFigure(id);
    const { quick } = figure.presets;
    const { spec } = sketchOf(id, quick)!;
    const work = (of: FigureSpec): number =>
      runsOf(of).reduce((sum, run) => {
        const { nModels, nFeatures, nHidden, spec: complete } = resolveRun(run);
        const { steps, batchSize } = complete.training;
        return sum + nModels * nFeatures * nHidden * steps * batchSize;
      }, 0);
    expect(work(spec)).toBeLessThan(work(quick));
    expect(Object.keys(spec)).toEqual(Object.keys(quick));
    await works(figure, little(spec) as FigureSpec, 'its sketch');
  });
});

test('a control reaches into lists and exchanges whole parts, whatever the order of their keys', () => {
  const spec = { seed: 0, list: [1, 2, 3], part: { a: 1, b: [{ c: 2, d: 3 }] } };
  const control: SliderControl = {
    id: 'both',
    label: 'Both',
    paths: [['list', '1'], ['part']],
    choices: [
      { values: [2, { b: [{ d: 3, c: 2 }], a: 1 }], meaning: 'as it is' },
      { values: [7, { a: 0 }], meaning: 'other' },
      { values: [7, { a: 0, b: [] }], meaning: 'another' },
    ],
  };
  expect(choiceIn(spec, control)).toBe(0);
  const changed = withChoice(spec, control, control.choices[1]!);
  expect(changed).toEqual({ seed: 0, list: [1, 7, 3], part: { a: 0 } });
  expect(choiceIn(changed, control)).toBe(1);
  expect(spec.list).toEqual([1, 2, 3]);
});

async function works(figure: AnyFigure, spec: FigureSpec, words: string): Promise<void> {
  try {
    const data = await figure.run(spec, { backend });
    expect(figure.claims(data, spec).length).toBeGreaterThan(0);
    expect(figure.caption(data, spec)).not.toMatch(/NaN|undefined/);
    const { document } = parseHTML('<html></html>');
    expect(figure.plot(data, spec, { document, width: 750, theme: 'auto' })).toContain('<svg');
  } catch (error) {
    throw new Error(`${figure.id} with ${words}: ${(error as Error).message}`, { cause: error });
  }
}
