import { describe, expect, it } from 'vitest';

import { RandomStream, streamKey } from '@toymodels/core';
import {
  antipodalBorder,
  biasFreeMinima,
  biasFreeSurface,
  candidateTriplePoint,
  confusedBorder,
  equalImportanceMinima,
  exactPhaseMap,
  exactPhaseMapAsync,
  findOptimaSync,
  logSpaced,
  nameExtraFeaturePhase,
  reluOutputLoss,
  softeningCubic,
  softeningProbability,
  softeningRatio,
  strongAntipodalBorder,
  threeFeatureCandidates,
  threeFeatureWinner,
  tricriticalPoint,
  twoFeatureCandidates,
  twoFeatureCandidatesWithBias,
  twoFeatureOptimum,
  weakAntipodalBorder,
  weakPhaseBegins,
} from '@toymodels/theory';

const two = (weights: number[], bias: number[], r: number, p: number): number =>
  reluOutputLoss({ nFeatures: 2, nHidden: 1, weights, bias, importance: [1, r], featureProbability: [p, p] });

describe('fixed candidates, n = 2, m = 1', () => {
  it('have the exact losses of their weights', () => {
    for (const [r, p] of [
      [0.3, 0.1],
      [1, 0.7],
      [2.5, 0.4],
    ] as const) {
      const plain = twoFeatureCandidates(r, p);
      expect(plain.extraIgnored).toBeCloseTo(two([1, 0], [0, 0], r, p), 15);
      expect(plain.extraDedicated).toBeCloseTo(two([0, 1], [0, 0], r, p), 15);
      expect(plain.antipodal).toBeCloseTo(two([1, -1], [0, 0], r, p), 15);
      const best = twoFeatureCandidatesWithBias(r, p);
      const b = best.antipodalBias;
      expect(best.extraIgnored).toBeCloseTo(two([1, 0], [0, p / 2], r, p), 15);
      expect(best.extraDedicated).toBeCloseTo(two([0, 1], [p / 2, 0], r, p), 15);
      expect(best.antipodal).toBeCloseTo(two([1, -1], [b, b], r, p), 15);
      for (const other of [b - 1e-3, b + 1e-3]) {
        expect(two([1, -1], [other, other], r, p)).toBeGreaterThan(best.antipodal);
      }
    }
  });

  it('meet at the borders 2r/(1+r) and 2/(1+r) without a bias', () => {
    expect(antipodalBorder(0.1, 'zero')).toBeCloseTo(0.181818, 6);
    expect(antipodalBorder(4, 'zero')).toBeCloseTo(2 / 5, 15);
    expect(candidateTriplePoint('zero')).toEqual({ importanceRatio: 1, featureProbability: 1 });
  });

  it('meet at the printed borders with the best biases', () => {
    const table = [
      [0.1, 0.160725],
      [0.2, 0.270264],
      [0.3, 0.351048],
      [0.5, 0.464725],
      [0.7, 0.543185],
      [0.9, 0.602221],
      [1, 0.626924],
    ];
    for (const [r, p] of table) {
      expect(antipodalBorder(r!)).toBeCloseTo(p!, 6);
      expect(antipodalBorder(1 / r!)).toBeCloseTo(p!, 6);
    }
    expect(candidateTriplePoint().featureProbability).toBeCloseTo(0.626924, 6);
  });
});

describe('fixed candidates, n = 3, m = 2', () => {
  it('have the exact losses of their weights', () => {
    const [r, p] = [0.4, 0.3];
    const loss = (weights: number[]): number =>
      reluOutputLoss({
        nFeatures: 3,
        nHidden: 2,
        weights,
        bias: [0, 0, 0],
        importance: [1, 1, r],
        featureProbability: [p, p, p],
      });
    const candidates = threeFeatureCandidates(r, p);
    expect(candidates.extraIgnored).toBeCloseTo(loss([1, 0, 0, 1, 0, 0]), 15);
    expect(candidates.firstIgnored).toBeCloseTo(loss([0, 0, 1, 0, 0, 1]), 15);
    expect(candidates.extraPaired).toBeCloseTo(loss([1, 0, 0, 1, 0, -1]), 15);
    expect(candidates.othersPaired).toBeCloseTo(loss([1, 0, -1, 0, 0, 1]), 15);
    // the 120-degree triangle is dearer than a pair when sparse
    const triangle = reluOutputLoss({
      nFeatures: 3,
      nHidden: 2,
      weights: [1, 0, -0.5, 1.5 * 3 ** -0.5, -0.5, -1.5 * 3 ** -0.5],
      bias: [0, 0, 0],
      importance: [1, 1, 1],
      featureProbability: [0.01, 0.01, 0.01],
    });
    expect(triangle / 1e-4).toBeCloseTo(3 / 8, 2);
  });

  it('win where they should', () => {
    expect(threeFeatureWinner(0.4, 0.7)).toBe('extraIgnored');
    expect(threeFeatureWinner(0.4, 0.3)).toBe('extraPaired');
    for (const p of [0.05, 0.5, 0.99]) expect(threeFeatureWinner(2, p)).toBe('othersPaired');
  });
});

describe('bias-free surface', () => {
  it('is the exact loss at 200 random points, to 1e-14', () => {
    const random = new RandomStream(streamKey(9, 'general'));
    for (let i = 0; i < 200; i++) {
      const [u, w, r, p] = [random.normal(), random.normal(), 2 * random.uniform() + 0.01, random.uniform()];
      expect(Math.abs(biasFreeSurface(u, w, r, p) / two([u, w], [0, 0], r, p) - 1)).toBeLessThan(1e-13);
    }
  });

  it('has the closed-form minima at equal importance', () => {
    for (const p of [0.2, 0.5, 0.8]) {
      const closed = equalImportanceMinima(p);
      const { sameSign, antipodal } = biasFreeMinima(1, p);
      expect(sameSign.loss).toBeCloseTo(closed.confused.loss, 13);
      expect(sameSign.weights[0]).toBeCloseTo(Math.SQRT1_2, 9);
      expect(antipodal!.loss).toBeCloseTo(closed.antipodal.loss, 13);
      expect(Math.abs(antipodal!.weights[0])).toBeCloseTo(closed.antipodal.weight, 9);
    }
  });

  it('has the printed confused border, the same for r and 1/r', () => {
    const table = [
      [0.1, 0.209633],
      [0.2, 0.368597],
      [0.4, 0.531444],
      [0.5, 0.55802],
      [0.6, 0.570512],
      [0.7, 0.576875],
      [0.8, 0.580183],
      [0.9, 0.581738],
      [1, 0.582171],
    ];
    for (const [r, p] of table) expect(confusedBorder(r!)).toBeCloseTo(p!, 6);
    expect(confusedBorder(2)).toBe(confusedBorder(0.5));
    expect(43 * confusedBorder(1) ** 2 - 80 * confusedBorder(1) + 32).toBeCloseTo(0, 13);
  });
});

describe('full optimum, n = 2, m = 1', () => {
  it('turns soft on the printed line', () => {
    const table = [
      [0.6, 0.5426],
      [0.65, 0.5863],
      [0.7, 0.6312],
      [0.75, 0.678],
      [0.8, 0.7276],
      [0.85, 0.7816],
      [0.9, 0.8419],
    ];
    for (const [r, p] of table) {
      expect(softeningProbability(r!)).toBeCloseTo(p!, 4);
      expect(softeningRatio(softeningProbability(r!))).toBeCloseTo(r!, 12);
    }
    expect(softeningRatio(1)).toBeCloseTo(1, 14);
  });

  it('leaves the strong antipodal phase at the printed borders', () => {
    // located to 2e-6
    const dedicated = [
      [0.05, 0.102286],
      [0.1, 0.181247],
      [0.2, 0.295626],
      [0.3, 0.375686],
      [0.4, 0.436101],
      [0.5, 0.484588],
      [0.52, 0.49331],
      [0.55, 0.505945],
      [0.56, 0.510054],
    ];
    const weak = [
      [0.58, 0.518102],
      [0.6, 0.52589],
      [0.65, 0.544458],
      [0.7, 0.562155],
      [0.75, 0.579518],
      [0.8, 0.597183],
      [0.85, 0.616027],
      [0.9, 0.637396],
      [0.95, 0.663886],
      [1, 0.706404],
    ];
    for (const [table, above] of [
      [dedicated, 'extra-ignored'],
      [weak, 'weak-antipodal'],
    ] as const) {
      for (const [r, p] of table) {
        const border = strongAntipodalBorder(r!);
        expect(Math.abs(border.featureProbability - p!), `r = ${r}`).toBeLessThan(2e-6);
        expect(border.above).toBe(above);
        expect(border.weightBelow - border.weightAbove).toBeGreaterThan(0.15);
      }
    }
    expect(strongAntipodalBorder(0.6)).toMatchObject({
      weightBelow: expect.closeTo(0.753, 3) as number,
      weightAbove: expect.closeTo(0.151, 3) as number,
    });
  });

  it('leaves the weak phase continuously at r = 0.8 and by a small jump from 0.94 on', () => {
    expect(weakAntipodalBorder(0.5)).toBeUndefined();
    expect(weakAntipodalBorder(0.8)).toMatchObject({ order: 'second', above: 'extra-ignored' });
    expect(weakAntipodalBorder(0.8)!.weightBelow).toBeLessThan(0.01);
    for (const [r, p, jump] of [
      [0.94, 0.898496, 0.047],
      [0.95, 0.914786, 0.064],
      [0.96, 0.932474, 0.086],
      [0.98, 0.97496, 0.15],
    ] as const) {
      const border = weakAntipodalBorder(r)!;
      expect(border.order).toBe('first');
      expect(Math.abs(border.featureProbability - p)).toBeLessThan(2e-6);
      expect(Math.abs(border.weightBelow - jump)).toBeLessThan(2e-3);
    }
  });

  it('has its weak phase begin and turn first order at the points found', () => {
    // found by the functions themselves; the derivation only brackets them, near (.57, .515) and r = .91
    const begins = weakPhaseBegins();
    expect(begins.importanceRatio).toBeCloseTo(0.56414, 5);
    expect(begins.featureProbability).toBeCloseTo(0.51174, 5);
    expect(strongAntipodalBorder(begins.importanceRatio - 1e-3).above).toBe('extra-ignored');
    expect(strongAntipodalBorder(begins.importanceRatio + 1e-3).above).toBe('weak-antipodal');
    const tricritical = tricriticalPoint();
    expect(tricritical.importanceRatio).toBeCloseTo(0.89644, 4);
    expect(weakAntipodalBorder(tricritical.importanceRatio - 0.01)!.order).toBe('second');
    expect(weakAntipodalBorder(tricritical.importanceRatio + 0.01)!.order).toBe('first');
    // second order: the weight vanishes linearly, c_3 > 0; first order: it jumps
    expect(softeningCubic(0.8)).toBeGreaterThan(0);
    expect(softeningCubic(0.95)).toBeLessThan(0);
  });

  it('prefers partial superposition even for dense data of equal importance', () => {
    const { loss, weights, phase } = twoFeatureOptimum(1, 1);
    expect(loss).toBeCloseTo(0.083254, 6);
    expect(loss).toBeLessThan(1 / 12);
    expect(phase).toBe('weak-antipodal');
    expect(weights[0]).toBeCloseTo(0.9356, 3);
    expect(weights[1]).toBeCloseTo(-0.3675, 3);
  });

  it('is not beaten by random starts, and is mirrored by exchanging the features', () => {
    for (const [r, p] of [
      [0.1, 0.1],
      [0.3, 0.5],
      [0.65, 0.56],
      [0.8, 0.65],
      [0.95, 0.9],
      [1, 0.3],
      [3, 0.6],
    ] as const) {
      const optimum = twoFeatureOptimum(r, p);
      const { optima } = findOptimaSync(
        { nFeatures: 2, nHidden: 1, importance: [1, r], featureProbability: [p, p] },
        { starts: 40, seed: 4 },
      );
      expect(optimum.loss).toBeLessThan(optima[0]!.loss * (1 + 1e-9));
      expect(two([...optimum.weights], [...optimum.bias], r, p)).toBeCloseTo(optimum.loss, 14);
      expect(twoFeatureOptimum(1 / r, p).loss).toBeCloseTo(optimum.loss / r, 12);
    }
  });
});

describe('exact phase map', () => {
  it('has its borders where the border functions put them', () => {
    const ratios = [0.2, 0.65, 1, 5];
    const probabilities = logSpaced(0.02, 1, 40);
    const { phases, loss } = exactPhaseMap(ratios, probabilities);
    ratios.forEach((r, row) => {
      const strongEnd = strongAntipodalBorder(r).featureProbability;
      const weakEnd = weakAntipodalBorder(r)?.featureProbability ?? 0;
      probabilities.forEach((p, column) => {
        const dedicated = r > 1 ? 'extra-dedicated' : 'extra-ignored';
        const expected =
          p < strongEnd ? 'strong-antipodal' : p < weakEnd || r === 1 ? 'weak-antipodal' : dedicated;
        expect(phases[row * 40 + column], `r = ${r}, p = ${p}`).toBe(expected);
        expect(loss[row * 40 + column]).toBeLessThanOrEqual(
          Math.min(1, r) * (p / 3 - (p * p) / 4) * (1 + 1e-12),
        );
      });
    });
  });

  it('comes out the same when computed row by row, and stops when told to', async () => {
    const axes = [logSpaced(0.1, 10, 6), logSpaced(0.05, 1, 7)] as const;
    const controller = new AbortController();
    const rows: number[] = [];

    const whole = await exactPhaseMapAsync(...axes);
    const stopped = await exactPhaseMapAsync(
      ...axes,
      {},
      {
        signal: controller.signal,
        onProgress: (done, of) => {
          rows.push(done / of);
          if (done === 2) controller.abort();
        },
      },
    );

    expect(whole).toEqual({ status: 'finished', map: exactPhaseMap(...axes) });
    expect(stopped).toEqual({ status: 'aborted', rowsDone: 2 });
    expect(rows).toEqual([1 / 6, 2 / 6]);
  });

  it('without biases shows the confused phase above its border', () => {
    const { phases } = exactPhaseMap([0.9, 1], [0.57, 0.59], { bias: 'zero' });
    expect(phases).toEqual(['strong-antipodal', 'confused', 'strong-antipodal', 'confused']);
  });
});

describe('names of phases', () => {
  const name = (weights: number[], nHidden = 1, extra?: number) =>
    nameExtraFeaturePhase(
      { nFeatures: weights.length / nHidden, nHidden, weights },
      extra === undefined ? {} : { extra },
    ).phase;

  it('of two features in one dimension', () => {
    expect(name([1, 0])).toBe('extra-ignored');
    expect(name([0.01, -0.98])).toBe('extra-dedicated');
    expect(name([-1.02, 0.9])).toBe('strong-antipodal');
    expect(name([1.01, -0.3])).toBe('weak-antipodal');
    expect(name([0.7, 0.71])).toBe('confused');
    expect(name([0.95, 0.2])).toBe('extra-ignored');
    expect(name([0.01, 0.02])).toBe('none');
  });

  it('of three features in two dimensions, whichever is the extra one', () => {
    expect(name([1, 0, 0, 1, 0, 0], 2)).toBe('extra-ignored');
    expect(name([1, 0, -1, 0, 0, 1], 2)).toBe('extra-dedicated');
    expect(name([1, 0, -1, 0, 0, 1], 2, 0)).toBe('strong-antipodal');
    expect(name([1, 0, -0.5, 0.87, -0.5, -0.87], 2)).toBe('superposition');
  });
});
