/** Tables of the derivation: theory only, computed while the site is built. */
import {
  antipodalBorder,
  confusedBorder,
  optimalKgon,
  solveThomson,
  sphereEnergy,
  strongAntipodalBorder,
  weakAntipodalBorder,
} from '@toymodels/theory';

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
      'candidates, b = 0',
      'candidates, best b',
      'any W, b = 0',
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

export const tables = { thomson, kgons, borders } as const satisfies Readonly<Record<string, () => Table>>;

export type TableName = keyof typeof tables;
