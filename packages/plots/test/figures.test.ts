import { InvalidArgumentError, ShapeError, UnsupportedError } from '@toymodels/core';
import {
  densityChart,
  featureVectors,
  lineChart,
  lossCurves,
  neuronStacks,
  themeVariables,
  weightGraph,
  weightsAnatomy,
  weightsPortrait,
  type ChartOptions,
} from '@toymodels/plots';
import { describe, expect, test } from 'vitest';
import { figures, model, normalise } from './drawings.js';
import { optionsOf, parseSvg } from './fixtures.js';

describe.each(Object.entries(figures))('%s', (name, draw) => {
  test.each(['light', 'dark'] as const)('looks in the %s theme as it looked before', async (theme) => {
    await expect(normalise(draw(optionsOf(theme)))).toMatchFileSnapshot(`snapshots/${name}-${theme}.svg`);
  });

  test('is the same text for the same input', () => {
    expect(draw(optionsOf('auto'))).toBe(draw(optionsOf('auto')));
  });

  test.each(['light', 'dark', 'auto'] as const)(
    'is well-formed, named and described in the %s theme',
    (theme) => {
      const svg = draw(optionsOf(theme, { idPrefix: 'fig-7' }));
      const root = parseSvg(svg);
      expect(root.tagName).toBe('svg');
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
      expect(root.getAttribute('role')).toBe('img');
      expect(root.getAttribute('aria-labelledby')).toBe('fig-7-title fig-7-desc');
      expect(root.querySelector('#fig-7-title')?.textContent).toBe('What is claimed & shown');
      expect(root.querySelector('#fig-7-desc')?.textContent).toBe('What is to be seen: 1 < 2.');
      expect(svg).not.toMatch(/NaN|undefined|Infinity|light-dark/);
    },
  );

  test('has its own colours in light and dark, and only declared variables in auto', () => {
    for (const theme of ['light', 'dark'] as const) expect(draw(optionsOf(theme))).not.toContain('var(');
    const auto = draw(optionsOf('auto'));
    const used = new Set(auto.match(/(?<=var\()--tm-[\w-]+/g));
    const declared = new Set(auto.match(/--tm-[\w-]+(?=:)/g));
    expect(used.size).toBeGreaterThan(3);
    expect(declared).toEqual(used);
    for (const variable of used) expect(themeVariables('dark')).toContain(`${variable}:#`);
  });

  test('fits a phone: nothing is placed beyond its width', () => {
    const svg = draw(optionsOf('light', { width: 320 }));
    expect(svg).toMatch(/ width="320" height="\d+" viewBox="0 0 320 \d+"/);
    for (const [, x] of svg.matchAll(/<text[^>]* x="([\d.]+)"/g)) expect(Number(x)).toBeLessThanOrEqual(320);
  });

  test('leaves the title to the page when asked', () => {
    const root = parseSvg(draw(optionsOf('light', { showTitle: false })));
    const words = [...root.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(words).not.toContain('What is claimed & shown');
    expect(root.querySelector('title')?.textContent).toBe('What is claimed & shown');
  });

  test('refuses options it does not know and values outside their range', () => {
    const bad = [
      { colour: 'red' },
      { theme: 'sepia' },
      { width: Number.NaN },
      { width: 20 },
      { title: ' ' },
      { description: '' },
      { idPrefix: '1 2' },
    ];
    for (const extra of bad) expect(() => draw(optionsOf('light', extra))).toThrow(InvalidArgumentError);
  });
});

describe('degenerate models', () => {
  const one = (weight: number) => ({
    view: { weights: new Float64Array([weight]), nFeatures: 1, nHidden: 1 },
    bias: new Float64Array(1),
  });

  test.each([0, 1, -3])('one feature of weight %d has a portrait and an anatomy', (weight) => {
    for (const svg of [
      weightsPortrait([{ title: 'one', ...one(weight) }], optionsOf('light')),
      weightsAnatomy(one(weight), optionsOf('light')),
    ]) {
      expect(parseSvg(svg).tagName).toBe('svg');
      expect(svg).not.toMatch(/NaN|Infinity/);
    }
  });

  test('all zeros leave the heat map empty on a scale from -1 to 1', () => {
    const zero = { weights: new Float64Array(8), nFeatures: 4, nHidden: 2 };
    const svg = weightsPortrait(
      [{ title: 'zeros', view: zero, bias: new Float64Array(4) }],
      optionsOf('light'),
    );
    expect(svg).toContain('>−1</text>');
    expect(svg).not.toContain('<path stroke="#');
    expect(featureVectors([{ title: 'zeros', view: zero }], optionsOf('light'))).toContain(
      'not represented: 1, 2, 3, 4',
    );
  });

  test('a portrait has its subtitle below its title', () => {
    const view = { weights: new Float64Array(8), nFeatures: 4, nHidden: 2 };
    const drawn = (panel: { readonly subtitle?: string }): string =>
      weightsPortrait([{ title: '1−S=0.1', view, ...panel }], { ...optionsOf('light'), parts: ['norms'] });
    const words = (svg: string): string[] =>
      Array.from(parseSvg(svg).querySelectorAll('text'), ({ textContent }) => textContent ?? '');
    expect(words(drawn({ subtitle: 'n = 4' })).filter((word) => word === 'n = 4')).toHaveLength(1);
    expect(words(drawn({}))).not.toContain('n = 4');
  });

  test('one density and one step still have axes', () => {
    const svg = densityChart([{ label: 'one', points: [{ featureProbability: 0.1, value: 2 }] }], {
      ...optionsOf('light'),
      yTitle: 'value',
    });
    expect(parseSvg(svg).querySelectorAll('circle').length).toBe(1);
    expect(
      parseSvg(
        lossCurves([{ label: 'one', steps: [0], losses: [0.5] }], optionsOf('light')),
      ).querySelectorAll('circle').length,
    ).toBe(1);
  });
});

describe('a scale given', () => {
  const view = model.view;
  const texts = (svg: string): readonly string[] =>
    Array.from(parseSvg(svg).querySelectorAll('text'), ({ textContent }) => textContent ?? '');
  const plane = { weights: Float64Array.of(1, 0, 0, 1), nFeatures: 2, nHidden: 2 };

  test('shortens vectors in the plane in proportion, and the unit circle with them', () => {
    const at = (reach: number): readonly number[] => {
      const svg = featureVectors([{ title: 'a', view: plane }], {
        ...optionsOf('light'),
        canonical: false,
        reach,
      });
      const tip = /M0 0L([\d.]+) 0\.00/.exec(svg)![1];
      return [Number(tip), Number(/<circle r="([\d.]+)" fill="none"/.exec(svg)![1])];
    };
    const [near, far] = [at(2), at(4)];
    expect(near[0]! / far[0]!).toBeCloseTo(2, 2);
    expect(far[1]! / far[0]!).toBeCloseTo(1, 2);
  });

  test('of losses and steps puts its own ends on the axes', () => {
    const series = [{ label: '', steps: [0, 100], losses: [0.2, 0.1] }];
    const wide = texts(
      lossCurves(series, { ...optionsOf('light'), stepDomain: [0, 1000], lossDomain: [0.001, 1] }),
    );
    expect(wide).toEqual(expect.arrayContaining(['1k', '0.001', '1']));
    expect(texts(lossCurves(series, optionsOf('light')))).not.toContain('0.001');
  });

  test('gives stacks the room of another figure', () => {
    const heights = (extent?: readonly [number, number]): number[] =>
      [
        ...neuronStacks([{ title: 'a', view: plane }], {
          ...optionsOf('light'),
          ...(extent && { extent }),
        }).matchAll(/<rect x="[\d.]+" y="[\d.]+" width="[\d.]+" height="([\d.]+)"/g),
      ].map(([, value]) => Number(value));
    expect(heights()).toHaveLength(2);
    // 4 where the highest stack, and so the axis, was 1
    expect(heights()[0]! / heights([0, 4])[0]!).toBeCloseTo(4, 0);
  });

  test('of a logarithmic axis has its ticks at the points where these are round, and where they are given', () => {
    const draw = (xs: readonly number[], xTicks?: readonly number[]): readonly string[] =>
      texts(
        lineChart([{ label: '', points: xs.map((x) => ({ x, y: x })) }], {
          ...optionsOf('light'),
          xTitle: 'x',
          yTitle: 'y',
          xScale: 'log',
          yDomain: [0, 1],
          ...(xTicks && { xTicks }),
        }),
      );
    expect(draw([0.01, 0.03, 0.1, 0.3])).toEqual(expect.arrayContaining(['0.01', '0.03', '0.1', '0.3']));
    expect(draw([0.01, 0.03, 0.1, 0.3])).not.toContain('0.02');
    expect(draw([0.01, 0.031, 0.3])).not.toContain('0.031');
    expect(draw([0.01, 0.03, 0.3], [0.07])).toContain('0.07');
    expect(() => draw([0.01, 0.03, 0.3], [0])).toThrow(InvalidArgumentError);
  });

  test('that is no scale is refused', () => {
    const series = [{ label: '', steps: [0, 100], losses: [0.2, 0.1] }];
    for (const draw of [
      () => featureVectors([{ title: 'a', view: plane }], { ...optionsOf('light'), reach: 0 }),
      () =>
        weightsPortrait([{ title: 'a', view, bias: model.bias }], { ...optionsOf('light'), longest: NaN }),
      () => neuronStacks([{ title: 'a', view: plane }], { ...optionsOf('light'), extent: [-1, 1] }),
      () => neuronStacks([{ title: 'a', view: plane }], { ...optionsOf('light'), together: 0 }),
      () => lossCurves(series, { ...optionsOf('light'), lossDomain: [0, 1] }),
      () => lossCurves(series, { ...optionsOf('light'), stepDomain: [5, 5] }),
    ])
      expect(draw).toThrow(InvalidArgumentError);
  });
});

test('features of a graph have the names given, one for each', () => {
  const names = (featureNames: readonly string[]): string =>
    weightGraph(
      [{ title: 'a', input: { weights: Float64Array.of(1, 2), nFeatures: 2, nHidden: 1 }, featureNames }],
      optionsOf('light'),
    );
  expect(names(['27', '63'])).toMatch(/>27<.*>63</s);
  expect(() => names(['27'])).toThrow(ShapeError);
});

describe('bad data', () => {
  const view = model.view;
  const nan = { ...view, weights: view.weights.map((value, i) => (i === 4 ? Number.NaN : value)) };

  test('NaN in weights, biases, losses or values is refused, and named', () => {
    expect(() => weightsPortrait([{ title: 'a', view: nan, bias: model.bias }], optionsOf('light'))).toThrow(
      /NaN at \[feature 1, hidden 1\]/,
    );
    const bias = model.bias.map((value, i) => (i === 2 ? Number.NaN : value));
    expect(() => weightsPortrait([{ title: 'a', view, bias }], optionsOf('light'))).toThrow(
      InvalidArgumentError,
    );
    expect(() => weightsAnatomy({ view, bias }, optionsOf('light'))).toThrow(InvalidArgumentError);
    expect(() => lossCurves([{ label: 'a', steps: [0], losses: [Number.NaN] }], optionsOf('light'))).toThrow(
      InvalidArgumentError,
    );
    expect(() => lossCurves([{ label: 'a', steps: [0], losses: [0] }], optionsOf('light'))).toThrow(
      /lossScale: 'linear'/,
    );
    for (const point of [
      { featureProbability: 0.1, value: Number.NaN },
      { featureProbability: 0, value: 1 },
      { featureProbability: 1, value: 1, low: 2 },
    ]) {
      expect(() =>
        densityChart([{ label: 'a', points: [point] }], { ...optionsOf('light'), yTitle: 'v' }),
      ).toThrow(InvalidArgumentError);
    }
  });

  test('missing biases, wrong shapes, empty figures and spaces that are no plane are refused', () => {
    expect(() => weightsPortrait([{ title: 'a', view }], optionsOf('light'))).toThrow(ShapeError);
    expect(() =>
      weightsPortrait([{ title: 'a', view, bias: new Float64Array(5) }], optionsOf('light')),
    ).toThrow(ShapeError);
    expect(() => weightsAnatomy({ view, bias: new Float64Array(5) }, optionsOf('light'))).toThrow(ShapeError);
    expect(() => lossCurves([{ label: 'a', steps: [0, 1], losses: [1] }], optionsOf('light'))).toThrow(
      ShapeError,
    );
    expect(() => featureVectors([{ title: 'a', view }], optionsOf('light'))).toThrow(UnsupportedError);
    for (const draw of [
      () => weightsPortrait([], optionsOf('light')),
      () => featureVectors([], optionsOf('light')),
      () => lossCurves([], optionsOf('light')),
    ]) {
      expect(draw).toThrow(InvalidArgumentError);
    }
    expect(() =>
      weightsPortrait([{ title: 'a', ...model }], { ...optionsOf('light'), range: Number.NaN }),
    ).toThrow(InvalidArgumentError);
  });

  test('a chart without a document says how to get one', () => {
    const { document: _, ...rest } = optionsOf('light');
    expect(() => lossCurves([{ label: 'a', steps: [0], losses: [1] }], rest as ChartOptions)).toThrow(
      /linkedom/,
    );
  });
});

test('a heat map of 80 features with every cell coloured stays below 100 kB', () => {
  const n = 80;
  // A multiplicative scramble: neighbours differ, so no cells can be joined.
  const weights = Float64Array.from({ length: n * 20 }, (_, i) => Math.sin(i * i * 12.9898) / 3);
  const svg = weightsPortrait(
    [{ title: 'n = 80', view: { weights, nFeatures: n, nHidden: 20 }, bias: new Float64Array(n) }],
    optionsOf('light'),
  );
  expect(svg.length).toBeGreaterThan(20_000);
  expect(svg.length).toBeLessThan(100_000);
});
