/** The committed results of `pnpm bench site`, as pages show them. Build time only. */

/** What of `bench/results/site.json` is shown; `bench/README.md` says how it is measured. */
export interface SiteResults {
  readonly command: string;
  readonly browser: string;
  readonly wanted: { readonly seconds: number; readonly task: number };
  readonly figures: readonly {
    readonly id: string;
    readonly size: string;
    readonly seconds: number;
    readonly loading: number;
    readonly training: number;
  }[];
  readonly drags: readonly { readonly page: string; readonly median: number; readonly longest: number }[];
}

/** undefined until it was measured. */
export const site: SiteResults | undefined = Object.values(
  import.meta.glob<SiteResults>('../../../../bench/results/site.json', { eager: true, import: 'default' }),
)[0];
