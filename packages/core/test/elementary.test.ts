import { expect, test } from 'vitest';
import { cosPi, exp, log, pow, powInteger, RandomStream, streamKey } from '@toymodels/core';

const relative = (value: number, expected: number): number => Math.abs(value - expected) / Math.abs(expected);
const random = new RandomStream(streamKey(0, 'general'));
const xs = Array.from({ length: 20_000 }, () => (random.uniform() - 0.5) * 1400);

test('log has relative error below 3e-16 over all exponents', () => {
  for (const x of xs) expect(relative(log(Math.exp(x)), Math.log(Math.exp(x)))).toBeLessThan(3e-16);
  expect([log(1), log(0), log(-1), log(Infinity)]).toEqual([0, -Infinity, NaN, Infinity]);
  expect(relative(log(5e-324), -744.4400719213812)).toBeLessThan(3e-16);
});

test('exp has relative error below 5e-16, and ends in 0 and Infinity', () => {
  for (const x of xs) expect(relative(exp(x), Math.exp(x))).toBeLessThan(5e-16);
  expect([exp(0), exp(-800), exp(800), exp(NaN)]).toEqual([1, 0, Infinity, NaN]);
  expect(exp(-745)).toBe(5e-324);
});

test('cosPi has error below 2e-15, and is exact at halves', () => {
  for (const x of xs) expect(Math.abs(cosPi(x / 300) - Math.cos((Math.PI * x) / 300))).toBeLessThan(2e-15);
  expect([0, 0.5, 1, 1.5, 2, -1].map(cosPi).map((c) => c + 0)).toEqual([1, 0, -1, 0, 1, -1]);
});

test('powers of whole exponents are repeated products, others agree with the closed form to 1e-13', () => {
  expect(powInteger(0.5, 3)).toBe(0.125);
  expect(powInteger(2, -3)).toBe(0.125);
  expect(powInteger(7, 0)).toBe(1);
  expect(powInteger(2, 1023)).toBe(2 ** 1023);
  expect(relative(powInteger(0.999, 10_000), Math.exp(10_000 * Math.log(0.999)))).toBeLessThan(1e-12);
  for (let i = 0; i < 200; i++) expect(relative(pow(0.1 + i, 0.37), (0.1 + i) ** 0.37)).toBeLessThan(1e-13);
});
