/** Numbers of the text, computed while the site is built, so that none can go stale. */
import {
  candidateTriplePoint,
  confusedBorder,
  fiveFeatureBranch,
  optimalKgon,
  pentagonDigonCrossover,
  strongAntipodalBorder,
  tricriticalPoint,
  twoFeatureOptimum,
  uniformPentagonBorder,
  weakPhaseBegins,
} from '@toymodels/theory';

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
  'pentagon-square': () => (pentagonLength ** 2).toFixed(3),
} as const satisfies Readonly<Record<string, () => string>>;

export type ValueName = keyof typeof VALUES;

export function valueOf(name: ValueName): string {
  const compute = VALUES[name];
  if (compute === undefined)
    throw new Error(`there is no value "${name}"; there are ${Object.keys(VALUES).join(', ')}`);
  return compute();
}
