/**
 * The row of controls under a figure: reads what the reader chose, says what it means and whether
 * it differs from what stood there first.
 */
import { choiceIn, LARGEST_SEED, withChoice, type Choice, type SliderControl } from './controls.js';
import type { FigureSpec } from './messages.js';
import type { Settings, Sliders } from './permalink.js';
import { firstSize, specOf, type SizeName, type Sizes } from './sizes.js';

export interface ControlHandlers {
  readonly onSubmit: () => void;
  readonly onReset: () => void;
  readonly onChange: () => void;
}

interface Slider {
  readonly control: SliderControl;
  readonly input: HTMLInputElement;
}

export class ControlRow {
  readonly #form: HTMLFormElement;
  readonly #sizes: Sizes;
  readonly #submit: HTMLButtonElement;
  readonly #reset: HTMLButtonElement;
  readonly #seed: HTMLInputElement;
  readonly #sliders: readonly Slider[];
  readonly #handlers: ControlHandlers;

  constructor(form: HTMLFormElement, sizes: Sizes, signal: AbortSignal, handlers: ControlHandlers) {
    this.#form = form;
    this.#sizes = sizes;
    this.#handlers = handlers;
    this.#submit = form.querySelector('button[type=submit]')!;
    this.#reset = form.querySelector('button[type=reset]')!;
    this.#seed = form.querySelector('input[name=seed]')!;
    this.#sliders = [...form.querySelectorAll<HTMLInputElement>('input[data-control]')].map((input) => ({
      control: JSON.parse(input.dataset['control']!) as SliderControl,
      input,
    }));
    // Browsers keep what was typed before a reload; figure and form must agree.
    form.reset();
    this.#describe();
    form.addEventListener('input', (event) => this.#changed(event.target as HTMLInputElement), { signal });
    form.addEventListener(
      'submit',
      (event) => {
        event.preventDefault();
        handlers.onSubmit();
      },
      { signal },
    );
    form.addEventListener(
      'reset',
      () => {
        // The event comes before the values are back, and microtasks run before that too.
        setTimeout(() => {
          for (const { input } of this.#sliders) delete input.dataset['touched'];
          this.#describe();
          handlers.onChange();
          handlers.onReset();
        });
      },
      { signal },
    );
  }

  /** What the reader asks for; undefined, with the browser's own message, when it is not allowed. */
  spec(): FigureSpec | undefined {
    if (!this.#form.reportValidity()) return undefined;
    return this.#sliders.reduce(
      (spec, { control, input }) => withChoice(spec, control, choiceOf(control, input)),
      { ...specOf(this.#sizes, this.size), seed: this.#seed.valueAsNumber } as FigureSpec,
    );
  }

  get size(): SizeName {
    const chosen = this.#form.querySelector<HTMLInputElement>('input[name=size]:checked')?.value;
    return this.sizes.find((size) => size === chosen) ?? firstSize(this.#sizes);
  }

  /** What may be chosen. */
  get sizes(): readonly SizeName[] {
    return this.#sizes.sketch === undefined ? ['quick', 'paper'] : ['sketch', 'quick', 'paper'];
  }

  /** What a link has to say: the seed, the size, and the sliders that stand elsewhere than their preset has them. */
  settings(): Settings {
    const moved = this.#sliders.filter(
      ({ control, input }) => input.valueAsNumber !== choiceIn(specOf(this.#sizes, this.size), control),
    );
    return {
      seed: Number.isFinite(this.#seed.valueAsNumber) ? this.#seed.valueAsNumber : 0,
      size: this.size,
      choices: Object.fromEntries(moved.map(({ control, input }) => [control.id, input.valueAsNumber])),
    };
  }

  /** Puts settings in place, as if the reader had. */
  set({ seed, size, choices }: Settings): void {
    const radio = this.#form.querySelector<HTMLInputElement>(`input[name=size][value=${size}]`);
    if (radio !== null) radio.checked = true;
    this.#seed.value = String(seed);
    for (const { control, input } of this.#sliders) {
      const choice = choices[control.id];
      input.value = String(choice ?? choiceIn(specOf(this.#sizes, this.size), control));
      if (choice !== undefined) input.dataset['touched'] = '';
    }
    this.#describe();
    this.#handlers.onChange();
  }

  /** How many choices each slider has, by its id. */
  get sliders(): Sliders {
    return Object.fromEntries(this.#sliders.map(({ control }) => [control.id, control.choices.length]));
  }

  running(running: boolean): void {
    this.#submit.textContent = running ? 'Cancel' : 'Retrain';
  }

  disable(): void {
    for (const element of this.#form.elements)
      (element as HTMLInputElement | HTMLButtonElement | HTMLFieldSetElement).disabled = true;
  }

  #changed(input: HTMLInputElement): void {
    if (input.name === 'size') {
      // Sliders that nobody touched go with the size.
      for (const { control, input: slider } of this.#sliders) {
        if (slider.dataset['touched'] === undefined)
          slider.value = String(choiceIn(specOf(this.#sizes, this.size), control));
      }
    } else if (input.type === 'range') input.dataset['touched'] = '';
    this.#describe();
    this.#handlers.onChange();
  }

  /** Says what each slider stands for, and whether anything differs from what stood there first. */
  #describe(): void {
    let changed = this.#seed.value !== this.#seed.defaultValue || this.size !== firstSize(this.#sizes);
    for (const { control, input } of this.#sliders) {
      const choice = choiceOf(control, input);
      input.setAttribute('aria-valuetext', choice.meaning);
      input.closest('label')!.querySelector('.meaning')!.textContent = choice.meaning;
      changed ||= input.value !== input.defaultValue;
    }
    this.#form.toggleAttribute('data-changed', changed);
    this.#reset.title = changed ? 'Changed; back to the setting of the stored run' : 'Back to the stored run';
  }
}

function choiceOf(control: SliderControl, input: HTMLInputElement): Choice {
  return control.choices[input.valueAsNumber]!;
}

/** The values a seed field accepts, for its markup. */
export const SEED_RANGE = { min: 0, max: LARGEST_SEED } as const;
