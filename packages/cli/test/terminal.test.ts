import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../src/canonical-json.js';
import type { Io, Output } from '../src/io.js';
import { nearest } from '../src/nearest.js';
import { svgToPng } from '../src/output/png.js';
import { claimLines } from '../src/terminal/claims-text.js';
import { formatDuration } from '../src/terminal/duration.js';
import { startProgress } from '../src/terminal/progress.js';
import { styler } from '../src/terminal/style.js';
import { claim } from './fakes.js';

/** An `Io` whose clock stands where the test puts it, on a terminal or not. */
function fakeIo(isTTY: boolean): { io: Io; clock: { now: number }; text: () => string } {
  const stream = Object.assign(
    new PassThrough(),
    isTTY ? { isTTY: true, columns: 80 } : {},
  ) as unknown as Output;
  const clock = { now: 0 };
  let written = '';
  (stream as unknown as PassThrough).setEncoding('utf8').on('data', (chunk: string) => (written += chunk));
  const io: Io = {
    stdout: stream,
    stderr: stream,
    env: {},
    cwd: '/',
    signal: new AbortController().signal,
    now: () => clock.now,
  };
  return { io, clock, text: () => written };
}

describe('progress', () => {
  test('elsewhere than on a terminal says a line each 10 %, with the time left', () => {
    const { io, clock, text } = fakeIo(false);
    const progress = startProgress(io, 'a');
    for (let step = 1; step <= 1000; step++) {
      clock.now = step * 20;
      progress.update(step / 1000, 'training');
    }
    progress.end();

    expect(text().split('\n')).toEqual([
      'a: 10 %, 18 s left',
      'a: 20 %, 16 s left',
      'a: 30 %, 14 s left',
      'a: 40 %, 12 s left',
      'a: 50 %, 10 s left',
      'a: 60 %, 8.0 s left',
      'a: 70 %, 6.0 s left',
      'a: 80 %, 4.0 s left',
      'a: 90 %, 2.0 s left',
      '',
    ]);
  });

  test('of quick work says nothing', () => {
    const { io, clock, text } = fakeIo(false);
    const progress = startProgress(io, 'a');
    for (let step = 1; step <= 10; step++) {
      clock.now = step * 90;
      progress.update(step / 10, 'training');
    }

    expect(text()).toBe('');
  });

  test('on a terminal is a bar with share, time left and what is done, gone at the end', () => {
    const { io, clock, text } = fakeIo(true);
    const progress = startProgress(io, '[1/2] intro');
    clock.now = 30_000;
    progress.update(0.25, 'training');
    progress.end();
    progress.end();

    expect(text()).toContain('[1/2] intro ━━━━━━──────────────────  25 %  1 min 30 s left · training');
    expect(text().endsWith('\u001B[2K')).toBe(true); // erases the line
  });
});

describe('text for people', () => {
  test.each([
    [0.04, '0.0 s'],
    [9.94, '9.9 s'],
    [9.96, '10 s'],
    [59.6, '1 min'],
    [185, '3 min 5 s'],
    [7200, '2 h'],
    [7800, '2 h 10 min'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  test('claims stay within the width of the terminal', () => {
    const { io } = fakeIo(false);
    const long = 'a long statement that has to be broken '.repeat(4);
    const lines = claimLines(
      claim({ statement: long, note: long, verdict: 'fails' }),
      50,
      styler(io, io.stdout),
    );

    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(50);
  });

  test('colour is for terminals only, and NO_COLOR is obeyed', () => {
    const { io } = fakeIo(true);

    expect(styler(io, io.stdout)('red', 'x')).toBe('\u001B[31mx\u001B[39m');
    expect(styler({ ...io, env: { NO_COLOR: '1' } }, io.stdout)('red', 'x')).toBe('x');
    expect(styler(fakeIo(false).io, fakeIo(false).io.stdout)('red', 'x')).toBe('x');
  });

  test('a mistyped name finds its neighbours, the nearest first, and a strange one none', () => {
    const names = ['intro', 'basic-results', 'basic-results-large', 'weights-anatomy'];

    expect(nearest('itnro', names)).toEqual(['intro']);
    expect(nearest('basic', names)).toEqual(['basic-results', 'basic-results-large']);
    expect(nearest('Weight-anatomy', names)).toEqual(['weights-anatomy']);
    expect(nearest('zzz', names)).toEqual([]);
  });
});

describe('canonical JSON', () => {
  test('has the same bytes whatever the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: 1, c: -0 }], a: undefined })).toBe('{"b":[1,{"c":0,"d":1}]}');
    expect(canonicalJson({ b: 1, a: 2 })).toBe(canonicalJson({ a: 2, b: 1 }));
  });

  test.each([
    [{ a: [0, NaN] }, '$.a[1] is NaN'],
    [{ a: Infinity }, '$.a is Infinity'],
    [{ a: new Float32Array(1) }, '$.a is not plain data'],
    [{ a: 1n }, '$.a is not plain data'],
  ])('refuses %o', (value, message) => {
    expect(() => canonicalJson(value)).toThrow(message);
  });
});

describe('PNG', () => {
  test('has twice the pixels, and text shows without any font of the system', () => {
    const svg = (text: string): string =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="30"><rect width="120" height="30" fill="#fff"/>` +
      `<text x="4" y="20" font-family="No Such Font, sans-serif" font-weight="600">${text}</text></svg>`;
    const png = svgToPng(svg('WᵀW, |Wᵢ| ≥ 1−S'));
    const header = new DataView(png.buffer, png.byteOffset);

    expect([header.getUint32(16), header.getUint32(20)]).toEqual([240, 60]);
    expect(png.length).toBeGreaterThan(svgToPng(svg('')).length + 500);
  });
});
