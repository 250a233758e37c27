// What is done on the site's pages, and timed there. The browser tells of tasks from 50 ms on.

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').Page} Page */

/** Of a page that has come, until its late tasks are told, ms. */
const SETTLE = 400;
/** A figure that takes longer has failed, ms. */
const LONGEST = 120_000;
/** Positions through which each slider is moved, one a frame. */
const MOVES = 20;

/**
 * A page of its own that keeps its long tasks.
 *
 * @template Result
 * @param {Browser} browser
 * @param {string} url
 * @param {(page: Page) => Promise<Result>} measure
 */
async function onPage(browser, url, measure) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  try {
    await page.addInitScript(() => {
      /** @type {number[]} */
      const tasks = [];
      Object.assign(globalThis, { tasks });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(Math.round(duration));
      }).observe({ type: 'longtask', buffered: true });
    });
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(SETTLE);
    return await measure(page);
  } finally {
    await page.close();
  }
}

/** The longest task since the last question, ms; 0 where none took 50. @param {Page} page */
async function longestTask(page) {
  await page.waitForTimeout(SETTLE);
  return page.evaluate(() => {
    const { tasks } = /** @type {{ tasks: number[] }} */ (/** @type {unknown} */ (globalThis));
    return Math.max(0, ...tasks.splice(0));
  });
}

/** In the page: the time until an element's words match, ms. */
const PRESS =
  /** @type {(given: { button: string, words: string, end: string, most: number }) => Promise<number>} */ (
    ({ button, words, end, most }) =>
      new Promise((resolve, reject) => {
        const said = /** @type {Element} */ (document.querySelector(words));
        const begun = performance.now();
        const ended = new RegExp(end);
        const observer = new MutationObserver(() => {
          if (!ended.test(said.textContent ?? '')) return;
          observer.disconnect();
          resolve(performance.now() - begun);
        });
        observer.observe(said, { childList: true, characterData: true, subtree: true });
        setTimeout(() => reject(new Error(`nothing came of ${button}: ${said.textContent}`)), most);
        /** @type {HTMLElement} */ (document.querySelector(button)).click();
      })
  );

const seconds = (/** @type {number} */ ms) => Number((ms / 1000).toFixed(2));

/** Retrains a figure as its page has it. @param {Browser} browser @param {string} url @param {string} id */
export function retrain(browser, url, id) {
  return onPage(browser, url, async (page) => {
    const figure = `live-figure#${id}`;
    const loading = await longestTask(page);
    const size = await page.evaluate((selector) => {
      const input = document.querySelector(`${selector} input[name=size]:checked`);
      return input instanceof HTMLInputElement ? input.value : 'quick';
    }, figure);
    await page.locator(`${figure} .plot`).scrollIntoViewIfNeeded();
    const took = await page.evaluate(PRESS, {
      button: `${figure} button[type=submit]`,
      words: `${figure} [data-part=status]`,
      end: '^(Done|Training failed)',
      most: LONGEST,
    });
    const said = await page.locator(`${figure} [data-part=status]`).innerText();
    if (!said.startsWith('Done')) throw new Error(`${id}: ${said}`);
    return { size, seconds: seconds(took), loading, training: await longestTask(page) };
  });
}

/** Trains what the laboratory starts with. @param {Browser} browser @param {string} url */
export function trainLaboratory(browser, url) {
  return onPage(browser, url, async (page) => {
    await longestTask(page);
    const begun = performance.now();
    await page.locator('toy-laboratory [data-part=train]').click();
    await page.locator('toy-laboratory[data-shown]').waitFor({ timeout: LONGEST });
    const took = performance.now() - begun;
    return { seconds: seconds(took), training: await longestTask(page) };
  });
}

/** Moves each slider that a selector finds through its range, a position a frame. @param {Browser} browser @param {string} url @param {string} selector */
export function drag(browser, url, selector) {
  return onPage(browser, url, async (page) => {
    await longestTask(page);
    const times = await page.evaluate(
      async ({ selector: which, moves }) => {
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        /** @type {number[]} */
        const taken = [];
        for (const input of document.querySelectorAll(which)) {
          if (!(input instanceof HTMLInputElement)) continue;
          input.scrollIntoView({ block: 'center', behavior: 'instant' });
          await frame();
          let before = performance.now();
          const [min, max] = [Number(input.min), Number(input.max)];
          for (let move = 0; move <= moves; move++) {
            input.value = String(min + ((max - min) * move) / moves);
            input.dispatchEvent(new Event('input', { bubbles: true }));
            await frame();
            const now = performance.now();
            taken.push(now - before);
            before = now;
          }
        }
        return taken;
      },
      { selector, moves: MOVES },
    );
    const sorted = times.toSorted((a, b) => a - b);
    const median = Number((sorted[Math.floor(sorted.length / 2)] ?? NaN).toFixed(1));
    return { frames: times.length, median, longest: await longestTask(page) };
  });
}
