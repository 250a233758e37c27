/** What the tests draw, in Node and in browsers alike. */
import {
  densityChart,
  featureVectors,
  lossCurves,
  weightsAnatomy,
  weightsPortrait,
  type ChartOptions,
} from '@toymodels/plots';
import { paperFigures } from './paper-drawings.js';

/** Words of every test figure; < and & must survive. */
export const words = { title: 'What is claimed & shown', description: 'What is to be seen: 1 < 2.' };

/** A pentagon of radius 1.1, a square with one feature left out, two lone features. */
const plane = {
  pentagon: {
    weights: Float64Array.from([0, 1.1, 1.05, 0.34, 0.65, -0.89, -0.65, -0.89, -1.05, 0.34]),
    nFeatures: 5,
    nHidden: 2,
  },
  square: { weights: Float64Array.from([0, 1, 0, -1, 1, 0, -0.9, 0, 0.01, 0]), nFeatures: 5, nHidden: 2 },
  lone: {
    weights: Float64Array.from([0.6, 0.8, 0.8, -0.6, 0, 0, 0.02, 0, 0, 0.01]),
    nFeatures: 5,
    nHidden: 2,
  },
};

/** Six features in three dimensions: one alone, two digons' worth, one left out. */
export const model = {
  view: {
    weights: Float64Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, -0.95, 0, 0, 0.1, -0.9, 0.01, 0, 0.02]),
    nFeatures: 6,
    nHidden: 3,
  },
  bias: Float64Array.from([0, -0.05, -0.02, 0, 0.01, 0.15]),
};

const densities = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001];

/** Every figure once, with all its parts, by the name of its snapshots. */
export const figures: Record<string, (options: ChartOptions) => string> = {
  ...paperFigures,
  'feature-vectors': (options) =>
    featureVectors(
      [
        { title: 'S = 0', subtitle: 'two features', view: plane.lone },
        { title: 'S = 0.8', view: plane.square },
        { title: 'S = 0.9', view: plane.pentagon, importance: [1, 0.9, 0.8, 0.7, 0.6] },
      ],
      options,
    ),
  'weights-portrait': (options) =>
    weightsPortrait(
      [
        { title: '1−S = 0.1', ...model },
        { title: '1−S = 0.01', ...model },
      ],
      options,
    ),
  'heat-map': (options) =>
    weightsPortrait([{ title: '1−S = 0.1', ...model }], { ...options, parts: ['gram', 'bias'] }),
  'norm-bars': (options) =>
    weightsPortrait([{ title: '1−S = 0.1', view: model.view }], { ...options, parts: ['norms'] }),
  'weights-anatomy': (options) => weightsAnatomy(model, options),
  'loss-curves': (options) =>
    lossCurves(
      [
        { label: '1−S = 0.1', steps: [0, 100, 200, 300], losses: [0.3, 0.1, 0.02, 0.01] },
        { label: '1−S = 0.01', steps: [0, 100, 200, 300], losses: [0.03, 0.01, 0.002, 0.0011] },
      ],
      { ...options, events: [{ step: 200, label: 'the pentagon forms' }] },
    ),
  'density-chart': (options) =>
    densityChart(
      [
        {
          label: 'trained',
          points: densities.map((p, k) => ({
            featureProbability: p,
            value: 5 + k,
            low: 5 + k / 2,
            high: 6 + k,
          })),
        },
        {
          label: 'exact',
          kind: 'exact',
          points: densities.map((p, k) => ({ featureProbability: p, value: 5 + k * 1.2 })),
        },
        { label: 'paper', kind: 'paper', points: [{ featureProbability: 0.1, value: 7 }] },
      ],
      { ...options, yTitle: 'represented features', levels: [{ value: 5, label: 'hidden dimensions' }] },
    ),
};

/** Numbers rounded to 3 decimals and one element a line, so that snapshots are stable and can be read. */
export function normalise(svg: string): string {
  return (
    svg
      .replace(/-?\d+\.\d{4,}/g, (number) => String(Math.round(Number(number) * 1000) / 1000 + 0))
      .replaceAll('><', '>\n<') + '\n'
  );
}
