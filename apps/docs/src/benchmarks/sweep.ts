/** What a step costs when one quantity grows, drawn while the site is built from what `pnpm bench sweep` measured. */
import { lineChart } from '@toymodels/plots';
import { parseHTML } from 'linkedom';

interface Sweep {
  readonly panels: readonly {
    readonly xTitle: string;
    readonly yTitle: string;
    readonly series: readonly {
      readonly name: string;
      readonly points: readonly {
        readonly x: number;
        readonly median: number;
        readonly least: number;
        readonly most: number;
      }[];
    }[];
  }[];
  readonly base: { readonly [quantity: string]: number };
}

const found = Object.values(
  import.meta.glob<Sweep>('../../../../bench/results/sweep.json', { eager: true, import: 'default' }),
);

/** Of a panel, px: the page has as many in a row as there is room for. */
const WIDTH = 330;

export interface SweepDrawing {
  /** What stays as it is while one quantity grows. */
  readonly base: string;
  /** One SVG a panel. */
  readonly panels: readonly string[];
}

/** Undefined where it was never measured. */
export function sweepDrawing(): SweepDrawing | undefined {
  const [sweep] = found;
  if (sweep === undefined) return undefined;
  return {
    base: Object.entries(sweep.base)
      .map(([quantity, value]) => `${quantity}\u00a0=\u00a0${value}`)
      .join(', '),
    panels: sweep.panels.map(draw),
  };
}

function draw({ xTitle, yTitle, series }: Sweep['panels'][number], index: number): string {
  const { document } = parseHTML('<html></html>');
  // Memory stays flat, which shows above zero; times grow over decades.
  const yScale = yTitle.startsWith('ms') ? 'log' : 'linear';
  return lineChart(
    series.map(({ name, points }) => ({
      label: name.includes('1 worker') ? '1 worker' : 'default',
      points: points.map(({ x, median, least, most }) => ({ x, y: median, low: least, high: most })),
    })),
    {
      document,
      theme: 'auto',
      width: WIDTH,
      idPrefix: `sweep-${index}`,
      title: `${yTitle}, over ${xTitle}`,
      showTitle: false,
      description: series
        .map(
          ({ name, points }) =>
            `${name}: ${points.map(({ x, median }) => `${Number(median.toPrecision(3))} at ${x}`).join(', ')}`,
        )
        .join('; '),
      xTitle,
      yTitle,
      xScale: 'log',
      yScale,
    },
  );
}
