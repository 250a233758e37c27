import type { Choice } from '../../live/controls.js';
import { betweenPresets, howOften } from '../choices.js';

const RATIOS = Array.from({ length: 12 }, (_, k) => Number((0.1 * 20 ** (k / 11)).toPrecision(4)));

/** Another density of the four features, at twelve relative densities of the fifth. */
const at = (p: number): Choice => ({
  values: [
    p,
    RATIOS,
    p,
    {
      count: RATIOS.length,
      featureProbability: RATIOS.map((ratio) => [p, p, p, p, Number((ratio * p).toPrecision(12))]),
    },
    p / 2,
  ],
  meaning: `${howOften(p)}; ${RATIOS.length} ratios`,
});

export default [
  await betweenPresets({
    figure: 'perturb-one-feature',
    id: 'density',
    label: 'The other four',
    paths: [
      'featureProbability',
      'ratios',
      'runs.plane.data.featureProbability',
      'runs.plane.instances',
      'runs.plane.training.initialisation.bias',
    ],
    meaning: { quick: `${howOften(0.05)}; 12 ratios`, paper: `${howOften(0.05)}; 24 ratios` },
    before: [at(0.01), at(0.02)],
    after: [at(0.1), at(0.2)],
  }),
];
