// `pnpm bench site`: how long a reader waits for the built site (apps/docs/dist; SITE_FOLDER names another build).
// Every live figure is opened in a page of its own and retrained in the size that stands there first; sliders of the
// home page and of the derivation are dragged; the laboratory trains what it starts with. Measured are the
// wall clock and the longest task of the page's main thread. Writes bench/results/site.{json,md}; about three minutes.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { launchOptions } from '../scripts/find-chromium.mjs';
import { machine, machineLine } from './report/machine.mjs';
import { siteMarkdown } from './report/site-markdown.mjs';
import { serveFolder } from './site/serve.mjs';
import { drag, retrain, trainLaboratory } from './site/measure.mjs';

const FOLDER = process.env['SITE_FOLDER'] ?? fileURLToPath(new URL('../apps/docs/dist/', import.meta.url));

/** What the issue of the site asks for. */
const WANTED = { seconds: 5, task: 100 };

/**
 * @typedef {object} FigureTime
 * @property {string} id
 * @property {string} size that stands there first
 * @property {number} seconds from the press of the button to the last word
 * @property {number} loading longest task while the page loads, ms; 0 where none took 50
 * @property {number} training longest task while it trains, ms; 0 where none took 50
 */

/**
 * @typedef {object} DragTime
 * @property {string} page
 * @property {number} frames that were drawn while the slider moved on in each
 * @property {number} median time of a frame, ms
 * @property {number} longest task, ms; 0 where none took 50
 */

/**
 * @typedef {object} SiteResults
 * @property {string} command
 * @property {import('./report/machine.mjs').Machine} machine
 * @property {string} browser
 * @property {typeof WANTED} wanted
 * @property {FigureTime[]} figures
 * @property {DragTime[]} drags
 * @property {{ seconds: number, training: number }} laboratory
 */

/** @param {{ out: string, command: string, only: readonly string[] | undefined, say: (text: string) => void }} options */
export async function site({ out, command, only, say }) {
  if (!existsSync(`${FOLDER}/index.html`))
    throw new Error(`there is no built site in ${FOLDER}; run npm run build first`);
  const on = machine();
  say(machineLine(on));
  const server = await serveFolder(FOLDER);
  const browser = await chromium.launch(launchOptions());
  try {
    /** @type {FigureTime[]} */
    const figures = [];
    for (const { path, id } of figuresOf(FOLDER)) {
      if (only !== undefined && !only.includes(id)) continue;
      const time = { id, ...(await retrain(browser, server.origin + path, id)) };
      figures.push(time);
      say(`${id} (${time.size}): ${time.seconds} s, longest task ${time.loading} and ${time.training} ms`);
    }
    if (only !== undefined) return;
    /** @type {DragTime[]} */
    const drags = [];
    for (const [path, selector] of sliders(FOLDER)) {
      const time = { page: path, ...(await drag(browser, server.origin + path, selector)) };
      drags.push(time);
      say(`sliders of ${path}: ${time.median} ms a frame, longest task ${time.longest} ms`);
    }
    const laboratory = await trainLaboratory(browser, `${server.origin}/laboratory/`);
    say(`laboratory: ${laboratory.seconds} s, longest task ${laboratory.training} ms`);
    /** @type {SiteResults} */
    const results = {
      command,
      machine: on,
      browser: `Chromium ${browser.version()}`,
      wanted: WANTED,
      figures,
      drags,
      laboratory,
    };
    const file = (/** @type {string} */ ending) => new URL(`results/${out}.${ending}`, import.meta.url);
    writeFileSync(file('json'), `${JSON.stringify(results, null, 2)}\n`);
    writeFileSync(file('md'), siteMarkdown(results));
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Every live figure and the page where it stands. @param {string} folder */
function figuresOf(folder) {
  return readdirSync(`${folder}/paper`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const html = readFileSync(`${folder}/paper/${name}/index.html`, 'utf8');
      return [...html.matchAll(/<live-figure id="([^"]+)"/g)].map(([, id]) => ({
        path: `/paper/${name}/`,
        id: /** @type {string} */ (id),
      }));
    });
}

/** Pages with sliders that compute on the page itself. @param {string} folder @returns {[string, string][]} */
function sliders(folder) {
  const chapters = readdirSync(`${folder}/derivation`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(
      ({ name }) =>
        /** @type {[string, string]} */ ([`/derivation/${name}/`, 'live-check input[type=range]']),
    );
  return [['/', 'sparsity-figure input[type=range]'], ...chapters];
}
