/** The border of the confused phase is one smooth curve: no descent may leave its sector on sparse data. */

import { biasFreeMinima, confusedBorder } from '@toymodels/theory';
import { expect, test } from 'vitest';

test('the border rises with the ratio of importances up to 1', () => {
  const borders = Array.from({ length: 40 }, (_, k) => confusedBorder(0.02 * 50 ** (k / 39)));
  borders.slice(1).forEach((border, k) => expect(border).toBeGreaterThan(borders[k]!));
});

test('the minimum of one sign has one sign, on sparse data too', () => {
  for (const ratio of [0.05, 0.251, 1, 3.98]) {
    for (const p of [0.003, 0.0061, 0.05, 0.4, 1]) {
      const [u, w] = biasFreeMinima(ratio, p).sameSign.weights;
      expect(u * w).toBeGreaterThanOrEqual(0);
    }
  }
});
