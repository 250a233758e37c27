/**
 * What every figure must keep, run over the index by itself: a new folder is tested without a word here.
 *
 * Figures that train use the reference backend on a tiny override of the quick preset; what comes out is not
 * the paper's result and no verdict is asserted. Figures that only compute run once, as the quick preset says, and
 * are compared with what is stored of them.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { InvalidArgumentError, referenceBackend, resolveRun, type RunSpec } from '@toymodels/core';
import { AbortedError, figureIndex, loadFigure, type AnyFigure, type Json } from '@toymodels/paper';
import { readStored } from '@toymodels/paper/stored';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, test } from 'vitest';

type Spec = Parameters<AnyFigure['run']>[0];
type Runs = Readonly<Record<string, RunSpec>>;

const folders = readdirSync(new URL('../src/figures/', import.meta.url)).sort();

/** The runs of a figure that trains. */
function runsOf(spec: Spec): Runs {
  return (spec['runs'] ?? {}) as unknown as Runs;
}

/** The quick preset, trained for a few steps of small batches. */
function tiny(figure: AnyFigure, seed: number): Spec {
  const spec = figure.presets.quick;
  const runs = Object.fromEntries(
    Object.entries(runsOf(spec)).map(([name, run]) => [
      name,
      {
        ...run,
        training: {
          ...run.training,
          steps: 2,
          batchSize: 4,
          recordEvery: 1,
          evaluationSamples: 8,
          restarts: { ...run.training?.restarts, count: Math.min(2, run.training?.restarts?.count ?? 1) },
        },
      },
    ]),
  );
  return { ...spec, seed, runs: runs as unknown as Json };
}

const runOn = (figure: AnyFigure, spec: Spec): Promise<Json> =>
  figure.run(spec, { backend: referenceBackend() });

/** What is wrong with an SVG as XML, as far as tags, attributes, entities and numbers go. */
function faultsOf(svg: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  for (const [tag, closing, name, attributes, selfClosing] of svg.matchAll(
    /<(\/?)([a-zA-Z]+)((?:\s[^<>]*?)?)(\/?)>/g,
  )) {
    if (closing && open.pop() !== name) faults.push(`${tag} closes what is not open`);
    if (!closing && !selfClosing) open.push(name!);
    if (attributes!.replaceAll(/\s[\w:-]+="[^"<]*"/g, '').trim() !== '') faults.push(`attributes of ${tag}`);
  }
  if (open.length > 0) faults.push(`left open: ${open.join(', ')}`);
  if (/[<>]/.test(svg.replaceAll(/<\/?[a-zA-Z]+(?:\s[^<>]*)?\/?>/g, ''))) faults.push('stray < or >');
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(svg)) faults.push('stray &');
  const word = /NaN|undefined|Infinity/.exec(svg);
  if (word) faults.push(word[0]);
  return faults;
}

describe('the index', () => {
  test('holds exactly the folders of src/figures, in the order of the paper', () => {
    expect(figureIndex.map(({ id }) => id).sort()).toEqual(folders);
    const orders = figureIndex.map(({ order }) => order);
    expect(orders).toEqual(orders.toSorted((a, b) => a - b));
    expect(new Set(orders).size).toBe(orders.length);
  });

  test('is the table in the README', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const rows = [...readme.matchAll(/^\| `([a-z0-9-]+)` +\| (\d+) +\| (.*?) +\|$/gm)].map((row) =>
      row.slice(1),
    );
    expect(rows.map(([id, section, title]) => [id, section, title!.replaceAll('\\|', '|')])).toEqual(
      figureIndex.map(({ id, section, title }) => [id, section, title]),
    );
  });

  test('an unknown figure is refused with the list of those that exist', async () => {
    await expect(loadFigure('basic-result')).rejects.toThrow(InvalidArgumentError);
    await expect(loadFigure('basic-result')).rejects.toThrow(
      /unknown figure "basic-result"; there are .*basic-results/,
    );
  });
});

describe.each(figureIndex.map((entry) => [entry.id, entry] as const))('figure %s', (id, entry) => {
  let figure: AnyFigure;
  let spec: Spec;
  let trains: boolean;
  let data: Json;
  const reported: [done: number, what: string][] = [];
  beforeAll(async () => {
    figure = await loadFigure(id);
    trains = figure.presets.quick['runs'] !== undefined;
    spec = trains ? tiny(figure, 4711) : figure.presets.quick;
    const onProgress = (done: number, what: string): void => void reported.push([done, what]);
    data = await figure.run(spec, { backend: referenceBackend(), onProgress });
  });

  test('says the same of itself loaded and unloaded', () => {
    const { load: _, ...meta } = entry;
    expect(figure).toMatchObject(meta);
    expect(Math.floor(meta.order / 100)).toBe(Number(meta.section));
    expect(meta.title).not.toMatch(/\.$/);
  });

  test('has presets that are plain JSON, whose runs the core accepts', async () => {
    const { presets } = figure;
    for (const preset of [presets.paper, presets.quick]) {
      expect(JSON.parse(JSON.stringify(preset))).toEqual(preset);
      for (const run of Object.values(runsOf(preset))) {
        expect(run).not.toHaveProperty('seed');
        resolveRun({ ...run, seed: preset.seed });
      }
    }
  });

  test('gives the same data for the same seed and other data for another', async () => {
    const again = trains ? await runOn(figure, spec) : readStored(id, { preset: 'quick' }).data;
    expect(JSON.parse(JSON.stringify(data))).toEqual(again);
    // A figure without training may have nothing to draw by lot.
    const other = trains ? await runOn(figure, tiny(figure, 4712)) : undefined;
    expect(other).not.toEqual(data);
  });

  test('claims, caption and drawing are the same from stored data', async () => {
    const stored = JSON.parse(JSON.stringify(data)) as Json;
    expect(stored).toEqual(data);
    const { document } = parseHTML('<html></html>');
    expect(figure.claims(stored, spec)).toEqual(figure.claims(data, spec));
    expect(figure.caption(stored, spec)).toBe(figure.caption(data, spec));
    expect(figure.plot(stored, spec, { document })).toBe(figure.plot(data, spec, { document }));
  });

  test('has claims with unique ids and complete texts', async () => {
    const claims = figure.claims(data, spec);
    expect(claims.length).toBeGreaterThan(0);
    expect(new Set(claims.map((claim) => claim.id)).size).toBe(claims.length);
    for (const claim of claims) {
      expect(claim.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(claim.statement).toMatch(/^[A-Z].*\.$/);
      expect(claim.method).toMatch(/^[A-Z].*\.$/);
      for (const text of [claim.expected, claim.measured]) expect(text.trim()).not.toBe('');
      for (const text of [claim.statement, claim.method, claim.expected, claim.measured])
        expect(text).not.toMatch(/undefined|\[object/);
      expect(['holds', 'fails', 'differs']).toContain(claim.verdict);
      expect(claim.verdict !== 'differs' || Boolean(claim.note)).toBe(true);
    }
  });

  test('names its seed and its steps in the caption', async () => {
    const caption = figure.caption(data, spec);
    expect(caption).toContain(`seed ${spec.seed}`);
    for (const { training } of Object.values(runsOf(spec)))
      expect(caption).toContain(`${training!.steps} steps`);
  });

  test.each(['light', 'dark', 'auto'] as const)(
    'draws a well-formed SVG with a title and a description, %s',
    async (theme) => {
      const { document } = parseHTML('<html></html>');
      for (const width of [360, 720]) {
        const svg = figure.plot(data, spec, { document, theme, width, idPrefix: 'own' });
        expect(faultsOf(svg)).toEqual([]);
        expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
        expect(svg).toMatch(/<title id="own-title">[^<]+<\/title>/);
        expect(svg).toMatch(/<desc id="own-desc">[^<]+<\/desc>/);
      }
    },
  );

  test('draws each frame of its film where it has one, and refuses others', () => {
    const stored = readStored(id, { preset: 'quick' });
    const drawn = (frame?: number): string => {
      const { document } = parseHTML('<html></html>');
      return figure.plot(stored.data, stored.spec, { document, ...(frame === undefined ? {} : { frame }) });
    };
    const words = figure.film?.(stored.data, stored.spec) ?? [];
    expect(figure.film === undefined || words.length > 20).toBe(true);
    expect(new Set(words).size).toBe(words.length);
    const some = words.length === 0 ? [] : [0, 1, Math.floor(words.length / 2), words.length - 1];
    const svgs = some.map(drawn);
    for (const svg of svgs) expect(faultsOf(svg)).toEqual([]);
    expect(new Set([...svgs, drawn()]).size).toBe(some.length + 1);
    for (const frame of [words.length, -1, 0.5]) expect(() => drawn(frame)).toThrow(InvalidArgumentError);
  });

  test('ends with an AbortedError when its signal is aborted, before and during the run', async () => {
    const backend = referenceBackend();
    await expect(figure.run(spec, { backend, signal: AbortSignal.abort() })).rejects.toThrow(AbortedError);
    const during = new AbortController();
    const onProgress = (): void => during.abort();
    await expect(figure.run(spec, { backend, signal: during.signal, onProgress })).rejects.toThrow(
      AbortedError,
    );
  });

  test('reports progress from within 0 to 1 that never goes back', () => {
    const done = reported.map(([share]) => share);
    expect(reported.every(([, what]) => what !== '')).toBe(true);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done[0]).toBeGreaterThanOrEqual(0);
    expect(done.at(-1)).toBe(1);
  });
});

test('the check of SVGs finds what it looks for', () => {
  expect(faultsOf('<svg a="1"><g/></svg>')).toEqual([]);
  for (const svg of [
    '<svg><g></svg>',
    '<svg>',
    '<svg a=1/>',
    '<svg>a & b</svg>',
    '<svg>1 < 2</svg>',
    '<svg x="NaN"/>',
  ]) {
    expect(faultsOf(svg)).not.toEqual([]);
  }
});
