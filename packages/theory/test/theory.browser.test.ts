import { expect, it } from 'vitest';

import { findOptima, pentagonDigonCrossover, reluOutputLoss } from '@toymodels/theory';

it('computes, optimises and crosses in a browser as in Node', async () => {
  const law = {
    nFeatures: 5,
    nHidden: 2,
    importance: [1, 1, 1, 1, 1],
    featureProbability: [0.05, 0.05, 0.05, 0.05, 0.05],
  };

  const { optima } = await findOptima(law, { starts: 5 });

  // the exact pentagon at p = .05, as found in Node
  expect(optima[0]!.loss).toBeCloseTo(0.00890359, 8);
  expect(reluOutputLoss({ ...law, weights: optima[0]!.weights, bias: optima[0]!.bias })).toBeCloseTo(
    optima[0]!.loss,
    15,
  );
  expect(pentagonDigonCrossover(0.1).ratio).toBeCloseTo(0.425482, 6);
});
