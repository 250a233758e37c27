import { describe, expect, it } from 'vitest';

import {
  POLYTOPE_NAMES,
  crossPolytope,
  dimensionalityBound,
  featureDimensionalities,
  fiveFeatureBranch,
  gramMatrix,
  kgonLoss,
  namedPolytope,
  optimalKgon,
  optimalKgonWithoutBias,
  pentagonDigonCrossover,
  regularPolygon,
  scaled,
  simplex,
  solveThomson,
  sphereEnergy,
  squareAntiprism,
  squareAntiprismDimensionality,
  tegumProduct,
  uniformPentagonBorder,
} from '@toymodels/theory';
import { randomInput } from './sampling.js';

describe('feature dimensionality', () => {
  it('of the named polytopes is the printed value, whatever their size', () => {
    const values = {
      point: [1],
      digon: [1 / 2],
      triangle: [2 / 3],
      square: [1 / 2],
      pentagon: [2 / 5],
      hexagon: [1 / 3],
      octagon: [1 / 4],
      tetrahedron: [3 / 4],
      octahedron: [1 / 2],
      'square-antiprism': [3 / 8],
      'triangular-bipyramid': [2 / 3, 1 / 2],
      'pentagonal-bipyramid': [2 / 5, 1 / 2],
    };
    for (const name of POLYTOPE_NAMES) {
      const polytope = scaled(namedPolytope(name), 0.3);
      const found = new Set([...featureDimensionalities(polytope)].map((d) => d.toFixed(12)));
      expect(found, name).toEqual(new Set(values[name].map((d) => d.toFixed(12))));
      const { total, rank, tight } = dimensionalityBound(polytope);
      expect(total).toBeCloseTo(polytope.nHidden, 12);
      expect(rank).toBe(polytope.nHidden);
      expect(tight).toBe(true);
    }
  });

  it('is k/(k+1) for the k-simplex and 1/2 for cross-polytopes, all of unit vectors', () => {
    for (const k of [1, 2, 3, 4, 7]) {
      const vertices = simplex(k);
      const gram = gramMatrix(vertices);
      gram.forEach((g, at) => expect(g).toBeCloseTo(at % (k + 2) === 0 ? 1 : -1 / k, 12));
      for (const d of featureDimensionalities(vertices)) expect(d).toBeCloseTo(k / (k + 1), 12);
      for (const d of featureDimensionalities(crossPolytope(k))) expect(d).toBeCloseTo(1 / 2, 12);
    }
  });

  it('of the square antiprism is largest, 3/8, at h^2 = 1/3', () => {
    for (const h of [0.3, 0.5, Math.sqrt(1 / 3), 0.7]) {
      const d = featureDimensionalities(squareAntiprism(h))[0]!;
      expect(d).toBeCloseTo(squareAntiprismDimensionality(h), 13);
      expect(d).toBeLessThanOrEqual(3 / 8 + 1e-15);
      expect(dimensionalityBound(squareAntiprism(h)).tight).toBe(Math.abs(h * h - 1 / 3) < 1e-9);
    }
  });

  it('sums to less than the rank for weights drawn at random, each below its leverage', () => {
    for (const seed of [1, 2, 3, 4]) {
      const model = randomInput(seed, 7, 3);
      const { total, rank, leverage, tight } = dimensionalityBound(model);
      expect(rank).toBe(3);
      expect(total).toBeLessThan(3);
      expect(tight).toBe(false);
      expect(leverage.reduce((sum, l) => sum + l, 0)).toBeCloseTo(3, 12);
      featureDimensionalities(model).forEach((d, i) => expect(d).toBeLessThanOrEqual(leverage[i]! + 1e-14));
    }
  });

  it('is 0 for a zero vector and survives vectors of length 1e-100', () => {
    expect([...featureDimensionalities({ nFeatures: 2, nHidden: 1, weights: [0, 1] })]).toEqual([0, 1]);
    expect(featureDimensionalities(scaled(regularPolygon(5), 1e-100))[0]).toBeCloseTo(0.4, 12);
  });

  it('of a tegum product is that of its factors', () => {
    const product = tegumProduct([regularPolygon(5), simplex(2), simplex(1)]);
    expect(product).toMatchObject({ nFeatures: 10, nHidden: 5 });
    const found = [...featureDimensionalities(product)];
    [2 / 5, 2 / 5, 2 / 5, 2 / 5, 2 / 5, 2 / 3, 2 / 3, 2 / 3, 1 / 2, 1 / 2].forEach((d, i) =>
      expect(found[i]).toBeCloseTo(d, 12),
    );
  });
});

describe('optimal k-gons', () => {
  it('come out to their printed digits', () => {
    const table = [
      [3, 1, 1, 0, 0, 1],
      [5, 1.369975766757, 1.170459639098, -0.282297283127, 0.015825627074, 1.587539],
      [6, 1.743789790283, 1.32052633078, -0.618135131868, 0.048192376032, 1.710846],
      [8, 2.403894241405, 1.550449690059, -1.291192644693, 0.115545934734, 1.742299],
    ];
    for (const [k, g, radius, bias, loss, benefit] of table) {
      const kgon = optimalKgon(k!);
      expect(kgon.squaredNorm).toBeCloseTo(g!, 11);
      expect(kgon.radius).toBeCloseTo(radius!, 11);
      expect(kgon.bias).toBeCloseTo(bias!, 11);
      expect(kgon.lossPerFeature).toBeCloseTo(loss!, 12);
      expect(kgon.benefitPerPlane).toBeCloseTo(benefit!, 6);
    }
    expect(optimalKgon(9).benefitPerPlane).toBeCloseTo(1.70944, 6);
  });

  it('save most for a plane at k = 7', () => {
    const benefits = Array.from({ length: 38 }, (_, i) => optimalKgon(i + 3));
    const best = benefits.reduce((a, b) => (b.benefitPerPlane > a.benefitPerPlane ? b : a));
    expect(best.k).toBe(7);
    expect(best.benefitPerPlane).toBeCloseTo(1.750435, 6);
  });

  it('at k = 10 have g = 1 - b = the golden ratio squared', () => {
    const { squaredNorm, bias, lossPerFeature } = optimalKgon(10);
    const phi = (1 + Math.sqrt(5)) / 2;
    expect(squaredNorm).toBeCloseTo(phi ** 2, 9);
    expect(1 - bias).toBeCloseTo(phi ** 2, 9);
    expect(lossPerFeature).toBeCloseTo(1 / 6, 12);
  });

  it('are minima: neighbours cost more', () => {
    for (const k of [5, 6, 7, 8, 9, 12]) {
      const { squaredNorm: g, bias: b, lossPerFeature } = optimalKgon(k);
      for (const [dg, db] of [
        [1e-3, 0],
        [-1e-3, 0],
        [0, 1e-3],
        [0, -1e-3],
      ] as const) {
        expect(kgonLoss(k, g + dg, b + db)).toBeGreaterThan(lossPerFeature);
      }
      let grid = Infinity;
      for (let x = 0.1; x < 4; x += 0.05)
        for (let y = -3; y < 0.5; y += 0.05) grid = Math.min(grid, kgonLoss(k, x, y));
      expect(lossPerFeature).toBeLessThanOrEqual(grid);
    }
  });

  it('without a bias are the closed form', () => {
    expect(optimalKgonWithoutBias(5)).toMatchObject({
      squaredNorm: expect.closeTo(0.83964, 5) as number,
      lossPerFeature: expect.closeTo(0.053452, 6) as number,
    });
    expect(optimalKgonWithoutBias(6).squaredNorm).toBeCloseTo(2 / 3, 14);
    expect(optimalKgonWithoutBias(6).lossPerFeature).toBeCloseTo(1 / 9, 14);
  });
});

describe('points on the sphere', () => {
  it('reach the printed energies of the ReLU problem', () => {
    const table = [
      [4, 0],
      [6, 0],
      [8, 1.021916647],
      [9, 63 / 34],
      [10, 2.978083353],
      [11, 4.261347231],
      [12, 5.548705048],
    ];
    for (const [n, energy] of table) expect(solveThomson(n!).energy).toBeCloseTo(energy!, 8);
  });

  it("reach the known energies of Thomson's problem, N = 2 to 12", () => {
    // Wikipedia, "Thomson problem", table of known solutions
    const table = [
      0.5, 1.732050808, 3.674234614, 6.474691495, 9.985281374, 14.452977414, 19.675287861, 25.759986531,
      32.71694946, 40.59645051, 49.165253058,
    ];
    table.forEach((energy, i) => {
      expect(solveThomson(i + 2, { energy: 'coulomb', starts: 8 }).energy).toBeCloseTo(energy, 8);
    });
  });

  it('find the octahedron at N = 6, and 6 for the icosahedron where 5.5487 is possible', () => {
    const six = solveThomson(6, { seed: 2 });
    expect(featureDimensionalities(six).every((d) => Math.abs(d - 1 / 2) < 1e-4)).toBe(true);
    const icosahedron = solveThomson(12, { energy: 'coulomb', starts: 5 });
    expect(sphereEnergy(icosahedron)).toBeCloseTo(6, 7);
  });

  it('in the plane need no interference up to N = 4', () => {
    expect(solveThomson(4, { dimension: 2, starts: 5 }).energy).toBeLessThan(1e-12);
    expect(solveThomson(5, { dimension: 2 }).energy).toBeGreaterThan(0.1);
    expect(solveThomson(1).energy).toBe(0);
  });
});

describe('pentagon and digons', () => {
  it('cross at the printed ratios', () => {
    for (const [p, ratio] of [
      [0.001, 0.134252],
      [0.01, 0.158041],
      [0.02, 0.184877],
      [0.1, 0.425482],
      [0.2, 0.843804],
    ]) {
      const crossover = pentagonDigonCrossover(p!);
      // the first is 0.13425150 here: a unit in the last printed digit
      expect(Math.abs(crossover.ratio - ratio!)).toBeLessThan(p === 0.001 ? 1e-6 : 5.1e-7);
      expect(Math.abs(crossover.pentagon.loss / crossover.digons.loss - 1)).toBeLessThan(1e-9);
      for (const d of featureDimensionalities({
        nFeatures: 5,
        nHidden: 2,
        weights: crossover.pentagon.weights,
      })) {
        expect(Math.abs(d - 0.4)).toBeLessThan(0.03);
      }
    }
  });

  it('cross with different slopes: first order', () => {
    const p = 0.05;
    const { ratio } = pentagonDigonCrossover(p);
    const slope = (branch: 'pentagon' | 'digons'): number =>
      (fiveFeatureBranch(branch, p, ratio + 0.01).loss - fiveFeatureBranch(branch, p, ratio - 0.01).loss) /
      0.02;
    expect(slope('digons')).toBeGreaterThan(1.5 * slope('pentagon'));
  });

  it('tie at p = 0.224875 for five equal features', () => {
    expect(uniformPentagonBorder()).toBeCloseTo(0.224875, 6);
    expect(pentagonDigonCrossover(uniformPentagonBorder()).ratio).toBeCloseTo(1, 6);
  });
});
