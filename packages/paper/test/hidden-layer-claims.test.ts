/** The claims of the figures on models with a ReLU hidden layer, on data made by hand. */

import { expect, test } from 'vitest';
import { RandomStream, streamKey } from '@toymodels/core';
import { claims as escapeClaims } from '../src/figures/hidden-bias-escape/claims.js';
import type { EscapeData, EscapeSide } from '../src/figures/hidden-bias-escape/run.js';
import { claims as privilegedClaims } from '../src/figures/linear-vs-relu-hidden/claims.js';
import type { AlignedStart, PrivilegedData } from '../src/figures/linear-vs-relu-hidden/run.js';
import { claims as codeClaims } from '../src/figures/neuron-codes/claims.js';
import { codeInWords, codeOf, isPaperCode, type Code } from '../src/figures/neuron-codes/code.js';
import type { CodesAtDensity } from '../src/figures/neuron-codes/run.js';
import { presets } from '../src/figures/neuron-codes/spec.js';
import { alignment, turnedAlignments } from '../src/shared/alignment.js';
import type { NeuronModel } from '../src/shared/neuron-models.js';
import { verdicts } from './made.js';

/** A tied model from rows of weights, one for each feature. */
function tied(rows: readonly (readonly number[])[]): NeuronModel {
  return {
    instance: 0,
    restart: 0,
    nFeatures: rows.length,
    nHidden: rows[0]!.length,
    featureProbability: 0.5,
    weights: rows.flat(),
    bias: rows.map(() => 0),
    loss: 1,
  };
}

test('alignment is 1 on axes, 1/2 on the diagonal of a plane, and what turning leaves is less', () => {
  const axes = { weights: Float64Array.of(1, 0, 0, -2), nFeatures: 2, nHidden: 2 };
  expect(alignment(axes)).toBe(1);
  expect(alignment({ ...axes, weights: Float64Array.of(1, 1, 1, -1) })).toBe(0.5);
  const turned = turnedAlignments(axes, 200, new RandomStream(streamKey(1, 'general')));
  expect(turned).toEqual(turned.toSorted((a, b) => a - b));
  expect(turned[0]).toBeGreaterThanOrEqual(0.5 - 1e-12);
  expect(turned.at(-1)).toBeLessThanOrEqual(1 + 1e-12);
  // Mean over angles of max(cos^2, sin^2) is 1/2 + 1/pi.
  expect(Math.abs(turned.reduce((sum, each) => sum + each, 0) / 200 - (0.5 + 1 / Math.PI))).toBeLessThan(
    0.05,
  );
});

const privileged = (relu: number, linear: number, monosemantic: readonly number[] = [2]): PrivilegedData => {
  const starts = (value: number): AlignedStart[] =>
    Array.from({ length: 10 }, (_, place) => ({
      loss: 1,
      alignment: value,
      turned: [0.55, 0.8],
      nMonosemantic: monosemantic[place] ?? monosemantic[0]!,
    }));
  const best = tied([
    [1, 0],
    [0, 1],
  ]);
  return {
    relu: { best, starts: starts(relu) },
    linear: { best, starts: starts(linear) },
  };
};

test('aligned neurons beside a turned linear layer hold in everything', () => {
  expect(new Set(Object.values(verdicts(privilegedClaims(privileged(0.99, 0.6)))))).toEqual(
    new Set(['holds']),
  );
});

test('a ReLU model that is not aligned, or a linear one that is, fails', () => {
  const found = verdicts(privilegedClaims(privileged(0.7, 0.9, [1])));
  expect(found).toEqual({
    'relu-aligns': 'fails',
    'relu-not-by-chance': 'fails',
    'linear-does-not-align': 'fails',
    'neurons-monosemantic': 'fails',
  });
});

test('neurons are asked of the start with the lowest loss, and counted in the others', () => {
  const found = (monosemantic: readonly number[]) =>
    privilegedClaims(privileged(0.99, 0.6, monosemantic)).find(({ id }) => id === 'neurons-monosemantic')!;
  expect(found([2, 1, 0])).toMatchObject({
    verdict: 'holds',
    measured: '2 of 2; so in 8 of 10 starts, which have 0 to 2',
  });
  expect(found([1, 2])).toMatchObject({
    verdict: 'fails',
    measured: '1 of 2; so in 1 of 10 starts, which have 1 to 2',
  });
});

test('a code is read from positive weights and named by what hangs together', () => {
  const three = codeOf(
    tied([
      [1, 0, 0],
      [0, 1, -1],
      [0, -1, 1],
      [0, 0.8, 0.8],
    ]),
  );
  expect(codeInWords(three)).toBe('3 in 2, 1 alone');
  expect(isPaperCode(three, { features: 3, neurons: 2 }, 3)).toBe(true);
  expect(isPaperCode(three, { features: 5, neurons: 3 }, 3)).toBe(false);
  expect(isPaperCode(three, 'monosemantic', 3)).toBe(false);
});

test('pairs and single neurons are told apart', () => {
  const pairs = codeOf(
    tied([
      [1, 1, 0],
      [1, 0, 1],
      [0, 1, 1],
    ]),
  );
  expect(codeInWords(pairs)).toBe('3 in 3 (all pairs)');
  expect(isPaperCode(pairs, 'pairs', 3)).toBe(true);
  const single = codeOf(
    tied([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]),
  );
  expect(isPaperCode(single, 'pairs', 3)).toBe(false);
  expect(isPaperCode(single, 'monosemantic', 3)).toBe(true);
  expect(isPaperCode(single, 'monosemantic', 4)).toBe(false);
});

const codes: readonly Code[] = [
  {
    groups: [
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ],
    sizes: [1, 1, 1, 1, 1],
  },
  {
    groups: [
      [3, 2],
      [1, 1],
      [1, 1],
      [1, 1],
    ],
    sizes: [2, 1, 1, 1, 1, 1],
  },
  {
    groups: [
      [5, 3],
      [1, 1],
      [1, 1],
    ],
    sizes: [2, 2, 2, 1, 1, 1, 1],
  },
  {
    groups: [
      [6, 4],
      [1, 1],
    ],
    sizes: [2, 2, 2, 2, 2, 2, 1],
  },
  { groups: [[8, 5]], sizes: [2, 2, 2, 2, 2, 2, 2, 1] },
  { groups: [[10, 5]], sizes: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2] },
];

function densities(change: (k: number, own: CodesAtDensity) => CodesAtDensity): CodesAtDensity[] {
  return codes.map((code, k) => {
    const words = codeInWords(code);
    const own: CodesAtDensity = {
      best: { ...tied([[1, 0, 0, 0, 0]]), loss: 1 },
      code,
      tallies: [{ code: words, count: 3, loss: 1 }],
      nCodes: 1,
      parts: [words, words, words, 'other', 'other'],
    };
    return change(k, own);
  });
}

const codeVerdicts = (change: (k: number, own: CodesAtDensity) => CodesAtDensity): Record<string, string> =>
  verdicts(codeClaims({ densities: densities(change), nStarts: 10 }, presets.quick));

test('the codes of the paper hold at every density', () => {
  expect(new Set(Object.values(codeVerdicts((_, own) => own)))).toEqual(new Set(['holds']));
});

test('another code at one density fails there alone', () => {
  const found = codeVerdicts((k, own) =>
    k === 2 ? { ...own, code: codes[3]!, parts: own.parts.map(() => '6 in 4, 1 alone') } : own,
  );
  expect(found['5-in-3']).toBe('fails');
  expect(found['6-in-4']).toBe('holds');
});

test('a best code that two of five parts find is not stable', () => {
  const found = codeVerdicts((k, own) =>
    k === 4 ? { ...own, parts: [...own.parts.slice(0, 2), 'x', 'x', 'x'] } : own,
  );
  expect(found['best-code-is-stable']).toBe('fails');
});

const side = (loss: number, on: number, hiddenBias: readonly number[]): EscapeSide => ({
  best: tied([[1]]),
  starts: [{ loss, on, onWhenActive: on, hiddenBias }],
});

test('positive biases, units always on and the loss of the linear layer are an escape', () => {
  const data: EscapeData = {
    biased: side(1, 1, [0.5]),
    plain: side(2, 0.6, []),
    linear: side(1.01, 0.5, []),
  };
  expect(new Set(Object.values(verdicts(escapeClaims(data))))).toEqual(new Set(['holds']));
});

test('a model that stays with its neurons does not escape', () => {
  const data: EscapeData = {
    biased: side(2, 0.6, [-0.1]),
    plain: side(2, 0.6, []),
    linear: side(1, 0.5, []),
  };
  expect(new Set(Object.values(verdicts(escapeClaims(data))))).toEqual(new Set(['fails']));
});
