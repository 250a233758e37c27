/**
 * <turn-solid>: a polytope under the reader's hand. Drawing code is loaded with the first touch.
 * Dragging turns and tilts; the slider turns, for keys.
 */
import { START_VIEW, turnOptions, type View } from './turn-options.js';

/** Degrees for each px of dragging. */
const DEGREES_PER_PX = 0.6;

class TurnSolid extends HTMLElement {
  #view: View = START_VIEW;
  #points: readonly number[] = [];
  #idPrefix = '';
  #drawing = false;
  #ends = new AbortController();

  connectedCallback(): void {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.#points = JSON.parse(this.dataset['points']!) as number[];
    // Each of several on a page needs ids of its own.
    const place = [...document.querySelectorAll('turn-solid')].indexOf(this);
    this.#idPrefix = `turn-live-${place}`;
    const solid = this.#solid;
    const slider = this.querySelector('input')!;
    slider.value = String(START_VIEW.azimuth);
    slider.addEventListener('input', () => this.#turn({ azimuth: slider.valueAsNumber }), { signal });
    solid.addEventListener(
      'pointerdown',
      (event) => {
        solid.setPointerCapture(event.pointerId);
        event.preventDefault();
      },
      { signal },
    );
    solid.addEventListener(
      'pointermove',
      (event) => {
        if (!solid.hasPointerCapture(event.pointerId)) return;
        const { azimuth, elevation } = this.#view;
        this.#turn({
          azimuth: (((azimuth - event.movementX * DEGREES_PER_PX) % 360) + 360) % 360,
          elevation: Math.max(-90, Math.min(90, elevation + event.movementY * DEGREES_PER_PX)),
        });
        slider.value = String(this.#view.azimuth);
      },
      { signal },
    );
  }

  disconnectedCallback(): void {
    this.#ends.abort();
  }

  get #solid(): HTMLElement {
    return this.querySelector<HTMLElement>('[data-part=solid]')!;
  }

  #turn(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change };
    this.querySelector('input')!.setAttribute('aria-valuetext', `${Math.round(this.#view.azimuth)} degrees`);
    void this.#draw();
  }

  /** At most once a frame, always with the latest view. */
  async #draw(): Promise<void> {
    if (this.#drawing) return;
    this.#drawing = true;
    const { drawSolid } = await import('./turn-drawing.js');
    await new Promise(requestAnimationFrame);
    this.#drawing = false;
    const polytope = this.dataset['polytope']!;
    this.#solid.innerHTML = drawSolid(
      polytope,
      this.#points,
      turnOptions(polytope, this.#view, this.#idPrefix),
    );
  }
}

customElements.define('turn-solid', TurnSolid);
