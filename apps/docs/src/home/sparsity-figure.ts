/**
 * <sparsity-figure>: five features in two dimensions, and a slider.
 *
 * Every movement of the slider finds the exact optimum again and draws it, at most once a frame. Where
 * one geometry gives way to another the vectors travel for a moment, unless less motion is wished for.
 * Theory and drawing are loaded when the reader first comes near.
 */
import type { Drawings } from './drawing.js';
import { SHOWN } from './following-code.js';
import type { SparsityState } from './state.js';

/** How long vectors travel from one geometry to the next, ms. */
const TRAVEL = 320;

interface Tools {
  stateAt(percent: number, previous?: SparsityState['optimum']): SparsityState;
  draw(weights: Float64Array, bias: Float64Array, title: string): Drawings;
}

class SparsityFigure extends HTMLElement {
  #ends = new AbortController();
  #tools: Promise<Tools> | undefined;
  #shown: SparsityState | undefined;
  #frame = 0;

  connectedCallback(): void {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    const slider = this.#slider;
    slider.addEventListener('input', () => void this.#schedule(), { signal });
    for (const event of ['pointerenter', 'focusin', 'touchstart'] as const)
      this.addEventListener(event, () => void this.#load(), { signal, once: true, passive: true });
    for (const place of this.querySelectorAll<HTMLButtonElement>('button[data-sparsity]'))
      place.addEventListener(
        'click',
        () => {
          slider.value = place.dataset['sparsity']!;
          void this.#schedule();
        },
        { signal },
      );
    // A page that is come back to keeps its slider, but its drawing is the one from the build.
    if (slider.value !== slider.defaultValue) void this.#schedule();
  }

  disconnectedCallback(): void {
    this.#ends.abort();
    cancelAnimationFrame(this.#frame);
  }

  get #slider(): HTMLInputElement {
    return this.querySelector('input')!;
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part=${name}]`)!;
  }

  #load(): Promise<Tools> {
    this.#tools ??= Promise.all([import('./state.js'), import('./drawing.js')]).then(
      ([{ stateAt }, { draw }]) => {
        this.#shown ??= stateAt(Number(this.#slider.defaultValue));
        return { stateAt, draw };
      },
    );
    return this.#tools;
  }

  /** However often the slider moves, once a frame. */
  async #schedule(): Promise<void> {
    cancelAnimationFrame(this.#frame);
    const tools = await this.#load();
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#show(tools));
  }

  #show(tools: Tools): void {
    const before = this.#shown;
    const state = tools.stateAt(this.#slider.valueAsNumber, before?.optimum);
    this.#shown = state;
    this.#slider.setAttribute('aria-valuetext', `S = ${state.sparsity}: ${state.meaning}`);
    this.#part('sparsity').textContent = `S = ${state.sparsity.toFixed(3)}`;
    this.#part('meaning').textContent = state.meaning;
    this.#part('loss').textContent = state.loss;
    this.#part('alone').textContent = state.alone;
    // Words that stay the same are not set anew, so that screen readers do not repeat them.
    for (const part of ['headline', 'detail'] as const)
      if (this.#part(part).textContent !== state.seen[part]) this.#part(part).textContent = state.seen[part];
    this.dataset['arrangement'] = state.seen.arrangement;
    this.dispatchEvent(new CustomEvent<SparsityState>(SHOWN, { detail: state, bubbles: true }));
    for (const place of this.querySelectorAll<HTMLButtonElement>('button[data-arrangement]'))
      place.toggleAttribute('data-current', place.dataset['arrangement'] === state.seen.arrangement);

    const jumps = before !== undefined && before.seen.arrangement !== state.seen.arrangement;
    if (jumps && !matchMedia('(prefers-reduced-motion: reduce)').matches) this.#travel(tools, before, state);
    else this.#draw(tools, state.optimum.weights, state.optimum.bias);
  }

  /** From one geometry to the next; a new movement of the slider cuts it short. */
  #travel(tools: Tools, from: SparsityState, to: SparsityState): void {
    const start = performance.now();
    const step = (now: number): void => {
      const t = Math.min(1, Math.max(0, (now - start) / TRAVEL));
      const part = t * t * (3 - 2 * t);
      const between = (a: Float64Array, b: Float64Array): Float64Array =>
        a.map((value, i) => value + part * (b[i]! - value));
      this.#draw(
        tools,
        between(from.optimum.weights, to.optimum.weights),
        between(from.optimum.bias, to.optimum.bias),
      );
      if (t < 1) this.#frame = requestAnimationFrame(step);
    };
    step(start);
  }

  #draw(tools: Tools, weights: Float64Array, bias: Float64Array): void {
    const drawings = tools.draw(weights, bias, this.#shown!.seen.headline);
    this.#part('vectors').innerHTML = drawings.vectors;
    this.#part('portrait').innerHTML = drawings.portrait;
  }
}

customElements.define('sparsity-figure', SparsityFigure);
