/**
 * <live-check>: two sides of an equation, recomputed whenever the reader moves a slider or a vector.
 *
 * Vectors are dragged, or turned and stretched by the arrow keys. A check is loaded with the first touch.
 */
import { RandomStream, streamKey } from '@toymodels/core';
import { randomPoint, round, startOf, type Check, type Point } from './check.js';
import { loadCheck } from './registry.js';
import { angleOf, cells, place, REACH, spoken, verdict } from './view.js';

/** By one press of an arrow key: degrees, and units of length. */
const TURN = 3;
const STRETCH = 0.05;

class LiveCheck extends HTMLElement {
  #ends = new AbortController();
  #loading: Promise<Check> | undefined;
  #check: Check | undefined;
  #weights: Float64Array = new Float64Array();
  #frame = 0;
  #draws = 0;

  connectedCallback(): void {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.#weights = Float64Array.from(JSON.parse(this.dataset['weights'] ?? '[]') as number[]);
    for (const event of ['pointerenter', 'focusin', 'touchstart'] as const)
      this.addEventListener(event, () => void this.#load(), { signal, once: true, passive: true });
    this.addEventListener('input', () => void this.#changed(), { signal });
    this.querySelector('[data-do=random]')?.addEventListener(
      'click',
      () => void this.#load().then((check) => this.#move(randomPoint(check, this.#stream()))),
      { signal },
    );
    this.querySelector('[data-do=reset]')?.addEventListener(
      'click',
      () => void this.#load().then((check) => this.#move(startOf(check))),
      { signal },
    );
    this.#handles.forEach((handle, i) => this.#bring(handle, i, signal));
  }

  disconnectedCallback(): void {
    this.#ends.abort();
    cancelAnimationFrame(this.#frame);
  }

  get #handles(): SVGGElement[] {
    return [...this.querySelectorAll<SVGGElement>('[data-vector]')];
  }

  get #sliders(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('input[type=range]')];
  }

  #load(): Promise<Check> {
    this.#loading ??= loadCheck(this.dataset['check']!).then((check) => (this.#check = check));
    return this.#loading;
  }

  /** The n-th random point is the same for every reader. */
  #stream(): RandomStream {
    return new RandomStream(streamKey(++this.#draws, 'general'));
  }

  /** Makes one vector movable. */
  #bring(handle: SVGGElement, i: number, signal: AbortSignal): void {
    const plane = handle.ownerSVGElement!;
    handle.addEventListener(
      'pointerdown',
      (event) => {
        handle.setPointerCapture(event.pointerId);
        handle.focus();
        event.preventDefault();
      },
      { signal },
    );
    handle.addEventListener(
      'pointermove',
      (event) => {
        if (!handle.hasPointerCapture(event.pointerId)) return;
        const box = plane.getBoundingClientRect();
        const x = (2 * (event.clientX - box.left)) / box.width - 1;
        const y = 1 - (2 * (event.clientY - box.top)) / box.height;
        this.#point(i, x * REACH, y * REACH);
      },
      { signal },
    );
    handle.addEventListener(
      'keydown',
      (event) => {
        const turn = { ArrowLeft: TURN, ArrowRight: -TURN }[event.key] ?? 0;
        const stretch = { ArrowUp: STRETCH, ArrowDown: -STRETCH }[event.key] ?? 0;
        if (turn === 0 && stretch === 0) return;
        event.preventDefault();
        const [x, y] = [this.#weights[2 * i]!, this.#weights[2 * i + 1]!];
        const length = Math.max(0, Math.hypot(x, y) + stretch);
        const angle = Math.atan2(y, x) + (turn * Math.PI) / 180;
        this.#point(i, length * Math.cos(angle), length * Math.sin(angle));
      },
      { signal },
    );
  }

  #point(i: number, x: number, y: number): void {
    const length = Math.hypot(x, y);
    // Never of no length, where a vector would have lost its direction.
    const least = 0.02;
    const factor = this.hasAttribute('data-unit')
      ? 1 / Math.max(length, 1e-9)
      : Math.max(1, least / Math.max(length, 1e-9));
    const limit = REACH * 0.97;
    this.#weights[2 * i] = Math.max(-limit, Math.min(limit, x * factor));
    this.#weights[2 * i + 1] = Math.max(-limit, Math.min(limit, y * factor));
    void this.#changed();
  }

  #move({ values, weights }: Point): void {
    for (const slider of this.#sliders) slider.value = String(values[slider.name]!);
    this.#weights = Float64Array.from(weights);
    void this.#changed();
  }

  /** At most once a frame, always at the latest point. */
  async #changed(): Promise<void> {
    cancelAnimationFrame(this.#frame);
    await this.#load();
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#show());
  }

  #show(): void {
    const check = this.#check!;
    const values: Record<string, number> = {};
    for (const slider of this.#sliders) {
      const control = check.sliders.find(({ key }) => key === slider.name)!;
      values[slider.name] = round(slider.valueAsNumber);
      const shown = control.show?.(values[slider.name]!) ?? String(values[slider.name]).replace('-', '−');
      slider.setAttribute('aria-valuetext', shown);
      slider.closest('label')!.querySelector('.value')!.textContent = shown;
    }
    this.#handles.forEach((handle, i) => {
      const { x, y } = place(this.#weights, i);
      for (const part of handle.querySelectorAll('circle')) {
        part.setAttribute('cx', String(x));
        part.setAttribute('cy', String(y));
      }
      const line = handle.querySelector('line')!;
      line.setAttribute('x2', String(x));
      line.setAttribute('y2', String(y));
      const label = handle.querySelector('text')!;
      const distance = Math.hypot(x - 50, y - 50) || 1;
      label.setAttribute('x', String(x + (6 * (x - 50)) / distance));
      label.setAttribute('y', String(y + (6 * (y - 50)) / distance));
      handle.setAttribute('aria-valuenow', String(angleOf(this.#weights, i)));
      handle.setAttribute('aria-valuetext', spoken(this.#weights, i));
    });

    const point: Point = { values, weights: this.#weights };
    const rows = check.rows(point);
    this.querySelectorAll<HTMLElement>('[data-row]').forEach((element, r) => {
      const shown = cells(rows[r]!);
      for (const part of ['left', 'right', 'difference'] as const)
        element.querySelector(`[data-part=${part}]`)!.innerHTML = shown[part];
      element.dataset['agree'] = String(shown.agree);
      element.querySelector('[data-part=mark]')!.textContent = shown.agree ? '✓' : '✗';
    });
    const status = this.querySelector<HTMLElement>('[data-part=verdict]')!;
    const words = verdict(rows);
    if (status.textContent !== words) status.textContent = words;
    const remark = this.querySelector<HTMLElement>('[data-part=remark]');
    if (remark) remark.textContent = check.remark?.(point, rows) ?? '';
  }
}

customElements.define('live-check', LiveCheck);
