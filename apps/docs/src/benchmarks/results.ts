/** The committed results of `pnpm bench`, as the page shows them. Build time only. */

/** What of `bench/results/bench.json` is shown; `bench/README.md` says what it means. */
interface Results {
  readonly command: string;
  readonly machine: {
    readonly processor: string;
    readonly cores: number;
    readonly memoryGiB: number;
    readonly node: string;
  };
  readonly entries: readonly { readonly key: string; readonly name: string; readonly side: string }[];
  readonly settings: readonly {
    readonly name: string;
    readonly timings: readonly {
      readonly entry: string;
      readonly median: number;
      readonly least: number;
      readonly most: number;
    }[];
  }[];
  readonly goals: readonly {
    readonly what: string;
    readonly wanted: number;
    readonly reached: number;
    readonly met: boolean;
  }[];
}

// Not of a package: results that are committed beside the program that measures.
const [results] = Object.values(
  import.meta.glob<Results>('../../../../bench/results/bench.json', { eager: true, import: 'default' }),
) as [Results];

/** What stands in a table: a step's median time, or why there is none. */
export interface Cell {
  readonly median: string;
  /** Least and most of the rounds. */
  readonly range: string;
}

export interface Row {
  readonly name: string;
  readonly ours: boolean;
  /** One a setting; undefined where the contestant was left out. */
  readonly cells: readonly (Cell | undefined)[];
}

export const { command, machine }: Pick<Results, 'command' | 'machine'> = results;
export const goals: Results['goals'] = results.goals.map((goal) => ({ ...goal, what: spelled(goal.what) }));
export const settings: readonly string[] = results.settings.map(({ name }) => spelled(name));

/** Milliseconds a training step, one row a contestant, ours first. */
export const rows: readonly Row[] = results.entries
  .map(({ key, name, side }) => ({
    name,
    ours: side !== 'peer' && side !== 'helped',
    cells: results.settings.map(({ timings }) => {
      const timing = timings.find(({ entry }) => entry === key);
      return timing === undefined
        ? undefined
        : {
            median: digits(timing.median),
            range: `${digits(timing.least)}–${digits(timing.most)}`,
          };
    }),
  }))
  .sort((a, b) => Number(b.ours) - Number(a.ours));

/** Figures that other commands of the benchmark drew. */
const DRAWINGS = import.meta.glob<string>('../../../../bench/results/*.svg', {
  eager: true,
  query: '?raw',
  import: 'default',
});

export const drawing = (name: string): string | undefined =>
  DRAWINGS[`../../../../bench/results/${name}.svg`];

/** "n=5 m=2 K=10" as one writes it: "n = 5, m = 2, K = 10". */
function spelled(text: string): string {
  return text.replace(/(?<=\d) (?=[mKp]=|batch )/g, ', ').replace(/=/g, '\u00a0=\u00a0');
}

/** Three significant digits. */
export function digits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
