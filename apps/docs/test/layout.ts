/**
 * How a page is laid out, as text: for each kind of thing on it the places across the page where such things
 * stand, how wide they are, how their words are set, and in which colours. No heights and no counts: a longer
 * paragraph is no other layout.
 */

/** Kinds of things, by selectors; only those that are seen count. */
export const KINDS: Readonly<Record<string, string>> = {
  'header of the site': 'body > header, .site-header',
  'navigation of the site': 'header nav a',
  'theme switch': '[data-theme-switch]',
  contents: '.contents',
  text: 'main',
  title: 'h1',
  eyebrow: '.eyebrow',
  'heading 2': 'main h2:not(.figure-title)',
  'heading 3': 'main h3',
  paragraph: 'main > p',
  list: 'main > ul, main > ol',
  link: 'main > p a[href^="/"]',
  term: 'main > p a.term',
  'side note': 'main .note',
  formula: 'main > .katex-display, main .formula',
  table: 'main > .table, main > table',
  program: 'main > pre',
  proof: 'main > details',
  figure: 'live-figure',
  'title of a figure': '.figure-title',
  plot: 'live-figure .plot',
  drawing: 'live-figure .drawing > svg',
  'controls of a figure': 'live-figure form.controls',
  'button to retrain': 'live-figure button.primary',
  slider: 'live-figure .slider',
  'film of a figure': 'live-figure .film',
  'turning of a figure': 'live-figure .turning',
  caption: 'figcaption .see',
  'how it was made': 'figcaption .made',
  claims: '.claims ul',
  downloads: '.downloads',
  solid: 'turn-solid',
  'live check': 'live-check',
  laboratory: 'toy-laboratory',
  'form of the laboratory': '.lab-form',
  'bench of the laboratory': '.lab-bench',
  'rows of a table': 'main tbody',
  neighbours: '.neighbours',
  footer: '.site-footer',
};

/** Their words decide how wide they are. */
const AS_WIDE_AS_WORDS: readonly string[] = ['slider', 'rows of a table'];

/** One kind on one page: where, how set, in which colour on which. */
export interface Laid {
  readonly kind: string;
  /** Distinct left edges and widths, px. */
  readonly boxes: readonly string[];
  /** Distinct sizes, px, with the family's name and weight. */
  readonly type: readonly string[];
  /** Distinct colours of words on what lies behind them. */
  readonly colours: readonly string[];
}

/** In the page. */
export function layoutOf(kinds: Readonly<Record<string, string>>): Laid[] {
  const MOST = 8;
  const distinct = (all: readonly string[]): string[] => {
    const found = [...new Set(all)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    return found.length <= MOST ? found : [...found.slice(0, MOST), `and ${found.length - MOST} more`];
  };
  const hex = (colour: string): string => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const context = canvas.getContext('2d')!;
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    return a === 0 ? '' : `#${[r!, g!, b!].map((each) => each.toString(16).padStart(2, '0')).join('')}`;
  };
  const known = new Map<string, string>();
  const colour = (text: string): string => known.get(text) ?? (known.set(text, hex(text)), known.get(text)!);
  const behind = (element: Element | null): string => {
    for (let each = element; each !== null; each = each.parentElement) {
      const own = colour(getComputedStyle(each).backgroundColor);
      if (own !== '') return own;
    }
    return 'nothing';
  };
  return Object.entries(kinds).flatMap(([kind, selector]) => {
    const seen = [...document.querySelectorAll(selector)].filter(
      (each) => each.checkVisibility() && each.getBoundingClientRect().width > 0,
    );
    if (seen.length === 0) return [];
    // Words make inline things as wide as they are; only where they begin could be said, and that follows the text.
    const blocks = seen.filter((each) => !getComputedStyle(each).display.startsWith('inline'));
    return [
      {
        kind,
        boxes: distinct(
          blocks.map((each) => {
            const { left, width } = each.getBoundingClientRect();
            return `${Math.round(left)}+${Math.round(width)}`;
          }),
        ),
        type: distinct(
          seen.map((each) => {
            const { fontFamily, fontSize, fontWeight } = getComputedStyle(each);
            const family = fontFamily.split(',')[0]!.replaceAll('"', '').replace(' Variable', '');
            return `${family} ${Math.round(parseFloat(fontSize) * 10) / 10}/${fontWeight}`;
          }),
        ),
        colours: distinct(seen.map((each) => `${colour(getComputedStyle(each).color)} on ${behind(each)}`)),
      },
    ];
  });
}

/** What is said of pages, by aspect ("phone", "type", "dark" ...), then kind. */
export type Aspects = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The aspects of a page from what was seen of it. */
export function aspectsOf(phone: readonly Laid[], desktop: readonly Laid[], dark: readonly Laid[]): Aspects {
  const each = (laid: readonly Laid[], value: (one: Laid) => readonly string[]): Record<string, string> =>
    Object.fromEntries(
      laid.map((one) => [one.kind, value(one).join(', ')] as const).filter(([, text]) => text !== ''),
    );
  const boxes = ({ kind, boxes: all }: Laid): readonly string[] =>
    AS_WIDE_AS_WORDS.includes(kind) ? [] : all;
  return {
    'on a phone: left edge + width, px': each(phone, boxes),
    'on a desktop: left edge + width, px': each(desktop, boxes),
    'type on a desktop: family, px, weight': each(desktop, ({ type }) => type),
    'colours in the light theme': each(desktop, ({ colours }) => colours),
    'colours in the dark theme': each(dark, ({ colours }) => colours),
  };
}

/** All pages as one text: what most have, then the pages that differ by name. */
export function summary(pages: ReadonlyMap<string, Aspects>): string {
  const paths = [...pages.keys()].sort();
  const lines: string[] = [];
  for (const aspect of Object.keys([...pages.values()][0] ?? {})) {
    lines.push(`## ${aspect}`, '');
    for (const kind of Object.keys(KINDS)) {
      const variants = new Map<string, string[]>();
      for (const path of paths) {
        const value = pages.get(path)![aspect]![kind];
        if (value !== undefined) variants.set(value, [...(variants.get(value) ?? []), path]);
      }
      const [first, ...others] = [...variants].sort(
        ([, a], [, b]) => b.length - a.length || (a[0]! < b[0]! ? -1 : 1),
      );
      if (first === undefined) continue;
      lines.push(`${kind}: ${first[0]}`, ...others.map(([value, on]) => `  ${value}: ${on.join(' ')}`));
    }
    lines.push('');
  }
  lines.push('## where there is one', '');
  for (const kind of Object.keys(KINDS)) {
    const on = paths.filter((path) => Object.values(pages.get(path)!).some((kinds) => kind in kinds));
    const off = paths.filter((path) => !on.includes(path));
    const named =
      off.length === 0 ? 'everywhere' : off.length < on.length ? `not on ${off.join(' ')}` : on.join(' ');
    lines.push(`${kind}: ${named || 'nowhere'}`);
  }
  return `${lines.join('\n')}\n`;
}
