// Reference cases computed with mpmath at 30 to 400 digits, nested quadrature or sympy; `how` in the file says which.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { REFERENCE_KINDS, evaluateReferenceCase, type ReferenceCase } from '@toymodels/theory';

const file = fileURLToPath(new URL('data/reference-cases.json', import.meta.url));
const script = fileURLToPath(new URL('../scripts/check-theory.mjs', import.meta.url));
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: ReferenceCase[] };

describe('reference cases', () => {
  it.each(cases.map((reference) => [reference.id, reference] as const))('%s holds', (_, reference) => {
    const result = evaluateReferenceCase(reference);

    expect(result.passed, `${JSON.stringify(result.computed)}, deviation ${result.deviation}`).toBe(true);
  });

  it('cover 78 cases and every kind that is known', () => {
    expect(cases).toHaveLength(78);
    expect(new Set(cases.map((reference) => reference.kind))).toEqual(new Set(REFERENCE_KINDS));
  });

  it('fail when a number is off by more than the tolerance, missing or of another shape', () => {
    const [first] = cases;
    const expected = first!.expected as number;

    expect(evaluateReferenceCase({ ...first!, expected: expected * (1 + 1e-9) }).passed).toBe(false);
    expect(evaluateReferenceCase({ ...first!, expected: { loss: expected } }).passed).toBe(false);
  });

  it('refuse a kind they do not know', () => {
    expect(() => evaluateReferenceCase({ ...cases[0]!, kind: 'constructor' })).toThrow(
      /known are linear_loss/,
    );
  });
});

describe('check:theory', () => {
  const run = (path: string): { code: number; lines: string[] } => {
    try {
      const out = execFileSync(process.execPath, [script, path], { encoding: 'utf8' });
      return { code: 0, lines: out.trim().split('\n') };
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      return { code: status, lines: stdout.trim().split('\n') };
    }
  };

  it('prints a line a case and ends with 0 if all hold', () => {
    const { code, lines } = run(file);

    expect(code).toBe(0);
    expect(lines).toHaveLength(cases.length + 1);
    expect(lines[0]).toMatch(
      /^A01-linear_loss {2}expected 0\.65\d+ {2}computed 0\.65\d+ {2}deviation .* {2}ok$/,
    );
  });

  it('ends with 1 and says FAIL if one is out of its tolerance', () => {
    const folder = mkdtempSync(join(tmpdir(), 'toymodels-'));
    const bad = join(folder, 'cases.json');
    writeFileSync(bad, JSON.stringify({ cases: [cases[0], { ...cases[7], expected: 0.06 }] }));

    const { code, lines } = run(bad);

    expect(code).toBe(1);
    expect(lines[0]).toMatch(/ok$/);
    expect(lines[1]).toMatch(/FAIL$/);
  });
});
