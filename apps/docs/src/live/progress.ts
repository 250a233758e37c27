/**
 * The thin progress line and the sentence beside it. The sentence is a live region, so it changes
 * only when something begins or ends; the line is a progressbar.
 */
export class Progress {
  readonly #line: HTMLElement;
  readonly #status: HTMLElement;

  constructor(line: HTMLElement, status: HTMLElement) {
    this.#line = line;
    this.#status = status;
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
    this.#line.setAttribute('aria-valuenow', String(percent));
    this.#line.setAttribute('aria-valuetext', what === '' ? `${percent} %` : `${percent} %, ${what}`);
    this.#line.style.setProperty('--done', String(done));
  }

  end(text: string): void {
    this.#line.hidden = true;
    this.say(text);
  }
}
