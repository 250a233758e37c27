/**
 * The pictures: for each view a section with one drawing, or two side by side. Sections stay while their drawings
 * change, so that nothing jumps while models train.
 */
import { Inspector } from '../../live/inspector.js';
import type { ModelMeasures } from '../state/measures.js';
import type { LabModel, LossCurve } from '../state/outcome.js';
import type { Settings, Turned, ViewName } from '../state/settings.js';
import { shownViews, VIEW_TITLES } from './choose-views.js';
import { drawView, type Drawn } from './draw.js';
import { sharedScales, type Scales } from './scales.js';

/** One experiment on the bench. */
export interface Shown {
  /** Above its drawings where there are two; '' for one alone. */
  readonly name: string;
  readonly settings: Settings;
  readonly models: readonly LabModel[];
  readonly measures?: readonly ModelMeasures[];
  readonly curves: readonly LossCurve[];
}

export interface BenchHandlers {
  readonly onTurn: (turned: Turned) => void;
  readonly onFile: (view: ViewName, kind: 'svg' | 'png', side: number) => void;
}

/** Degrees for each px of dragging. */
const DEGREES_PER_PX = 0.6;
const LEAST_WIDTH = 260;
/** Width of files, px. */
const FILE_WIDTH = 720;

interface Section {
  readonly element: HTMLElement;
  readonly sides: HTMLElement;
  readonly plots: {
    readonly plot: HTMLElement;
    readonly name: HTMLElement;
    readonly note: HTMLElement;
    readonly inspector: Inspector;
  }[];
}

export class Bench {
  readonly #root: HTMLElement;
  readonly #handlers: BenchHandlers;
  readonly #signal: AbortSignal;
  readonly #sections = new Map<ViewName, Section>();
  #shown: readonly Shown[] = [];
  /** Of a comparison. */
  #scales: Scales = {};
  /** Drawings of before are given up when there are newer ones. */
  #turn = 0;

  constructor(root: HTMLElement, handlers: BenchHandlers, signal: AbortSignal) {
    this.#root = root;
    this.#handlers = handlers;
    this.#signal = signal;
    let width = root.clientWidth;
    const watch = new ResizeObserver(() => {
      if (Math.abs(root.clientWidth - width) < 8) return;
      width = root.clientWidth;
      void this.show(this.#shown);
    });
    watch.observe(root);
    signal.addEventListener('abort', () => watch.disconnect());
  }

  /** Draws one view a frame, so that no task is long. Resolves when all are drawn, or newer ones are asked for. */
  async show(shown: readonly Shown[]): Promise<void> {
    this.#take(shown);
    const turn = ++this.#turn;
    const current = shown.at(-1);
    if (current === undefined) return;
    const views = shownViews(current.settings);
    this.#root.querySelectorAll(':scope > [data-example]').forEach((each) => each.remove());
    for (const [view, { element }] of this.#sections) element.hidden = !views.includes(view);
    for (const view of views) {
      const section = this.#section(view, shown.length);
      section.element.hidden = false;
      for (const [side, each] of shown.entries()) {
        this.#draw(view, section, side, each);
        await nextFrame();
        if (turn !== this.#turn) return;
      }
    }
  }

  /** What is shown from now on, and by which scales. */
  #take(shown: readonly Shown[]): void {
    this.#shown = shown;
    this.#scales = shown.length > 1 && shown.at(-1)!.settings.sameScales ? sharedScales(shown) : {};
  }

  /** A view as a file has it: light, with its title. undefined where there is nothing to see. */
  file(view: ViewName, side: number): string | undefined {
    const shown = this.#shown[side];
    if (shown === undefined) return undefined;
    const drawn = drawView(
      view,
      shown,
      {
        theme: 'light',
        width: FILE_WIDTH,
        showTitle: true,
        idPrefix: 'lab-file',
        document,
      },
      this.#scales,
    );
    return 'svg' in drawn ? drawn.svg : undefined;
  }

  #draw(view: ViewName, { plots, sides }: Section, side: number, shown: Shown): void {
    const { plot, name, note, inspector } = plots[side]!;
    name.textContent = shown.name;
    name.hidden = shown.name === '';
    const width = Math.max(
      LEAST_WIDTH,
      Math.floor(sides.clientWidth / (this.#beside(sides) ? plots.length : 1)) - (plots.length > 1 ? 12 : 0),
    );
    const drawn = guarded(() =>
      drawView(
        view,
        shown,
        {
          theme: 'auto',
          width,
          idPrefix: `lab-${view}-${side}`,
          document,
          inspect: shown.measures !== undefined,
        },
        this.#scales,
      ),
    );
    inspector.clear();
    if ('svg' in drawn) plot.innerHTML = drawn.svg;
    else plot.replaceChildren();
    // The ring of the inspector stands in the plot.
    inspector.stale();
    const more = 'first' in drawn && drawn.first !== undefined ? `The first ${drawn.first} are drawn.` : '';
    note.textContent = 'nothing' in drawn ? drawn.nothing : more;
  }

  #beside(sides: HTMLElement): boolean {
    return getComputedStyle(sides).gridTemplateColumns.split(' ').length > 1;
  }

  #section(view: ViewName, count: number): Section {
    const known = this.#sections.get(view);
    if (known !== undefined && known.plots.length === count) return known;
    const section = this.#build(view, count);
    if (known === undefined) {
      // In the order of all views, wherever it is added.
      const after = [...this.#sections.keys()]
        .filter((each) => order(each) > order(view))
        .sort((a, b) => order(a) - order(b))[0];
      this.#root.insertBefore(
        section.element,
        after === undefined ? null : this.#sections.get(after)!.element,
      );
    } else known.element.replaceWith(section.element);
    this.#sections.set(view, section);
    return section;
  }

  #build(view: ViewName, count: number): Section {
    const element = document.createElement('section');
    element.className = 'lab-view';
    element.dataset['view'] = view;
    element.setAttribute('aria-labelledby', `lab-view-${view}`);
    const heading = Object.assign(document.createElement('h3'), {
      id: `lab-view-${view}`,
      textContent: VIEW_TITLES[view],
    });
    const sides = Object.assign(document.createElement('div'), { className: 'lab-sides' });
    sides.dataset['count'] = String(count);
    const plots = Array.from({ length: count }, (_, side) => {
      const box = Object.assign(document.createElement('div'), { className: 'lab-side' });
      const name = Object.assign(document.createElement('p'), { className: 'lab-side-name' });
      const plot = Object.assign(document.createElement('div'), { className: 'plot' });
      plot.setAttribute('aria-label', `${VIEW_TITLES[view]}${count > 1 ? (side === 0 ? ', A' : ', B') : ''}`);
      const note = Object.assign(document.createElement('p'), { className: 'lab-side-note' });
      const readout = Object.assign(document.createElement('p'), {
        className: 'readout',
        id: `lab-readout-${view}-${side}`,
      });
      readout.setAttribute('role', 'status');
      const tools = Object.assign(document.createElement('p'), { className: 'lab-tools' });
      for (const kind of ['svg', 'png'] as const) {
        const button = Object.assign(document.createElement('button'), {
          type: 'button',
          textContent: kind.toUpperCase(),
        });
        button.setAttribute(
          'aria-label',
          `${kind.toUpperCase()} of ${VIEW_TITLES[view]}${count > 1 ? (side === 0 ? ', A' : ', B') : ''}`,
        );
        button.addEventListener('click', () => this.#handlers.onFile(view, kind, side), {
          signal: this.#signal,
        });
        tools.append(button);
      }
      box.append(name, plot, note, readout, tools);
      sides.append(box);
      const inspector = new Inspector({ plot, readout }, this.#signal, () => Promise.resolve());
      return { plot, name, note, inspector };
    });
    element.append(
      heading,
      ...(view === 'solid' ? [this.#turning(plots.map(({ plot }) => plot))] : []),
      sides,
    );
    return { element, sides, plots };
  }

  /** Sliders for keys, dragging for pointers. */
  #turning(plots: readonly HTMLElement[]): HTMLElement {
    const box = Object.assign(document.createElement('div'), { className: 'lab-turn' });
    const turned = (): Turned => this.#shown.at(-1)!.settings.turned;
    const slider = (name: string, least: number, most: number, of: keyof Turned): HTMLInputElement => {
      const label = document.createElement('label');
      const input = Object.assign(document.createElement('input'), {
        type: 'range',
        min: String(least),
        max: String(most),
        step: '1',
      });
      input.value = String(turned()[of]);
      label.append(
        Object.assign(document.createElement('span'), { className: 'name', textContent: name }),
        input,
      );
      input.addEventListener(
        'input',
        () => this.#handlers.onTurn({ ...turned(), [of]: input.valueAsNumber }),
        { signal: this.#signal },
      );
      box.append(label);
      return input;
    };
    const azimuth = slider('Turn', 0, 360, 'azimuth');
    const elevation = slider('Tilt', -90, 90, 'elevation');
    for (const plot of plots) {
      plot.addEventListener('pointerdown', (event) => plot.setPointerCapture(event.pointerId), {
        signal: this.#signal,
      });
      plot.addEventListener(
        'pointermove',
        (event) => {
          if (!plot.hasPointerCapture(event.pointerId)) return;
          const { azimuth: a, elevation: e } = turned();
          const next = {
            azimuth: Math.round((((a - event.movementX * DEGREES_PER_PX) % 360) + 360) % 360),
            elevation: Math.round(Math.max(-90, Math.min(90, e + event.movementY * DEGREES_PER_PX))),
          };
          [azimuth.value, elevation.value] = [String(next.azimuth), String(next.elevation)];
          this.#handlers.onTurn(next);
        },
        { signal: this.#signal },
      );
    }
    return box;
  }

  /** Draws only what is turned. */
  turned(shown: readonly Shown[]): void {
    this.#take(shown);
    const section = this.#sections.get('solid');
    if (section !== undefined) shown.forEach((each, side) => this.#draw('solid', section, side, each));
  }
}

const ORDER = Object.keys(VIEW_TITLES);
const order = (view: ViewName): number => ORDER.indexOf(view);

/** A drawing that cannot be made says so, and leaves the others alone. */
function guarded(draw: () => Drawn): Drawn {
  try {
    return draw();
  } catch (error) {
    return { nothing: `This could not be drawn: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Also where the page is in the background and no frame comes. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 100);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve, 0);
    });
  });
}
