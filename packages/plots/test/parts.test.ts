import { describe, expect, test } from 'vitest';
import { logTicks, spreadOut } from '../src/axes.js';
import { ceilTo2Digits, formatCount, formatNumber } from '../src/format.js';
import { panelGrid } from '../src/panels.js';
import { element } from '../src/svg/element.js';
import { textWidth, wrapText } from '../src/svg/text.js';
import { ramp } from '../src/theme/oklab.js';
import { importanceToken, PALETTES, sharedToken, weightToken } from '../src/theme/palette.js';

describe('numbers', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [0.1 + 0.2, '0.3'],
    [-1.23456, '−1.23'],
    [400, '400'],
    [0.00123, '0.00123'],
    [0.0000123, '1.23e−5'],
    [1e-7, '1e−7'],
    [123456, '1.23e5'],
    [12345, '12300'],
  ])('%d is written %s', (value, text) => expect(formatNumber(value)).toBe(text));

  test('thousands are set apart', () => expect(formatCount(1234567)).toBe('1\u202f234\u202f567'));

  test('ranges are rounded up to two digits, and exact ones kept', () => {
    expect([1.37, 1.3, 0.0123, 10, 1].map(ceilTo2Digits)).toEqual([1.4, 1.3, 0.013, 10, 1]);
  });
});

describe('colours', () => {
  test('zero is no colour, the ends of the range and all beyond take the last step', () => {
    expect(weightToken(0, 1)).toBeUndefined();
    expect(weightToken(0.02, 1)).toBeUndefined();
    expect([weightToken(1, 1), weightToken(9, 1), weightToken(-1, 1), weightToken(-0.5, 1)]).toEqual([
      'weight-p16',
      'weight-p16',
      'weight-n16',
      'weight-n8',
    ]);
    expect([sharedToken(0), sharedToken(1), sharedToken(7)]).toEqual(['shared-0', 'shared-16', 'shared-16']);
    expect([importanceToken(0, 1), importanceToken(0, 5), importanceToken(4, 5)]).toEqual([
      'importance-0',
      'importance-0',
      'importance-8',
    ]);
  });

  test('a ramp goes through its stops and back to the very same hex values', () => {
    expect(ramp(['#000000', '#808080', '#ffffff'], 5).filter((_, k) => k % 2 === 0)).toEqual([
      '#000000',
      '#808080',
      '#ffffff',
    ]);
  });

  const luminance = (hex: string): number =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, k) => {
      const value = Number.parseInt(hex.slice(1 + 2 * k, 3 + 2 * k), 16) / 255;
      return sum + weight * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    }, 0);
  const contrast = (a: string, b: string): number => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high! + 0.05) / (low! + 0.05);
  };

  test.each(['light', 'dark'] as const)(
    '%s: words reach a contrast of 4.5, lines and dots 1.8, scales change steadily in lightness',
    (theme) => {
      const palette = PALETTES[theme];
      const background = palette.get('background')!;
      for (const token of ['ink', 'muted', 'accent', ...Array.from({ length: 7 }, (_, k) => `series-${k}`)]) {
        expect(contrast(palette.get(token)!, background), token).toBeGreaterThan(token === 'ink' ? 7 : 4.5);
      }
      expect(contrast(palette.get('importance-8')!, background)).toBeGreaterThan(1.8);
      for (const [prefix, steps] of [
        ['weight-p', 16],
        ['weight-n', 16],
        ['shared-', 16],
        ['importance-', 8],
      ] as const) {
        const levels = Array.from({ length: steps + 1 }, (_, k) => luminance(palette.get(`${prefix}${k}`)!));
        const direction = Math.sign(levels.at(-1)! - levels[0]!);
        for (let k = 1; k < levels.length; k++)
          expect((levels[k]! - levels[k - 1]!) * direction, `${prefix}${k}`).toBeGreaterThan(0);
      }
      expect(palette.get('weight-p0')).toBe(background);
      expect(palette.get('weight-n0')).toBe(background);
    },
  );
});

describe('layout', () => {
  test('rows are filled evenly and panels keep their least width where the page allows it', () => {
    expect(panelGrid(8, 692, 140, 420)).toMatchObject({ columns: 4, rows: 2 });
    expect(panelGrid(5, 692, 140, 420)).toMatchObject({ columns: 3, rows: 2 });
    expect(panelGrid(1, 692, 140, 420)).toEqual({ columns: 1, rows: 1, panelWidth: 420 });
    expect(panelGrid(3, 100, 140, 420)).toEqual({ columns: 1, rows: 3, panelWidth: 100 });
  });

  test('panels that belong together stay side by side, and below one another where two do not fit', () => {
    expect(panelGrid(14, 692, 200, 420)).toMatchObject({ columns: 3, rows: 5 });
    expect(panelGrid(14, 692, 200, 420, 2)).toMatchObject({ columns: 2, rows: 7 });
    expect(panelGrid(14, 692, 140, 420, 2)).toMatchObject({ columns: 4, rows: 4 });
    expect(panelGrid(14, 300, 200, 420, 2)).toMatchObject({ columns: 1, rows: 14 });
    expect(panelGrid(2, 692, 140, 420, 2)).toMatchObject({ columns: 2, rows: 1 });
  });

  test('labels are moved apart, stay in order and stay inside', () => {
    expect(spreadOut([10, 50, 90], 12, 0, 100)).toEqual([10, 50, 90]);
    expect(spreadOut([50, 50, 50], 12, 0, 100)).toEqual([50, 62, 74]);
    expect(spreadOut([100, 99], 12, 0, 100)).toEqual([100, 88]);
  });

  test('ticks of a logarithmic axis fit their room and lie in their span', () => {
    expect(logTicks(0.001, 1, 7)).toEqual([0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]);
    expect(logTicks(0.001, 1, 4)).toEqual([0.001, 0.01, 0.1, 1]);
    expect(logTicks(1e-12, 1, 4)).toEqual([1e-12, 1e-8, 1e-4, 1]);
    expect(logTicks(3.1, 4.9, 5)).toEqual([4]);
  });

  test('text is wrapped at words, and marks for raised letters take no room', () => {
    expect(wrapText('one two three', 45, 10)).toEqual(['one two', 'three']);
    expect(wrapText('  ', 45, 10)).toEqual([]);
    expect(textWidth('W^{T}W', 10)).toBe(textWidth('WTW', 10));
  });

  test('attributes and text cannot break out of their element', () => {
    expect(element('a', { b: '"><script>' })).toBe('<a b="&quot;&gt;&lt;script&gt;"/>');
  });
});
