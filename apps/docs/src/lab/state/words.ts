/** What settings mean, in words, beside their controls. Pure, so that build and page say the same. */
import type { FeatureValues } from '@toymodels/core';
import { SWEPT_SYMBOL } from './spec.js';
import type { Settings } from './settings.js';
import { numberText } from './values.js';

const short = (value: number): string => numberText(Number(value.toPrecision(3)));
const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');

/** A probability: "S = 0.9: active once in 10 samples". */
export function probabilityWords(p: number): string {
  // Rare features need more nines.
  const digits = p > 0 ? Math.max(3, Math.ceil(-Math.log10(p)) + 1) : 3;
  const s = `S = ${numberText(Number((1 - p).toFixed(Math.min(digits, 12))))}`;
  if (p === 0) return `${s}: never active`;
  if (p === 1) return `${s}: active in every sample`;
  const every = 1 / p;
  return `${s}: active once in ${every >= 9.5 ? grouped(Math.round(every)) : short(every)} samples`;
}

/** A few values of a rule, first ones and last. For words only: the numbers that count are core's. */
export function valuesWords(values: FeatureValues, count: number): string {
  if (typeof values === 'number') return `${short(values)} for all`;
  const at = (i: number): number => {
    if (!('curve' in values)) return values[i]!;
    const share = count > 1 ? i / (count - 1) : 0;
    if (values.curve === 'geometric') return values.first * values.ratio ** i;
    if (values.curve === 'linear') return values.first + (values.last - values.first) * share;
    return values.first * (values.last / values.first) ** share;
  };
  const given = 'curve' in values ? count : values.length;
  const places = given <= 6 ? Array.from({ length: given }, (_, i) => i) : [0, 1, 2, -1, given - 1];
  return places.map((i) => (i < 0 ? '…' : short(at(i)))).join(', ');
}

/** undefined where label and help say all. */
export function meaningOf(name: keyof Settings, s: Settings): string | undefined {
  switch (name) {
    case 'featureProbability': {
      if (s.sweep?.over === 'featureProbability') return 'the sweep below sets it';
      if (s.instanceProbability !== undefined) return 'each model has its own, see below';
      return typeof s.featureProbability === 'number'
        ? probabilityWords(s.featureProbability)
        : valuesWords(s.featureProbability, s.nFeatures);
    }
    case 'importance':
      return s.instanceImportance === undefined
        ? valuesWords(s.importance, s.nFeatures)
        : 'each model has its own, see below';
    case 'instanceProbability':
    case 'instanceImportance': {
      const values = s[name];
      if (values === undefined) return 'the same for all of them';
      return 'curve' in values
        ? valuesWords(values, s.count)
        : `${values.length} ${values.length === 1 ? 'entry' : 'entries'} for ${s.count} models`;
    }
    case 'sweep':
      if (s.sweep === undefined) return 'none';
      return `${s.sweep.values.length} values: ${SWEPT_SYMBOL[s.sweep.over]} = ${valuesWords(s.sweep.values, 0)}`;
    case 'sets':
      if (s.sets.length === 0) return 'none: all features independent';
      return s.sets
        .map(
          ({ kind, features }) => `${features.join(', ')} ${kind === 'correlated' ? 'together' : 'in turn'}`,
        )
        .join('; ');
    case 'steps':
      return `${grouped(s.steps * s.batchSize)} samples for each model`;
    case 'initialScale':
      return `standard deviation ${short(s.initialScale * Math.sqrt(2 / (s.nFeatures + s.nHidden)))}`;
    case 'restarts': {
      const models = s.count * (s.sweep?.over === 'featureProbability' ? s.sweep.values.length : 1);
      return s.restarts === 1 ? 'one each' : `${grouped(s.restarts * models)} models are trained`;
    }
    case 'learningRate':
      return s.schedule === 'constant' ? 'throughout' : `falls to ${short(s.learningRate * s.finalRate)}`;
    case 'nHidden':
      return s.nFeatures > s.nHidden
        ? `${short(s.nFeatures / s.nHidden)} features for each`
        : 'room for every feature';
    default:
      return undefined;
  }
}
