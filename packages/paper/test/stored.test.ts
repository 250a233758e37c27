/** Results kept in the repository: all there, readable, judged as the figures judge today. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { InvalidArgumentError, InvalidFileError } from '@toymodels/core';
import { figureIndex, loadFigure, type Claim, type PresetName } from '@toymodels/paper';
import {
  readStored,
  storedClaims,
  storedIds,
  writeStored,
  type StoredContent,
} from '@toymodels/paper/stored';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const PRESETS: readonly PresetName[] = ['quick', 'paper'];
const STORED = PRESETS.flatMap((preset) => storedIds({ preset }).map((id) => [preset, id] as const));

test('every figure has a stored result of the quick preset', () => {
  expect(storedIds({ preset: 'quick' })).toEqual(figureIndex.map(({ id }) => id));
});

describe.each(STORED)('%s/%s', (preset, id) => {
  test('is that preset, and its data are judged as they were', async () => {
    const result = readStored(id, { preset });
    const figure = await loadFigure(id);
    expect(result).toMatchObject({ figure: id, preset, spec: figure.presets[preset] });
    const judged = (claims: readonly Claim[]) =>
      claims.map(({ id: claim, verdict, measured }) => ({ claim, verdict, measured }));
    // Where a rule was changed on purpose: npm run store -- --judge.
    expect(judged(figure.claims(result.data, result.spec))).toEqual(judged(result.claims));
  });
});

describe('in a folder', () => {
  let folder: string;
  const path = (): string => join(folder, 'quick', 'tegum.json.br');
  const index = (): string => join(folder, 'quick', 'index.json');
  const facts = { seconds: 1.5, finishedAt: '2020-01-02T03:04:05.000Z', node: 'v24.0.0', platform: 'any' };
  const content: StoredContent = {
    figure: 'tegum',
    preset: 'quick',
    spec: { seed: 1 },
    version: '1.2.3',
    backend: { name: 'made-up' },
    claims: [],
    data: [0.1, Math.fround(0.1), 1 / 3, 5e-324, -1.7976931348623157e308, 'ä'],
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'toymodels-stored-'));
    writeStored(content, facts, folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('a result comes back with every bit, and with how it came about', () => {
    expect(readStored('tegum', { folder })).toEqual({ ...content, ...facts });
    expect(storedClaims({ folder })).toEqual({ tegum: [] });
  });

  test('the same result changes no byte of its file, another does', () => {
    const before = readFileSync(path());
    writeFileSync(path(), brotliCompressSync(brotliDecompressSync(before), { params: { 1: 0 } }));
    const otherwise = readFileSync(path());
    expect(writeStored(content, { ...facts, seconds: 2 }, folder)).toBe(false);
    expect(readFileSync(path())).toEqual(otherwise);
    expect(readStored('tegum', { folder }).seconds).toBe(2);
    expect(writeStored({ ...content, data: 7 }, facts, folder)).toBe(true);
    expect(readStored('tegum', { folder }).data).toBe(7);
  });

  test('the preset paper is preferred, and either can be asked for', () => {
    writeStored({ ...content, preset: 'paper' }, facts, folder);
    expect(readStored('tegum', { folder }).preset).toBe('paper');
    expect(readStored('tegum', { folder, preset: 'quick' }).preset).toBe('quick');
  });

  test('a figure that is not stored is refused with those that are, and with the mend', () => {
    expect(() => readStored('intro', { folder })).toThrow(InvalidArgumentError);
    expect(() => readStored('intro', { folder })).toThrow(
      /"intro"; there are tegum; .*npm run store -- intro/,
    );
    expect(() => readStored('tegum', { folder, preset: 'paper' })).toThrow(/preset "paper"; there are none/);
  });

  test.each<[string, (bytes: Buffer) => Uint8Array, RegExp]>([
    ['cut off', (bytes) => bytes.subarray(0, bytes.length - 4), /cut off or damaged/],
    ['of no Brotli', () => Buffer.from('{}'), /cut off or damaged/],
    [
      'of another version',
      () => brotliCompressSync('{"format":"toymodels-result-0"}'),
      /"toymodels-result-0"/,
    ],
    [
      'with another number',
      (bytes) => brotliCompressSync(brotliDecompressSync(bytes).toString().replace('[0.1,', '[0.2,')),
      /not what the index beside it says/,
    ],
  ])('a file %s is refused', (_, damage, message) => {
    writeFileSync(path(), damage(readFileSync(path())));
    expect(() => readStored('tegum', { folder })).toThrow(InvalidFileError);
    expect(() => readStored('tegum', { folder })).toThrow(message);
  });

  test('a file that is gone is refused', () => {
    rmSync(path());
    expect(() => readStored('tegum', { folder })).toThrow(InvalidFileError);
  });

  test.each(['{', '{"format":"other","results":{}}'])('an index %s is refused', (text) => {
    writeFileSync(index(), text);
    expect(() => storedIds({ folder })).toThrow(InvalidFileError);
  });

  test('without an index nothing is stored', () => {
    rmSync(index());
    expect(storedIds({ folder })).toEqual([]);
  });
});
