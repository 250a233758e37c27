/** Gathers the loss windows that a trainer reports into one table. */

import type { AdvanceResult } from './backend.js';
import type { LossHistory } from './result.js';

export class HistoryRecorder {
  /** [window][model] */
  readonly #rows = new Map<number, Float64Array>();
  readonly #nModels: number;
  readonly #recordEvery: number;

  constructor(nModels: number, recordEvery: number, earlier?: LossHistory) {
    this.#nModels = nModels;
    this.#recordEvery = recordEvery;
    earlier?.step.forEach((step, row) => {
      const window = Math.round(step / recordEvery) - 1;
      this.#rows.set(window, earlier.loss.slice(row * nModels, (row + 1) * nModels));
    });
  }

  add({ losses, firstWindow }: AdvanceResult): void {
    losses.forEach((values, model) => {
      values.forEach((loss, offset) => {
        const window = firstWindow[model]! + offset;
        let row = this.#rows.get(window);
        if (!row) this.#rows.set(window, (row = new Float64Array(this.#nModels).fill(NaN)));
        row[model] = loss;
      });
    });
  }

  history(): LossHistory {
    const windows = [...this.#rows.keys()].sort((a, b) => a - b);
    const loss = new Float64Array(windows.length * this.#nModels);
    windows.forEach((window, row) => loss.set(this.#rows.get(window)!, row * this.#nModels));
    return { step: Float64Array.from(windows, (window) => (window + 1) * this.#recordEvery), loss };
  }
}
