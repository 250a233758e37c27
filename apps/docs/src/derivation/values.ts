/**
 * Numbers of the text, computed while the site is built, so that none can go stale. `<Value of="…" />` shows them, in
 * the derivation and on all written pages.
 */
import {
  absoluteOneSidedLoss,
  absoluteUnrepresentedLoss,
  candidateTriplePoint,
  compressedSensingDimensions,
  compressedSensingFeaturesPerDimension,
  confusedBorder,
  featureDimensionalities,
  fiveFeatureBranch,
  fixedAttackVulnerability,
  LINEAR_COMPRESSION_ERROR,
  nonlinearCompressionError,
  optimalKgon,
  pentagonDigonCrossover,
  sampledWorstAttackGrowth,
  solveThomson,
  sparseKgonVulnerability,
  stableRecoveryDimensions,
  strongAntipodalBorder,
  tricriticalPoint,
  twoFeatureOptimum,
  uniformPentagonBorder,
  weakPhaseBegins,
} from '@toymodels/theory';
import { RandomStream, streamKey } from '@toymodels/core';
import { attacked, type AttackedName } from './attacked.js';

/** The antiprism that minimises an energy of eight points: D of its points, which differ by rounding only. */
const antiprism = (energy: 'relu' | 'coulomb'): string =>
  featureDimensionalities(solveThomson(8, { energy }))[0]!.toFixed(4);
const sparsePentagon = (): number => {
  const { squaredNorm, bias } = optimalKgon(5);
  return sparseKgonVulnerability(5, squaredNorm, bias);
};
const vulnerability = (name: AttackedName, p: number): string =>
  fixedAttackVulnerability(attacked(name, p)).relative.toPrecision(2);
/** Sampled, the same inputs in every build. */
function perExample(name: AttackedName, p: number): string {
  const input = attacked(name, p);
  const { epsilon } = fixedAttackVulnerability(input);
  const random = new RandomStream(streamKey(8, 'evaluation'));
  const { mean } = sampledWorstAttackGrowth(input, epsilon, 200_000, random);
  return (mean / epsilon ** 2).toFixed(0);
}
/** The width of ramps at which a staircase of very many steps is no better than a linear code. */
function codeRamp(): number {
  let [low, high] = [0, 1];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (nonlinearCompressionError(1e9, middle) < LINEAR_COMPRESSION_ERROR) low = middle;
    else high = middle;
  }
  return low;
}
const antipodal = (r: number): string => strongAntipodalBorder(r).featureProbability.toFixed(4);
const pentagonAt = fiveFeatureBranch('pentagon', 0.05);
const pentagonLength = Math.hypot(pentagonAt.weights[0]!, pentagonAt.weights[1]!);
const pentagonBias = pentagonAt.bias[0]!;

const VALUES = {
  'confused-border': () => confusedBorder(1).toFixed(7),
  'triple-p': () => candidateTriplePoint().featureProbability.toFixed(6),
  'tricritical-r': () => tricriticalPoint().importanceRatio.toFixed(4),
  'tricritical-p': () => tricriticalPoint().featureProbability.toFixed(4),
  'weak-r': () => weakPhaseBegins().importanceRatio.toFixed(4),
  'weak-p': () => weakPhaseBegins().featureProbability.toFixed(4),
  'strong-border-0.1': () => antipodal(0.1),
  'strong-border-1': () => antipodal(1),
  'dense-loss': () => twoFeatureOptimum(1, 1).loss.toFixed(6),
  'dense-weight': () => Math.abs(twoFeatureOptimum(1, 1).weights[1]).toFixed(3),
  'kgon-5': () => optimalKgon(5).benefitPerPlane.toFixed(6),
  'kgon-6': () => optimalKgon(6).benefitPerPlane.toFixed(6),
  'kgon-7': () => optimalKgon(7).benefitPerPlane.toFixed(6),
  'kgon-8': () => optimalKgon(8).benefitPerPlane.toFixed(6),
  'pentagon-border': () => uniformPentagonBorder().toFixed(6),
  'pentagon-border-inverse': () => (1 / uniformPentagonBorder()).toFixed(2),
  'crossover-0.05': () => (1 / pentagonDigonCrossover(0.05).ratio).toFixed(2),
  'crossover-0.01': () => (1 / pentagonDigonCrossover(0.01).ratio).toFixed(2),
  'crossover-0.1': () => (1 / pentagonDigonCrossover(0.1).ratio).toFixed(2),
  'pentagon-length': () => pentagonLength.toFixed(4),
  'pentagon-bias': () => pentagonBias.toFixed(4).replace('-', '−'),
  'pentagon-minus': () => (1 / (1 - pentagonBias)).toFixed(3),
  'pentagon-plus': () => (1 / (1 + pentagonBias)).toFixed(3),
  'antiprism-electrons': () => antiprism('coulomb'),
  'antiprism-features': () => antiprism('relu'),
  'crossover-0.01-one': () => (1 / pentagonDigonCrossover(0.01).ratio).toFixed(1),
  'attack-digon-0.01': () => vulnerability('digon', 0.01),
  'attack-triangle-0.01': () => vulnerability('triangle', 0.01),
  'attack-pentagon-0.01': () => vulnerability('pentagon', 0.01),
  'attack-pentagon-slope': () => sparsePentagon().toFixed(1),
  'attack-pentagon-bias-0.01': () => Math.abs(attacked('pentagon', 0.01).bias[0]!).toFixed(2),
  'sensing-1000': () => compressedSensingDimensions(1000, 0.01).toFixed(1),
  'sensing-per-0.1': () => compressedSensingFeaturesPerDimension(0.1).toFixed(1),
  'sensing-per-0.01': () => compressedSensingFeaturesPerDimension(0.01).toFixed(1),
  'sensing-per-0.001': () => compressedSensingFeaturesPerDimension(0.001).toFixed(0),
  'packing-1000': () => stableRecoveryDimensions(1000, 10, 0.5).toFixed(1),
  'packing-1000-isometry': () => stableRecoveryDimensions(1000, 10, 0).toFixed(1),
  'attack-pentagon-each-0.01': () => perExample('pentagon', 0.01),
  'code-ramp': () => codeRamp().toFixed(3),
  'code-step': () => nonlinearCompressionError(3, 0.1).toFixed(4),
  'code-range': () => nonlinearCompressionError(3, 0.3).toFixed(4),
  'code-linear': () => LINEAR_COMPRESSION_ERROR.toFixed(4),
  'one-sided-dense': () => (absoluteOneSidedLoss(1, 1) / (3 * absoluteUnrepresentedLoss(1, 1))).toFixed(3),
  'pentagon-square': () => (pentagonLength ** 2).toFixed(3),
} as const satisfies Readonly<Record<string, () => string>>;

export type ValueName = keyof typeof VALUES;

export function valueOf(name: ValueName): string {
  const compute = VALUES[name];
  if (compute === undefined)
    throw new Error(`there is no value "${name}"; there are ${Object.keys(VALUES).join(', ')}`);
  return compute();
}
