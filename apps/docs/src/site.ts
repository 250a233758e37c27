/** Addresses on this site, and which of them there are. Build time only. */

const PAGES = Object.keys(import.meta.glob('./pages/**/*.{astro,mdx,ts}'));

/** A path from the site's root, wherever that is served. */
export const href = (path: string): string => `${import.meta.env.BASE_URL.replace(/\/$/, '')}${path}`;

export interface NavigationItem {
  readonly path: string;
  readonly label: string;
}

const WANTED: readonly NavigationItem[] = [
  { path: '/paper/', label: 'Paper' },
  { path: '/derivation/', label: 'Derivation' },
  { path: '/laboratory/', label: 'Laboratory' },
  { path: '/guides/', label: 'Guides' },
  { path: '/reference/', label: 'Reference' },
  { path: '/search/', label: 'Search' },
];

/** What stands in the header of every page: of the site's parts, those that are there. */
export const navigation: readonly NavigationItem[] = WANTED.filter(({ path }) => {
  const name = path.slice(1, -1);
  return PAGES.some((file) => file.startsWith(`./pages/${name}.`) || file.startsWith(`./pages/${name}/`));
});
