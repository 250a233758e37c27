/** Tables of the derivation: theory only, computed while the site is built. */
import {
  antipodalBorder,
  attackGains,
  compressedSensingDimensions,
  confusedBorder,
  featureDimensionalities,
  fixedAttackVulnerability,
  namedPolytope,
  optimalKgon,
  solveThomson,
  sphereEnergy,
  stableRecoveryDimensions,
  strongAntipodalBorder,
  weakAntipodalBorder,
} from '@toymodels/theory';
import { attacked, ATTACKED } from './attacked.js';

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const minus = (text: string): string => text.replace('-', '−');

/** Points on a sphere: features against electrons. */
function thomson(): Table {
  return {
    head: ['N', 'least energy of features', 'of the electrons’ arrangement', 'the same?'],
    rows: [6, 7, 8, 9, 10, 11, 12].map((count) => {
      const features = solveThomson(count);
      const electrons = solveThomson(count, { energy: 'coulomb', starts: 12 });
      const theirs = sphereEnergy(electrons);
      const excess = theirs - features.energy;
      const verdict =
        excess < 1e-9
          ? 'as good'
          : excess < 1e-3
            ? 'nearly'
            : excess < 0.03
              ? 'same kind, other shape'
              : 'no: points coincide';
      return [String(count), features.energy.toFixed(6), theirs.toFixed(6), verdict];
    }),
  };
}

/** The best regular polygons. */
function kgons(): Table {
  return {
    head: ['k', 'length', 'b', 'loss of a feature', 'saved in a plane'],
    rows: [3, 4, 5, 6, 7, 8, 9, 10].map((k) => {
      const { radius, bias, lossPerFeature, benefitPerPlane } = optimalKgon(k);
      return [
        k,
        radius.toFixed(4),
        minus((bias || 0).toFixed(4)),
        lossPerFeature.toFixed(6),
        benefitPerPlane.toFixed(6),
      ].map(String);
    }),
  };
}

/** Where the antipodal pair ends, by four rules. */
function borders(): Table {
  return {
    head: [
      'r',
      'candidates, b\u00a0=\u00a00',
      'candidates, best b',
      'any W, b\u00a0=\u00a00',
      'any W and b: strong pair',
      'weak pair',
    ],
    rows: [0.1, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map((r) => [
      String(r),
      antipodalBorder(r, 'zero').toFixed(4),
      antipodalBorder(r).toFixed(4),
      confusedBorder(r).toFixed(4),
      strongAntipodalBorder(r).featureProbability.toFixed(4),
      weakAntipodalBorder(r)?.featureProbability.toFixed(4) ?? 'none',
    ]),
  };
}

/** By how many times a shape multiplies an attack, by five rules. */
function attacks(): Table {
  const densities = [0.01, 0.1, 0.3];
  return {
    head: [
      'shape',
      '1/D',
      'its output alone',
      'all, at x\u00a0=\u00a00, b\u00a0=\u00a00',
      'all, none cut off',
      ...densities.map((p) => `best W and b, p\u00a0=\u00a0${p}`),
    ],
    rows: ATTACKED.map((name) => {
      const shape = namedPolytope(name);
      const { ownOutput, atZeroInput, allOutputs } = attackGains(shape);
      return [
        name,
        (1 / featureDimensionalities(shape)[0]!).toFixed(2),
        ...[ownOutput, atZeroInput, allOutputs].map((gain) => gain[0]!.toFixed(2)),
        ...densities.map((p) => fixedAttackVulnerability(attacked(name, p)).relative.toFixed(2)),
      ];
    }),
  };
}

/** The paper's scale, and the theorem with constants. */
function sensing(): Table {
  return {
    head: [
      'n',
      'k\u00a0=\u00a0n\u00a0p',
      '−n\u00a0p\u00a0ln\u00a0p',
      'needed if W keeps lengths to 50 %',
      'exactly',
    ],
    rows: [
      [100, 5],
      [1000, 5],
      [1000, 10],
      [1000, 50],
      [100_000, 10],
    ].map(([n, k]) => [
      String(n),
      String(k),
      compressedSensingDimensions(n!, k! / n!).toFixed(1),
      stableRecoveryDimensions(n!, k!, 0.5).toFixed(1),
      stableRecoveryDimensions(n!, k!, 0).toFixed(1),
    ]),
  };
}

export const tables = { thomson, kgons, borders, attacks, sensing } as const satisfies Readonly<
  Record<string, () => Table>
>;

export type TableName = keyof typeof tables;
