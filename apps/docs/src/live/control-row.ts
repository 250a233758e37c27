/**
 * The row of controls under a figure: reads what the reader chose, says what it means and whether
 * it differs from the stored run.
 */
import { choiceIn, LARGEST_SEED, withChoice, type Choice, type SliderControl } from './controls.js';
import type { FigureSpec } from './messages.js';

export interface ControlHandlers {
  readonly onSubmit: () => void;
  readonly onReset: () => void;
}

export class ControlRow {
  readonly #form: HTMLFormElement;
  readonly #stored: FigureSpec;
  readonly #submit: HTMLButtonElement;
  readonly #reset: HTMLButtonElement;
  readonly #seed: HTMLInputElement;
  readonly #sliders: readonly { readonly control: SliderControl; readonly input: HTMLInputElement }[];

  /** @param stored spec of the stored run, which the form shows first */
  constructor(form: HTMLFormElement, stored: FigureSpec, signal: AbortSignal, handlers: ControlHandlers) {
    this.#form = form;
    this.#stored = stored;
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
    form.addEventListener('input', () => this.#describe(), { signal });
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
          this.#describe();
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
      { ...this.#stored, seed: this.#seed.valueAsNumber } as FigureSpec,
    );
  }

  running(running: boolean): void {
    this.#submit.textContent = running ? 'Cancel' : 'Retrain';
  }

  disable(): void {
    for (const element of this.#form.elements)
      (element as HTMLInputElement | HTMLButtonElement).disabled = true;
  }

  /** Says what each slider stands for, and whether anything differs from the stored run. */
  #describe(): void {
    let changed = this.#seed.value !== String(this.#stored.seed);
    for (const { control, input } of this.#sliders) {
      const choice = choiceOf(control, input);
      input.setAttribute('aria-valuetext', choice.meaning);
      input.closest('label')!.querySelector('.meaning')!.textContent = choice.meaning;
      changed ||= input.valueAsNumber !== choiceIn(this.#stored, control);
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
