/**
 * Shows what is under the pointer, or where the arrow keys have gone: a ring at the mark, its words beside
 * it, and the same words below the plot, where screen readers hear them. Knows nothing of figures; it reads `data-inspect` groups (packages/plots,
 * `marks/inspect.ts`).
 */
import type { InspectedCells, InspectedPoint } from '@toymodels/plots';

interface Place {
  /** Px in the window. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
}

/** One group of marks, laid out in the window. */
interface Group {
  readonly places: readonly Place[];
}

/** A point is met within so many px; on a cell only within so few, as the cell is met, too. */
const REACH = 22;
const REACH_ON_CELL = 7;
const RING = 14;
const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];
/** Of the words: least space to the sides of the plot, and space to the ring, px. */
const SIDE = 4;
const GAP = 5;

export interface InspectorParts {
  readonly plot: HTMLElement;
  readonly readout: HTMLElement;
  /** What else the keys do in the plot, as a sentence. */
  readonly more?: string | undefined;
}

export class Inspector {
  readonly #plot: HTMLElement;
  readonly #readout: HTMLElement;
  readonly #ready: () => Promise<void>;
  readonly #more: string;
  readonly #ring = document.createElement('div');
  readonly #label = document.createElement('div');
  #at: readonly [group: number, place: number] | undefined;
  #asked = false;

  /** @param ready called at the first sign of interest: brings a drawing that can be inspected, if there is none yet */
  constructor({ plot, readout, more = '' }: InspectorParts, signal: AbortSignal, ready: () => Promise<void>) {
    this.#plot = plot;
    this.#readout = readout;
    this.#ready = ready;
    this.#ring.className = 'inspected';
    this.#label.className = 'inspected-words';
    // The line below the plot says the same.
    this.#label.setAttribute('aria-hidden', 'true');
    this.#more = more;
    this.#hide();
    plot.tabIndex = 0;
    plot.setAttribute('role', 'application');
    plot.setAttribute('aria-describedby', readout.id);
    const options = { signal };
    plot.addEventListener('pointermove', (event) => void this.#point(event), options);
    plot.addEventListener('pointerdown', (event) => void this.#point(event), options);
    plot.addEventListener(
      'pointerleave',
      ({ pointerType }) => {
        // A finger leaves when it is lifted: what it pointed at stays.
        if (pointerType !== 'touch') this.clear();
      },
      options,
    );
    plot.addEventListener('focus', () => void this.#focus(), options);
    plot.addEventListener('blur', () => this.clear(), options);
    plot.addEventListener('keydown', (event) => void this.#key(event), options);
  }

  /** The drawing has changed: nothing is shown any more. */
  clear(): void {
    this.#at = undefined;
    this.#hide();
    this.#readout.textContent = '';
  }

  #hide(): void {
    this.#ring.hidden = true;
    this.#label.hidden = true;
  }

  /** While it is turned, a figure is not looked at. */
  get #busy(): boolean {
    return this.#plot.hasAttribute('data-turning');
  }

  async #prepare(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    await this.#ready();
  }

  /** A new drawing without values was put in place; the next interest asks again. */
  stale(): void {
    this.#asked = false;
    this.clear();
  }

  async #point({ clientX, clientY }: PointerEvent): Promise<void> {
    if (this.#busy) return;
    await this.#prepare();
    if (this.#busy) return;
    const groups = this.#groups();
    let best: readonly [number, number] | undefined;
    let least = REACH;
    groups.forEach(({ places }, g) =>
      places.forEach((place, k) => {
        const [dx, dy] = [Math.abs(clientX - place.x), Math.abs(clientY - place.y)];
        const inside = dx <= place.width / 2 && dy <= place.height / 2;
        const distance = inside ? REACH_ON_CELL : Math.hypot(dx, dy);
        if (distance < least && (inside || place.width === 0)) [best, least] = [[g, k], distance];
      }),
    );
    if (best === undefined) this.clear();
    else this.#show(groups, best);
  }

  async #focus(): Promise<void> {
    if (!this.#plot.matches(':focus-visible')) return;
    await this.#prepare();
    const count = this.#groups().reduce((sum, { places }) => sum + places.length, 0);
    if (count > 0 && this.#at === undefined)
      this.#readout.textContent =
        `${count} values: arrow keys move among them, Page Up and Page Down from panel to panel. ${this.#more}`.trim();
  }

  async #key(event: KeyboardEvent): Promise<void> {
    if (event.target !== this.#plot || event.shiftKey || !KEYS.includes(event.key)) return;
    event.preventDefault();
    await this.#prepare();
    const groups = this.#groups();
    if (groups.length === 0) return;
    this.#show(groups, this.#after(event.key, groups));
    this.#label.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #after(key: string, groups: readonly Group[]): readonly [number, number] {
    if (this.#at === undefined) return [0, 0];
    const [g, k] = this.#at;
    const own = groups[g]!.places;
    const direction = (
      { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const
    )[key as 'ArrowLeft'];
    if (direction === undefined) {
      if (key === 'Home') return [g, 0];
      if (key === 'End') return [g, own.length - 1];
      const step = key === 'PageDown' ? 1 : groups.length - 1;
      return [(g + step) % groups.length, 0];
    }
    const here = own[k]!;
    const within = nearest(own, here, direction);
    if (within !== undefined) return [g, within];
    // At the edge of a panel: into the next one on that side.
    let best: readonly [number, number] | undefined;
    let least = Infinity;
    groups.forEach(({ places }, other) => {
      if (other === g) return;
      const place = nearest(places, here, direction);
      if (place === undefined) return;
      const distance = Math.hypot(places[place]!.x - here.x, places[place]!.y - here.y);
      if (distance < least) [best, least] = [[other, place], distance];
    });
    return best ?? [g, k];
  }

  #show(groups: readonly Group[], at: readonly [number, number]): void {
    this.#at = at;
    const { x, y, width, height, text } = groups[at[0]]!.places[at[1]]!;
    const box = this.#plot.getBoundingClientRect();
    if (this.#ring.parentElement !== this.#plot) this.#plot.append(this.#ring);
    const [w, h] = width === 0 ? [RING, RING] : [width + 4, height + 4];
    this.#ring.classList.toggle('cell', width !== 0);
    this.#ring.style.width = `${w}px`;
    this.#ring.style.height = `${h}px`;
    this.#ring.style.left = `${x - box.left - w / 2}px`;
    this.#ring.style.top = `${y - box.top - h / 2}px`;
    this.#ring.hidden = false;
    this.#readout.textContent = plain(text);
    this.#name(plain(text), { x: x - box.left, y: y - box.top, h }, box.width);
  }

  /** Words at the ring: above it where there is room, and within the plot's sides. */
  #name(text: string, ring: { x: number; y: number; h: number }, room: number): void {
    const label = this.#label;
    if (label.parentElement !== this.#plot) this.#plot.append(label);
    label.textContent = text;
    label.hidden = false;
    label.style.maxWidth = `${Math.min(320, room - 2 * SIDE)}px`;
    label.style.left = label.style.top = '0';
    const { width, height } = label.getBoundingClientRect();
    const left = Math.max(SIDE, Math.min(room - SIDE - width, ring.x - width / 2));
    const above = ring.y - ring.h / 2 - GAP - height;
    label.style.left = `${left}px`;
    label.style.top = `${above >= 0 ? above : ring.y + ring.h / 2 + GAP}px`;
  }

  #cache: { readonly svg: Element; readonly key: string; readonly groups: readonly Group[] } | undefined;

  /** All marks of the drawing that is seen, where they are in the window now. */
  #groups(): readonly Group[] {
    const svg = [...this.#plot.querySelectorAll('svg.tm-figure')].find((each) => each.clientWidth > 0);
    if (svg === undefined) return [];
    const { left, top, width } = svg.getBoundingClientRect();
    const key = `${left} ${top} ${width}`;
    if (this.#cache?.svg !== svg || this.#cache.key !== key) {
      const groups = [...svg.querySelectorAll<SVGGElement>('[data-inspect]')]
        .map(layOut)
        .filter(({ places }) => places.length > 0);
      this.#cache = { svg, key, groups };
    }
    return this.#cache.groups;
  }
}

function layOut(group: SVGGElement): Group {
  const matrix = group.getScreenCTM();
  if (matrix === null) return { places: [] };
  const { points, cells } = JSON.parse(group.dataset['inspect']!) as {
    readonly points?: readonly InspectedPoint[];
    readonly cells?: InspectedCells;
  };
  // Drawings are moved and scaled, never turned.
  const windowX = (x: number): number => matrix.a * x + matrix.e;
  const windowY = (y: number): number => matrix.d * y + matrix.f;
  if (points !== undefined) {
    return {
      places: points.map(([x, y, text]) => ({ x: windowX(x), y: windowY(y), width: 0, height: 0, text })),
    };
  }
  const { rows, columns, width, height, names, places, words = '', values } = cells!;
  const called = (axis: 0 | 1, k: number): string =>
    names[axis] && `${names[axis]} ${places?.[axis][k] ?? k + 1}`;
  const [cellWidth, cellHeight] = [width / columns, height / rows];
  return {
    places: values.map((value, k) => {
      const [row, column] = [Math.floor(k / columns), k % columns];
      const where = [called(0, row), called(1, column)].filter((word) => word !== '').join(', ');
      return {
        x: windowX((column + 0.5) * cellWidth),
        y: windowY((row + 0.5) * cellHeight),
        width: matrix.a * cellWidth,
        height: matrix.d * cellHeight,
        text: `${where}: ${words && `${words} `}${value}`,
      };
    }),
  };
}

/** The nearest place in a direction, straight ones preferred. */
function nearest(
  places: readonly Place[],
  from: Place,
  [dx, dy]: readonly [number, number],
): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  places.forEach(({ x, y }, k) => {
    const [ahead, aside] = [
      (x - from.x) * dx + (y - from.y) * dy,
      Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx),
    ];
    if (ahead < 0.5) return;
    const distance = ahead + 3 * aside;
    if (distance < least) [best, least] = [k, distance];
  });
  return best;
}

/** Without the marks for raised and lowered letters that drawings use. */
function plain(text: string): string {
  return text.replace(/[_^]\{([^}]*)\}/g, '$1');
}
