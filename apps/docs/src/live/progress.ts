/**
 * The thin progress line, the sentence under it, and the percentage beside that. The sentence is a
 * live region, so it changes only when something begins or ends; the line is a progressbar, and the
 * percentage is for the eye only.
 */
export class Progress {
  readonly #line: HTMLElement;
  readonly #status: HTMLElement;
  readonly #detail: HTMLElement;

  constructor(line: HTMLElement, status: HTMLElement, detail: HTMLElement) {
    this.#line = line;
    this.#status = status;
    this.#detail = detail;
  }

  say(text: string): void {
    this.#status.textContent = text;
  }

  start(text: string): void {
    this.at(0, '');
    this.#line.hidden = false;
    this.say(text);
  }

  /** @param done share in [0, 1] */
  at(done: number, what: string): void {
    const percent = Math.round(100 * Math.min(1, done));
    const words = what === '' ? `${percent} %` : `${percent} %, ${what}`;
    this.#line.setAttribute('aria-valuenow', String(percent));
    this.#line.setAttribute('aria-valuetext', words);
    this.#detail.textContent = words;
    this.#line.style.setProperty('--done', String(done));
  }

  end(text: string): void {
    this.#line.hidden = true;
    this.#detail.textContent = '';
    this.say(text);
  }
}
