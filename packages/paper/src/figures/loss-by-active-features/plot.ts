/** Shares of the loss by number of active features for both models, and benefit and interference below. */

import { branches, composeFigures, stackedArea } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { count, density, list, number } from '../../shared/words.js';
import { sparseShare } from './claims.js';
import { meta } from './meta.js';
import type { ActivePoint, LossByActiveData } from './run.js';
import type { LossByActiveSpec } from './spec.js';

const X = { xTitle: '1−S (log)', xScale: 'log', xReverse: true } as const;

function areaOf(title: string, points: readonly ActivePoint[]) {
  return {
    title,
    x: points.map(({ featureProbability }) => featureProbability),
    layers: points[0]!.contribution.map((_, k) => ({
      label: k === 0 ? 'none active' : `${k} active`,
      values: points.map(({ contribution }) => Math.max(0, contribution[k]!)),
    })),
  };
}

export function plot(
  { crowded, paired }: LossByActiveData,
  spec: LossByActiveSpec,
  options: SvgOptions,
): string {
  const { document } = options;
  const description = `Share of the exact loss that inputs with 0, 1, 2 and more active features carry at the optimum of each density. For ${spec.crowded.nFeatures} features in two dimensions inputs with one active feature take over as data get sparser; for ${spec.paired.nFeatures}, inputs with two do.`;
  const line = (label: string, of: (point: ActivePoint) => number, hue: number) => ({
    label,
    kind: 'exact' as const,
    hue,
    points: crowded.map((point) => ({ x: point.featureProbability, y: of(point) / point.nothing })),
  });
  return composeFigures(
    [
      (part) =>
        stackedArea(
          [
            areaOf(
              `n = ${spec.crowded.nFeatures}, m = ${spec.crowded.nHidden}: more features than pairs`,
              crowded,
            ),
            areaOf(`n = ${spec.paired.nFeatures}, m = ${spec.paired.nHidden}: two antipodal pairs`, paired),
          ],
          {
            ...part,
            document,
            ...X,
            yTitle: 'share of the loss',
            shares: true,
            title: meta.title,
            description,
          },
        ),
      (part) =>
        branches(
          [
            {
              title: `n = ${spec.crowded.nFeatures}, m = ${spec.crowded.nHidden}: in units of the loss of predicting nothing`,
              yTitle: 'Σ I_{i} E(x_{i} − x′_{i})² / Σ I_{i} E x_{i}²',
              series: [
                line('benefit', ({ benefit }) => benefit, 0),
                line('interference', ({ interference }) => interference, 1),
                line('loss', ({ loss }) => loss, 2),
              ],
            },
          ],
          { ...part, document, ...X, title: 'Benefit and interference', description },
        ),
    ],
    { ...options, title: meta.title, description },
  );
}

export function caption({ crowded, paired }: LossByActiveData, spec: LossByActiveSpec): string {
  const [first, second] = [crowded, paired].map((points) =>
    points.reduce((a, b) => (b.featureProbability < a.featureProbability ? b : a)),
  ) as [ActivePoint, ActivePoint];
  return [
    `At ${density(first.featureProbability)} inputs with at most one active feature carry ${number(100 * sparseShare(first))} % of the loss of ${spec.crowded.nFeatures} features in ${spec.crowded.nHidden} dimensions; where all features fit in antipodal pairs, ${number(100 * sparseShare(second))} %.`,
    `Exact, nothing is sampled: at each of ${crowded.length} densities the lowest minimum of the exact loss that descents from ${count(spec.starts)} random starts find (seed ${spec.seed}), ReLU output model, importances ${list(spec.crowded.importance.map(number))} and all equal.`,
    'Below: feature benefit is what representing features saves on inputs that have them, interference what outputs cost where their own feature is inactive; the loss is that of predicting nothing, less benefit, plus interference.',
  ].join(' ');
}
