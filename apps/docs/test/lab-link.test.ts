/** Experiments in the address, without a browser. */
import { completeSpec } from '@toymodels/core';
import { describe, expect, test } from 'vitest';
import {
  durationText,
  estimateSeconds,
  problemsOf,
  refinedSeconds,
  schemaProblem,
} from '../src/lab/state/estimate.js';
import { FIELDS } from '../src/lab/state/fields.js';
import { readLink, writeLink } from '../src/lab/state/link.js';
import { PRESETS } from '../src/lab/state/presets.js';
import { DEFAULTS } from '../src/lab/state/settings.js';
import { plannedRuns, settingsOfSpec, specOf } from '../src/lab/state/spec.js';
import { meaningOf, probabilityWords, valuesWords } from '../src/lab/state/words.js';
import { partsOf, textOf } from '../src/lab/view/rules.js';
import { randomSettings } from './lab-random.js';

const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);

describe('a link', () => {
  test.each(PRESETS.map((preset) => [preset.id, preset] as const))(
    'holds the preset %s as it is',
    (_, { settings }) => {
      const reading = readLink(`#${writeLink(settings)}`);
      expect(reading).toEqual({ settings, notes: [] });
      expect(writeLink(settings).length).toBeLessThan(170);
    },
  );

  test('holds any settings bit for bit, and one text stands for them', () => {
    for (const seed of SEEDS) {
      const settings = randomSettings(seed);
      const text = writeLink(settings);
      const reading = readLink(`#${text}`)!;
      expect(reading, text).toEqual({ settings, notes: [] });
      expect(writeLink(reading.settings)).toBe(text);
      expect(text).toMatch(/^[\w;:=.,/-]+$/);
    }
  });

  test('of the defaults is its version alone', () => {
    expect(writeLink(DEFAULTS)).toBe('v1');
    expect(readLink('#v1')).toEqual({ settings: DEFAULTS, notes: [] });
  });

  test('holds the experiment that is compared with', () => {
    const [one, other] = [randomSettings(1), randomSettings(2)];
    expect(readLink(writeLink(one, other))).toEqual({ settings: one, other, notes: [] });
  });

  test('is read although a program has escaped it', () => {
    const { settings } = PRESETS[0]!;
    expect(readLink(`#${encodeURIComponent(writeLink(settings))}`)).toEqual({ settings, notes: [] });
  });

  test('can be read by eye', () => {
    expect(
      writeLink({
        ...DEFAULTS,
        nFeatures: 20,
        featureProbability: 0.01,
        importance: { curve: 'geometric', first: 1, ratio: 0.7 },
      }),
    ).toBe('v1;n=20;p=0.01;I=geo:1,0.7');
  });
});

describe('a bad link', () => {
  test.each([
    [
      'v1;n=100000',
      { nFeatures: 1024 },
      /Features n: 100000 was brought to 1024, allowed is whole numbers from 1 to 1024/,
    ],
    ['v1;p=1.5', { featureProbability: 1 }, /1\.5 was brought to 1/],
    ['v1;steps=-3', { steps: 0 }, /-3 was brought to 0/],
    ['v1;steps=2.4', { steps: 2 }, /2\.4 was brought to 2/],
    ['v1;rate=0', { learningRate: 1e-9 }, /0 was brought to 1e-9/],
    ['v1;I=log:0,1', { importance: { curve: 'logarithmic', first: 1e-9, last: 1 } }, /0 was brought to/],
    ['v1;n=six', {}, /“six” is no number; its default stands there/],
    ['v1;seed=Infinity', {}, /“Infinity” is no number/],
    ['v1;seed=0x10', {}, /“0x10” is no number/],
    ['v1;model=cubic', {}, /there is no “cubic”; known are relu-output, linear/],
    ['v1;sets=c0', {}, /“c0” is no set/],
    ['v1;I=sin:1,2', {}, /is no rule/],
    ['v1;b=yes', {}, /neither 0 nor 1/],
    ['v1;sweep=model:1/2', {}, /is no sweep/],
    ['v1;sweep=m:0/2', { sweep: { over: 'nHidden', values: [1, 2] } }, /0 was brought to 1/],
    ['v1;views=loss,pie', { views: ['loss'] }, /there is no view “pie”/],
    ['v1;colour=red;m=3', { nHidden: 3 }, /there is no setting “colour=red”/],
    ['v1;m=3;m=4', { nHidden: 3 }, /m stands there twice/],
    ['v1;;m=3;', { nHidden: 3 }, /^$/],
    ['v1;n', {}, /there is no setting “n”/],
  ])('%s is read as far as it can be, and says so', (text, changes, note) => {
    const { settings, notes } = readLink(text)!;
    expect(settings).toEqual({ ...DEFAULTS, ...changes });
    expect(notes.join('\n')).toMatch(note);
  });

  test('of another version sets nothing, and says so', () => {
    const { settings, notes } = readLink('#v2;n=7')!;
    expect(settings).toEqual(DEFAULTS);
    expect(notes).toEqual([expect.stringMatching(/version v2, and this page reads v1/)]);
  });

  test('that is a place on the page, or nothing, is no link', () => {
    for (const text of ['', '#', '#content', '#lab-form', '#%E0%A4%A'])
      expect(readLink(text)).toBeUndefined();
  });

  test('never throws, whatever stands there', () => {
    const alphabet = 'v1;=npIKcaxsweep:/.,~-0123456789egolin%';
    for (const seed of SEEDS) {
      let state = seed + 1;
      const next = (): number => (state = (state * 48_271) % 2_147_483_647);
      const text = `v1;${Array.from({ length: 40 }, () => alphabet[next() % alphabet.length]).join('')}`;
      const { settings } = readLink(text)!;
      expect(Object.keys(settings)).toEqual(Object.keys(DEFAULTS));
    }
  });
});

describe('settings', () => {
  test('have each a field, with its default in range and a key of its own', () => {
    expect(FIELDS.map(({ name }) => name).sort()).toEqual(Object.keys(DEFAULTS).sort());
    expect(new Set(FIELDS.map(({ key }) => key)).size).toBe(FIELDS.length);
  });

  test('without a sweep become a spec, and the spec becomes them', () => {
    for (const seed of SEEDS) {
      const settings = { ...randomSettings(seed), sweep: undefined };
      const spec = specOf(settings);
      // Random ones are valid by intention; where core refuses, the page does.
      let complete;
      try {
        complete = completeSpec(spec);
      } catch {
        continue;
      }
      const back = settingsOfSpec(complete, settings);
      expect(completeSpec(specOf(back))).toEqual(complete);
      // Only a range that says what the model has anyway is told apart.
      expect({ ...back, range: 'model' }).toEqual({ ...settings, range: 'model' });
    }
  });

  test('drawn at random are mostly valid, so that the tests above say something', async () => {
    const valid = await Promise.all(
      SEEDS.map(async (seed) => (await schemaProblem(randomSettings(seed))) === undefined),
    );
    expect(valid.filter(Boolean).length).toBeGreaterThan(200);
  });

  test('of presets are valid, can be begun, and take under a minute on one core', async () => {
    for (const { settings } of PRESETS) {
      expect(problemsOf(settings)).toEqual([]);
      expect(await schemaProblem(settings)).toBeUndefined();
      expect(estimateSeconds(settings, 1)).toBeLessThan(60);
    }
  });

  test('refined know what sparse data save, and stay with the rough estimate where nothing better is known', async () => {
    const large = { ...DEFAULTS, nFeatures: 400, nHidden: 30, featureProbability: 0.01 };
    const dense = { ...large, featureProbability: 1 };
    const [sparse, full] = await Promise.all([refinedSeconds(large, 1), refinedSeconds(dense, 1)]);
    expect(estimateSeconds(large, 1)).toBe(estimateSeconds(dense, 1));
    expect(sparse).toBeLessThan(full / 2);
    expect(full / estimateSeconds(dense, 1)).toBeGreaterThan(0.3);
    expect(full / estimateSeconds(dense, 1)).toBeLessThan(3);
    expect(await refinedSeconds({ ...large, count: 4 }, 2)).toBeCloseTo(2 * sparse, 6);
    const swept = { ...large, sweep: { over: 'steps', values: [10_000, 20_000] } } as const;
    expect((await refinedSeconds(swept, 1)) / sparse).toBeCloseTo(3, 1);
    expect(await refinedSeconds(large, 1, 2)).toBeCloseTo(2 * sparse, 9);
    for (const other of [
      { ...DEFAULTS, method: 'exact' },
      { ...DEFAULTS, backend: 'webgl' },
      { ...DEFAULTS, sets: [{ kind: 'correlated', features: [0, 99] }] },
    ] as const)
      expect(await refinedSeconds(other, 2)).toBe(estimateSeconds(other, 2));
  });

  test('that sweep over p are one run of models side by side, over anything else several runs', () => {
    const byP = { ...DEFAULTS, sweep: { over: 'featureProbability', values: [1, 0.1] } } as const;
    expect(plannedRuns(byP).map(({ spec }) => spec.instances)).toEqual([
      { count: 2, featureProbability: [1, 0.1] },
    ]);
    const byM = { ...DEFAULTS, sweep: { over: 'nHidden', values: [1, 2, 3] } } as const;
    expect(plannedRuns(byM).map(({ label, spec }) => [label, spec.model.nHidden])).toEqual([
      ['m = 1', 1],
      ['m = 2', 2],
      ['m = 3', 3],
    ]);
  });

  test.each([
    [{ method: 'exact', kind: 'relu-hidden' }, /known for the linear and the ReLU-output/],
    [{ method: 'exact', nFeatures: 13 }, /up to 12 features and n is 13/],
    [{ method: 'exact', range: 'signed' }, /from 0 to 1/],
    [{ nFeatures: 1000, nHidden: 200, restarts: 100 }, /this page bears 4000 thousand/],
    [{ steps: 1_000_000, recordEvery: 1, restarts: 10 }, /loss curves would have 10000 thousand points/],
    [{ activation: 'gelu' }, /needs a TensorFlow\.js backend/],
    [{ count: 3, sweep: { over: 'featureProbability', values: [1] } }, /set K to 1/],
    [
      { kind: 'linear', method: 'exact', sets: [{ kind: 'correlated', features: [0, 1] }] },
      /remove the sets/,
    ],
  ] as const)('%j cannot be begun here, with the reason', (changes, reason) => {
    expect(problemsOf({ ...DEFAULTS, ...changes }).join('\n')).toMatch(reason);
  });

  test('that core refuses bring its own words', async () => {
    const odd = { ...DEFAULTS, featureProbability: [0.1, 0.2] };
    expect(await schemaProblem(odd)).toMatch(/2 values for 5 features/);
  });
});

describe('words', () => {
  test.each([
    [0.01, 'S = 0.99: active once in 100 samples'],
    [0.3, 'S = 0.7: active once in 3.33 samples'],
    [1, 'S = 0: active in every sample'],
    [0, 'S = 1: never active'],
    [0.0001, 'S = 0.9999: active once in 10\u202f000 samples'],
  ])('say what p = %d means', (p, words) => {
    expect(probabilityWords(p)).toBe(words);
  });

  test('show the first and the last value of a rule', () => {
    expect(valuesWords({ curve: 'geometric', first: 1, ratio: 0.5 }, 4)).toBe('1, 0.5, 0.25, 0.125');
    expect(valuesWords({ curve: 'linear', first: 1, last: 0 }, 11)).toBe('1, 0.9, 0.8, …, 0');
  });

  test('say durations roughly', () => {
    expect([0.2, 9, 100, 20_000].map(durationText)).toEqual([
      'under 1 s',
      'about 9 s',
      'about 2 min',
      'about 5.6 h',
    ]);
  });

  test('are there for every setting of every preset without failing', () => {
    for (const { settings } of PRESETS)
      for (const { name } of FIELDS) expect(meaningOf(name, settings)).not.toBe('');
  });
});

describe('what is entered in two controls', () => {
  test('is the text of the address in two parts', () => {
    for (const seed of SEEDS) {
      const settings = randomSettings(seed);
      for (const field of FIELDS) {
        if (field.kind !== 'values' && field.kind !== 'instances' && field.kind !== 'sweep') continue;
        const text = field.write(settings[field.name]);
        expect(textOf(field.kind, partsOf(field.kind, text))).toBe(text);
      }
    }
  });
});
