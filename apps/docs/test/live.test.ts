/** The parts of a live figure that need no page. */
import { initialState, referenceBackend, resolveRun, trainToEnd, type RunSpec } from '@toymodels/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { captionHtml } from '../src/live/caption.js';
import { claimsHtml, claimsSummary } from '../src/live/claims.js';
import { choiceIn, valueAt, withChoice, withValue, type SliderControl } from '../src/live/controls.js';
import type { JobContext } from '../src/live/jobs.js';
import { observedBackend, type Snapshot } from '../src/live/observed-backend.js';
import { Previews } from '../src/live/previews.js';
import { replayBackend } from '../src/live/replay-backend.js';
import { typeset } from '../src/live/text.js';

const SPEC: RunSpec = {
  model: { kind: 'relu-output', nFeatures: 3, nHidden: 2 },
  data: { featureProbability: 0.3 },
  instances: { count: 2 },
  training: { steps: 70, batchSize: 8, recordEvery: 10, evaluationSamples: 64 },
  seed: 5,
};

/** A clock that every look moves on by so many ms. */
function clock(step: number): () => number {
  let time = 0;
  return () => (time += step);
}

test.each([
  ['a fast machine', 1],
  ['a slow machine', 1000],
])('training in stretches gives the same result as training at once, on %s', async (_, step) => {
  const seen: Snapshot[] = [];
  const observed = observedBackend(referenceBackend(), {
    now: clock(step),
    stretch: () => 45,
    onSnapshot: (_key, snapshot) => void seen.push(snapshot),
  });
  const plain = await trainToEnd(SPEC, { backend: referenceBackend(), checkpoints: [30] });
  const watched = await trainToEnd(SPEC, { backend: observed, checkpoints: [30] });
  expect(watched).toEqual(plain);
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.at(-1)!.state).toEqual(plain.state);
  expect(Array.from(seen.at(-1)!.loss)).toEqual(Array.from(plain.history.loss.slice(-2)));
});

test('an aborted run stays aborted when it is observed', async () => {
  const controller = new AbortController();
  const observed = observedBackend(referenceBackend(), {
    now: clock(1),
    stretch: () => 45,
    onSnapshot: () => controller.abort(),
  });
  const result = await trainToEnd(SPEC, { backend: observed, signal: controller.signal });
  expect(result.status).toBe('aborted');
  expect(Math.max(...result.state.step)).toBeLessThan(70);
});

test('a replay ends at once in the state last seen, and at the initial values of runs not seen yet', async () => {
  const snapshots = new Map<string, Snapshot>();
  const observed = observedBackend(referenceBackend(), {
    now: clock(1000),
    stretch: () => 45,
    onSnapshot: (key, snapshot) => void snapshots.set(key, snapshot),
  });
  const trained = await trainToEnd(SPEC, { backend: observed });
  const replay = replayBackend(snapshots);
  expect((await trainToEnd(SPEC, { backend: replay })).parameters).toEqual(trained.parameters);
  const other = { ...SPEC, seed: 6 };
  const start = initialState(resolveRun(other));
  expect((await trainToEnd(other, { backend: replay })).parameters).toEqual(start.parameters);
});

const TREE = { seed: 0, runs: { a: { steps: 10, rate: 1 }, b: { steps: 10, rate: 2 } } };

test('a control sets every place that its path names and nothing else', () => {
  const changed = withValue(TREE, ['runs', '*', 'steps'], 30);
  expect(changed).toEqual({ seed: 0, runs: { a: { steps: 30, rate: 1 }, b: { steps: 30, rate: 2 } } });
  expect(TREE.runs.a.steps).toBe(10);
  expect(valueAt(changed, ['runs', '*', 'steps'])).toBe(30);
});

test('a choice sets one value at each of its paths, and is found again in the spec', () => {
  const control: SliderControl = {
    id: 'work',
    label: 'Work',
    paths: [
      ['runs', '*', 'steps'],
      ['runs', 'b', 'rate'],
    ],
    choices: [
      { values: [10, 2], meaning: 'little' },
      { values: [20, 3], meaning: 'more' },
    ],
  };
  expect(choiceIn(TREE, control)).toBe(0);
  const changed = withChoice(TREE, control, control.choices[1]!);
  expect(changed).toEqual({ seed: 0, runs: { a: { steps: 20, rate: 1 }, b: { steps: 20, rate: 3 } } });
  expect(choiceIn(changed, control)).toBe(1);
  expect(choiceIn(withValue(changed, ['runs', 'b', 'rate'], 4), control)).toBe(-1);
});

test('a control whose path names nothing, or several values, is refused', () => {
  expect(() => withValue(TREE, ['runs', '*', 'batch'], 1)).toThrow('nothing at runs.*.batch');
  expect(() => valueAt(TREE, ['runs', '*', 'rate'])).toThrow('1, 2 at runs.*.rate');
  expect(() => valueAt(TREE, ['runs', 'a'])).toThrow('one number');
});

test('a caption is parted after its first sentence, not at a decimal point', () => {
  expect(captionHtml('At 0.7 it bends. Made with 0.5 & more. End.')).toBe(
    '<p class="see">At 0.7 it bends.</p><p class="made">Made with 0.5 &#38; more. End.</p>',
  );
  expect(captionHtml('Only this.')).toBe('<p class="see">Only this.</p>');
});

test('claims are written with sign, word and numbers, and their texts are never markup', () => {
  const claim = {
    id: 'a',
    statement: 'x < y',
    method: 'm',
    expected: 'e',
    measured: '1 > 0',
    verdict: 'fails',
  } as const;
  const html = claimsHtml([claim]);
  expect(html).toContain('✗</span> fails');
  expect(html).toContain('x &#60; y');
  expect(html).toContain('1 &#62; 0');
  expect(html).not.toContain('Note');
  expect(claimsSummary([claim, { ...claim, verdict: 'holds' }])).toBe('1 of 2 claims hold.');
  expect(claimsSummary([{ ...claim, verdict: 'holds' }])).toBe('The claim holds.');
});

test('indices and powers in plain texts are set, names with underscores or carets elsewhere are not', () => {
  expect(typeset('|W_i|^2, I_i = 0.7^i & p^12')).toBe(
    '|W<sub>i</sub>|\u2060<sup>2</sup>, I<sub>i</sub>\u00a0=\u00a00.7<sup>i</sup> &#38; p<sup>12</sup>',
  );
  expect(typeset("(x_i - x'_i)^2, M_ij, Σ_{j≠i}, p_i²")).toBe(
    "(x<sub>i</sub> - x'<sub>i</sub>)<sup>2</sup>, M<sub>ij</sub>, Σ<sub>j≠i</sub>, p<sub>i</sub>²",
  );
  expect(typeset('_x ^y a^ steps_per_run')).toBe('_x ^y a^ steps_per_run');
});

test('no line breaks within a number, and none around an equals sign', () => {
  expect(typeset('99 % of |W_i|²')).toBe('99\u00a0% of |W<sub>i</sub>|\u2060²');
  expect(typeset('10 000 steps of 1 024 at n = 20, 30 and 0.003')).toBe(
    '10\u202f000 steps of 1\u202f024 at n\u00a0=\u00a020, 30 and 0.003',
  );
});

describe('pictures of a run', () => {
  const snapshot = { state: {} as Snapshot['state'], loss: new Float64Array(0) };
  const page = (): JobContext => ({ signal: new AbortController().signal, drawing: false });

  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('are made one at a time, each after the page has drawn the last', async () => {
    const sent: number[] = [];
    const context = page();
    const previews = new Previews(context, {
      make: () => Promise.resolve(1),
      send: (_, done) => void sent.push(done),
      now: () => Date.now(),
    });
    previews.done = 0.25;
    previews.onSnapshot('a', snapshot);
    await vi.advanceTimersByTimeAsync(500);
    previews.onSnapshot('a', snapshot);
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toEqual([0.25]);
    context.drawing = false;
    previews.done = 0.5;
    previews.onSnapshot('a', snapshot);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual([0.25, 0.5]);
  });

  test('that take too long are given up, and no more are tried after the second', async () => {
    let tried = 0;
    const previews = new Previews(page(), {
      make: (_, ends) => {
        tried++;
        return new Promise((_resolve, reject) =>
          ends.addEventListener('abort', () => reject(new Error('aborted'))),
        );
      },
      send: () => expect.unreachable(),
      now: () => Date.now(),
    });
    for (let round = 0; round < 5; round++) {
      previews.onSnapshot('a', snapshot);
      await vi.advanceTimersByTimeAsync(5000);
    }
    expect(tried).toBe(2);
    expect(previews.wanted()).toBe(false);
    expect(previews.stretch()).toBe(Infinity);
  });

  test('that come after the end are not sent', async () => {
    const previews = new Previews(page(), {
      make: () => new Promise((resolve) => setTimeout(() => resolve(1), 50)),
      send: () => expect.unreachable(),
      now: () => Date.now(),
    });
    previews.onSnapshot('a', snapshot);
    previews.end();
    await vi.advanceTimersByTimeAsync(100);
    expect(previews.wanted()).toBe(false);
  });
});
