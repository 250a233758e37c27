/** The row of check boxes: which views are shown. Only those that the models can have are offered. */
import type { Settings, ViewName } from '../state/settings.js';
import { possibleViews, shownViews, usualViews, VIEW_TITLES } from './choose-views.js';

export class ViewChoice {
  readonly #box: HTMLElement;

  /** @param onChange undefined when the usual ones are chosen */
  constructor(
    box: HTMLElement,
    onChange: (views: readonly ViewName[] | undefined) => void,
    signal: AbortSignal,
  ) {
    this.#box = box;
    box.addEventListener(
      'change',
      () => {
        const chosen = [...box.querySelectorAll<HTMLInputElement>('input:checked')].map(
          ({ value }) => value as ViewName,
        );
        const usual = JSON.parse(box.dataset['usual']!) as ViewName[];
        onChange(chosen.join() === usual.join() ? undefined : chosen);
      },
      { signal },
    );
  }

  show(settings: Settings): void {
    const possible = possibleViews(settings);
    const shown = shownViews(settings);
    this.#box.dataset['usual'] = JSON.stringify(usualViews(settings));
    const kept = [...this.#box.querySelectorAll<HTMLInputElement>('input')];
    if (kept.map(({ value }) => value).join() !== possible.join()) {
      const labels = possible.map((view) => {
        const label = document.createElement('label');
        const input = Object.assign(document.createElement('input'), { type: 'checkbox', value: view });
        label.append(input, ` ${VIEW_TITLES[view]}`);
        return label;
      });
      this.#box.replaceChildren(this.#box.querySelector('legend')!, ...labels);
    }
    for (const input of this.#box.querySelectorAll<HTMLInputElement>('input'))
      input.checked = shown.includes(input.value as ViewName);
  }
}
