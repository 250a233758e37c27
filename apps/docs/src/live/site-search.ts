/**
 * <site-search>: looks words up in the index that pagefind made of the built site. The words stand in the
 * address (`?q=`), so that a search can be linked to.
 */

/** What is used of pagefind's module, which is made with the index and not known to the build. */
interface Pagefind {
  options(options: { readonly baseUrl?: string; readonly excerptLength?: number }): Promise<void>;
  search(words: string): Promise<{ readonly results: readonly { data(): Promise<Found> }[] }>;
}

interface Found {
  readonly url: string;
  readonly meta: { readonly title?: string };
  /** HTML with <mark>. */
  readonly excerpt: string;
  readonly sub_results: readonly { readonly url: string; readonly title: string; readonly excerpt: string }[];
}

const MOST = 20;
const PAUSE_MS = 150;

class SiteSearch extends HTMLElement {
  #pagefind: Promise<Pagefind> | undefined;
  #turn = 0;

  connectedCallback(): void {
    const input = this.querySelector('input')!;
    let timer: ReturnType<typeof setTimeout> | undefined;
    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => void this.#look(input.value), PAUSE_MS);
    });
    this.querySelector('form')!.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#look(input.value);
    });
    input.value = new URLSearchParams(location.search).get('q') ?? '';
    input.focus();
    if (input.value !== '') void this.#look(input.value);
  }

  #load(): Promise<Pagefind> {
    return (this.#pagefind ??= import(/* @vite-ignore */ `${this.dataset['index']!}pagefind.js`).then(
      (loaded: Pagefind) => loaded,
    ));
  }

  async #look(text: string): Promise<void> {
    const words = text.trim();
    const turn = ++this.#turn;
    const [count, list] = ['count', 'results'].map((name) => this.querySelector(`[data-part=${name}]`)!);
    const address = words === '' ? location.pathname : `?${new URLSearchParams({ q: words }).toString()}`;
    history.replaceState(history.state, '', address);
    if (words === '') {
      count!.textContent = '';
      list!.replaceChildren();
      return;
    }
    try {
      const pagefind = await this.#load();
      const { results } = await pagefind.search(words);
      const found = await Promise.all(results.slice(0, MOST).map((result) => result.data()));
      if (turn !== this.#turn) return;
      count!.textContent =
        results.length === 0
          ? `Nothing was found for “${words}”. Fewer or shorter words find more.`
          : `${results.length === 1 ? 'One page' : `${results.length} pages`} with “${words}”.`;
      list!.replaceChildren(...found.map(entry));
    } catch {
      if (turn !== this.#turn) return;
      this.#pagefind = undefined;
      count!.textContent =
        'The index of the search could not be loaded. The sections and the glossary in the navigation lead on.';
      list!.replaceChildren();
    }
  }
}

/** A page with the places on it. Excerpts are pagefind's own HTML: escaped text with <mark>. */
function entry({ url, meta, excerpt, sub_results: places }: Found): HTMLLIElement {
  const item = document.createElement('li');
  const title = document.createElement('a');
  title.href = url;
  title.textContent = meta.title ?? url;
  item.append(title);
  const within = places.filter((place) => place.url !== url).slice(0, 3);
  for (const place of within.length === 0 ? [{ url, title: '', excerpt }] : within) {
    const line = document.createElement('p');
    line.innerHTML = place.excerpt;
    if (place.title !== '') {
      const link = document.createElement('a');
      link.href = place.url;
      link.textContent = place.title;
      line.prepend(link, ': ');
    }
    item.append(line);
  }
  return item;
}

customElements.define('site-search', SiteSearch);
