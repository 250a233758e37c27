/** The charts of the derivation: theory only, drawn while the site is built. */
import { lineChart, type LineChartOptions, type LineSeries } from '@toymodels/plots';
import {
  antipodalBorder,
  confusedBorder,
  compressedSensingDimensions,
  fiveFeatureBranch,
  fixedAttackVulnerability,
  linearModeStrength,
  MAX_CROSSOVER_PROBABILITY,
  optimalKgon,
  optimalKgonWithoutBias,
  pentagonDigonCrossover,
  stableRecoveryDimensions,
  strongAntipodalBorder,
  tricriticalPoint,
  uniformPentagonBorder,
  weakAntipodalBorder,
  weakPhaseBegins,
} from '@toymodels/theory';
import { parseHTML } from 'linkedom';
import { attacked } from './attacked.js';

interface Chart {
  readonly caption: string;
  draw(shared: Pick<LineChartOptions, 'document' | 'theme' | 'width' | 'showTitle' | 'idPrefix'>): string;
}

const range = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

const logRange = (from: number, to: number, count: number): number[] =>
  range(Math.log(from), Math.log(to), count).map(Math.exp);

const line = (
  label: string,
  xs: readonly number[],
  y: (x: number) => number,
  hue: number,
  more: Partial<LineSeries> = {},
): LineSeries => ({
  label,
  kind: 'exact',
  hue,
  points: xs.map((x) => ({ x, y: y(x) })),
  ...more,
});

export const charts = {
  saxe: {
    caption:
      'Three features on axes of their own, importances 1, 0.5 and 0.25, variance 0.06, all beginning at a(0) = 0.001: each waits, then rises.',
    draw(shared) {
      const times = range(0, 100, 101);
      return lineChart(
        [1, 0.5, 0.25].map((importance, k) =>
          line(`I = ${importance}`, times, (t) => linearModeStrength(1e-3, 8 * importance * 0.06, t), k, {
            labelX: [10, 22, 46][k]!,
          }),
        ),
        {
          ...shared,
          title: 'The linear model learns one feature after another',
          description: 'Three sigmoids that rise from 0 to 1 one after the other, the most important first.',
          xTitle: 'time t',
          yTitle: 'strength a',
          height: 220,
        },
      );
    },
  },
  borders: {
    caption:
      'Up to which density an antipodal pair is best, over the importance of the second feature. Each line answers the question under other rules; the dashed one is the paper’s, and a strong or a weak pair is best among any W and b.',
    draw(shared) {
      const ratios = range(0.04, 1, 49);
      const weak = weakPhaseBegins().importanceRatio;
      const upper = [...range(weak + 0.004, 0.995, 24)];
      const critical = tricriticalPoint();
      return lineChart(
        [
          line('candidates, b = 0', ratios, (r) => antipodalBorder(r, 'zero'), 6, {
            kind: 'guide',
            labelX: 0.48,
          }),
          line('candidates, best b', ratios, (r) => antipodalBorder(r), 4),
          line('any W, b = 0', ratios, (r) => confusedBorder(r), 0),
          line('strong pair', ratios, (r) => strongAntipodalBorder(r).featureProbability, 1),
          line('weak pair', upper, (r) => weakAntipodalBorder(r)!.featureProbability, 1, { labelX: 0.76 }),
        ],
        {
          ...shared,
          title: 'Four answers to when superposition ends',
          description:
            'Lines of density over relative importance. The line of the three candidates without biases rises to 1; the exact ones stay below 0.71, but a weak phase begins at 0.564 and reaches 1.',
          xTitle: 'relative importance r of the second feature',
          yTitle: 'density p',
          yDomain: [0, 1],
          height: 340,
          crossings: [{ x: critical.importanceRatio, y: critical.featureProbability, label: 'tricritical' }],
        },
      );
    },
  },
  kgons: {
    caption:
      'What a plane saves, k (1/3 − ℓ), if it holds a regular k-gon and features are unlimited, with one active feature. With the best bias seven corners are best, without a bias four or more are about equal.',
    draw(shared) {
      const corners = range(3, 10, 8);
      return lineChart(
        [
          { ...line('best bias', corners, (k) => optimalKgon(k).benefitPerPlane, 0), kind: 'trained' },
          {
            ...line('no bias', corners, (k) => optimalKgonWithoutBias(k).benefitPerPlane, 6),
            kind: 'trained',
          },
        ],
        {
          ...shared,
          title: 'Seven directions use a plane best',
          description:
            'Dots over k from 3 to 10. With the best bias they rise to 1.7504 at 7 and fall again.',
          xTitle: 'corners k',
          yTitle: 'saved in a plane',
          zero: false,
          height: 240,
        },
      );
    },
  },
  branches: {
    caption:
      'Exact loss of five equal features in two dimensions, divided by p, along both branches. Where they cross the slope jumps: first order.',
    draw(shared) {
      const densities = range(0.01, 0.258, 32);
      const border = uniformPentagonBorder();
      const lossOver = (branch: 'pentagon' | 'digons') => (p: number) =>
        fiveFeatureBranch(branch, p).loss / p;
      return lineChart(
        [
          line('pentagon', densities, lossOver('pentagon'), 0, { labelX: 0.07 }),
          line('two digons', densities, lossOver('digons'), 1, { labelX: 0.07 }),
        ],
        {
          ...shared,
          title: 'The pentagon and the digons cross once',
          description: 'Two rising lines that cross near p = 0.225; the pentagon is lower to the left.',
          xTitle: 'density p of all five',
          yTitle: 'L / p',
          height: 240,
          crossings: [{ x: border, y: lossOver('digons')(border), label: `p = ${border.toFixed(4)}` }],
        },
      );
    },
  },
  crossover: {
    caption:
      'How many times sparser one feature has to be for two digons to win. The paper’s 2.5 is read off models trained at p = 0.05, where the exact losses cross later.',
    draw(shared) {
      const densities = range(0.002, MAX_CROSSOVER_PROBABILITY, 32);
      return lineChart(
        [
          line('exact', densities, (p) => 1 / pentagonDigonCrossover(p).ratio, 0, { labelX: 0.12 }),
          { label: 'paper', kind: 'paper', points: [{ x: 0.05, y: 2.5 }], labelX: 0.05 },
        ],
        {
          ...shared,
          title: 'One sparser feature breaks the pentagon',
          description: 'A falling line from 7.4 at p near 0 to 1 at p = 0.225, and a ring at p = 0.05, 2.5.',
          xTitle: 'density p of the four others',
          yTitle: 'times sparser, 1/ρ*',
          height: 240,
        },
      );
    },
  },
  attackLength: {
    caption:
      'Growth of the exact loss under the worst fixed attack, over its squared length, at the best weights and biases for p = 0.05. The paper’s attacks have a tenth of the mean length of an input.',
    draw(shared) {
      const shares = logRange(0.002, 10, 44);
      const of = (name: 'digon' | 'triangle' | 'pentagon', hue: number, labelX: number) => {
        const input = attacked(name, 0.05);
        return line(name, shares, (share) => fixedAttackVulnerability(input, share).relative, hue, {
          labelX,
        });
      };
      return lineChart([of('digon', 1, 0.008), of('triangle', 2, 0.004), of('pentagon', 0, 0.02)], {
        ...shared,
        title: 'How much harm depends on the length of the attack',
        description:
          'The digon falls from near 4 to 2, the triangle from 2.2 to 1.5; the pentagon starts below 1 and rises above both when attacks are as long as its bias.',
        xTitle: 'length of the attack over mean length of an input',
        xScale: 'log',
        yTitle: 'growth of the loss / ε²',
        height: 280,
        references: [{ axis: 'x', value: 0.1, label: 'the paper’s' }],
      });
    },
  },
  packing: {
    caption:
      'Dimensions that 1000 features need, k of them active: the theorem with its constants, for maps that distort lengths by half or not at all, and the paper’s scale with constant 1.',
    draw(shared) {
      const active = [2, 4, 6, 10, 16, 24, 36, 50, 70, 100];
      const exact = (distortion: number) => (k: number) => stableRecoveryDimensions(1000, k, distortion);
      return lineChart(
        [
          line('−n p ln p', active, (k) => compressedSensingDimensions(1000, k / 1000), 6, {
            kind: 'guide',
            labelX: 40,
          }),
          line('isometry', active, exact(0), 0),
          line('distortion 1/2', active, exact(0.5), 1),
        ],
        {
          ...shared,
          title: 'What is proved, and the scale',
          description: 'Three rising lines; both proved ones lie below the scale.',
          xTitle: 'active features k = n p',
          yTitle: 'hidden dimensions',
          height: 240,
        },
      );
    },
  },
} as const satisfies Readonly<Record<string, Chart>>;

export type ChartName = keyof typeof charts;

/** At two widths, for phones and for the text column. */
export function drawChart(name: ChartName): { readonly narrow: string; readonly medium: string } {
  const at = (width: number, suffix: string): string => {
    const { document } = parseHTML('<html></html>');
    return charts[name].draw({
      document,
      theme: 'auto',
      width,
      showTitle: false,
      idPrefix: `chart-${name}-${suffix}`,
    });
  };
  return { narrow: at(372, 'narrow'), medium: at(722, 'medium') };
}
