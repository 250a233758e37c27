/** A live figure on its page, as a reader uses it. */
import type { Locator, Page } from 'playwright-core';

export class Figure {
  readonly root: Locator;
  readonly page: Page;

  constructor(page: Page, id: string) {
    this.page = page;
    this.root = page.locator(`live-figure#${id}`);
  }

  part(name: string): Locator {
    return this.root.locator(`[data-part=${name}]`);
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  slider(name: string): Locator {
    return this.root.getByRole('slider', { name, exact: true });
  }

  get seed(): Locator {
    return this.root.getByLabel('Seed');
  }

  async says(words: RegExp): Promise<void> {
    await this.part('status').filter({ hasText: words }).waitFor();
  }

  /** With the fewest steps, and one start; else as the quick preset has it. */
  async retrain(seed: number): Promise<void> {
    await this.root.getByRole('radio', { name: 'quick' }).check();
    await this.seed.fill(String(seed));
    await this.slider('Training').press('Home');
    await this.button('Retrain').click();
    await this.says(/^Done/);
  }

  async downloaded(file: string): Promise<string> {
    const href = await this.root
      .locator(`a[data-file="${file}"]`)
      .evaluate((link: HTMLAnchorElement) => link.href);
    return this.page.evaluate(async (url) => (await fetch(url)).text(), href);
  }

  verdicts(): Promise<(string | undefined)[]> {
    return this.root
      .locator('.claims .verdict')
      .evaluateAll((all: HTMLElement[]) => all.map((each) => each.dataset['verdict']));
  }

  /** Counts how often the plot is replaced, in an attribute of its figure. */
  async countDrawings(): Promise<void> {
    await this.root.evaluate((figure: HTMLElement) => {
      const count = (): void =>
        void (figure.dataset['draws'] = String(Number(figure.dataset['draws'] ?? 0) + 1));
      new MutationObserver(count).observe(figure.querySelector('[data-part=plot]')!, { childList: true });
    });
  }
}
