/* oxlint-disable no-console */
import { findOptimaSync } from '@toymodels/theory';

const importance = [1, 1, 1, 1, 1];
const featureProbability = importance.map(() => 0.05); // S = 0.95
const { optima } = findOptimaSync({ nFeatures: 5, nHidden: 2, importance, featureProbability });

console.log(optima[0].loss.toPrecision(4)); // 0.008904, as above
