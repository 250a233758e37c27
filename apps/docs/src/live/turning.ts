/**
 * Turns a figure's drawings in three dimensions: by dragging them, by Shift with the arrow keys in the
 * plot, and by the slider below it. Knows nothing of figures; a page reads `view` and draws.
 *
 * Nothing moves by itself, so there is nothing to be spared those who want little motion.
 */
import type { Turn } from '@toymodels/plots';

/** Degrees for each px of dragging, and for each press of a key. */
const DEGREES_PER_PX = 0.6;
const DEGREES_PER_KEY = 5;
/** So far a finger may move and still only point, px. */
const SLACK = 4;

const KEYS: Readonly<Record<string, Turn>> = {
  ArrowLeft: { azimuth: -DEGREES_PER_KEY, elevation: 0 },
  ArrowRight: { azimuth: DEGREES_PER_KEY, elevation: 0 },
  ArrowUp: { azimuth: 0, elevation: DEGREES_PER_KEY },
  ArrowDown: { azimuth: 0, elevation: -DEGREES_PER_KEY },
};

const NONE: Turn = { azimuth: 0, elevation: 0 };

export interface TurningParts {
  readonly plot: HTMLElement;
  readonly slider: HTMLInputElement;
}

export class Turning {
  readonly #plot: HTMLElement;
  readonly #slider: HTMLInputElement;
  readonly #turned: () => void;
  #view: Turn = NONE;
  #from: { readonly x: number; readonly y: number; readonly view: Turn } | undefined;

  /** @param turned called after each turn */
  constructor({ plot, slider }: TurningParts, signal: AbortSignal, turned: () => void) {
    this.#plot = plot;
    this.#slider = slider;
    this.#turned = turned;
    const options = { signal };
    slider.addEventListener(
      'input',
      () => this.#turn({ ...this.#view, azimuth: slider.valueAsNumber }),
      options,
    );
    plot.addEventListener('keydown', (event) => this.#key(event), options);
    plot.addEventListener('pointerdown', (event) => this.#down(event), options);
    plot.addEventListener('pointermove', (event) => this.#move(event), options);
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
      plot.addEventListener(end, () => this.#up(), options);
    this.reset();
  }

  /** Degrees from where the figure is seen by itself. */
  get view(): Turn {
    return this.#view;
  }

  get turned(): boolean {
    return this.#view.azimuth !== 0 || this.#view.elevation !== 0;
  }

  reset(): void {
    this.#set(NONE);
  }

  #set({ azimuth, elevation }: Turn): void {
    // Once around is where it was.
    const around = ((((azimuth + 180) % 360) + 360) % 360) - 180;
    this.#view = { azimuth: around, elevation: Math.max(-90, Math.min(90, elevation)) };
    if (this.#slider.valueAsNumber !== around) this.#slider.value = String(around);
    this.#slider.setAttribute('aria-valuetext', this.words);
  }

  #turn(view: Turn): void {
    this.#set(view);
    this.#turned();
  }

  /** How far it is turned, for those who cannot see it. */
  get words(): string {
    const { azimuth, elevation } = this.#view;
    const whole = (degrees: number): string => String(Math.round(degrees)).replace('-', '−');
    const tilt = elevation === 0 ? '' : `, tilted by ${whole(elevation)}`;
    return `${whole(azimuth)}${tilt} degrees`;
  }

  #key(event: KeyboardEvent): void {
    const step = KEYS[event.key];
    if (event.target !== this.#plot || !event.shiftKey || step === undefined) return;
    event.preventDefault();
    const { azimuth, elevation } = this.#view;
    this.#turn({ azimuth: azimuth + step.azimuth, elevation: elevation + step.elevation });
  }

  #down({ clientX, clientY, button, isPrimary }: PointerEvent): void {
    if (button !== 0 || !isPrimary || !this.#over(clientX, clientY)) return;
    this.#from = { x: clientX, y: clientY, view: this.#view };
  }

  #move({ clientX, clientY, pointerId, buttons }: PointerEvent): void {
    if (buttons === 0) {
      this.#from = undefined;
      this.#plot.toggleAttribute('data-turns-here', this.#over(clientX, clientY));
    }
    if (this.#from === undefined) return;
    const [dx, dy] = [clientX - this.#from.x, clientY - this.#from.y];
    if (!this.#plot.hasAttribute('data-turning')) {
      if (Math.hypot(dx, dy) < SLACK) return;
      this.#plot.toggleAttribute('data-turning', true);
      this.#plot.setPointerCapture(pointerId);
    }
    const { azimuth, elevation } = this.#from.view;
    this.#turn({ azimuth: azimuth - dx * DEGREES_PER_PX, elevation: elevation + dy * DEGREES_PER_PX });
  }

  #up(): void {
    this.#from = undefined;
    this.#plot.toggleAttribute('data-turning', false);
  }

  /** Whether there is something to take hold of; anywhere, while the drawing does not say where it turns. */
  #over(x: number, y: number): boolean {
    const places = [...this.#plot.querySelectorAll('[data-turns]')]
      .map((mark) => mark.getBoundingClientRect())
      .filter(({ width }) => width > 0);
    return (
      places.length === 0 ||
      places.some(({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom)
    );
  }
}
