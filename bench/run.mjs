// `pnpm bench`: times a training step beside the peers and writes bench/results/bench.{json,md}.
// `pnpm bench sweep`: how its cost grows (sweep.mjs). `pnpm bench variance`: noise of gradients (variance.mjs).
// `pnpm bench site`: what a reader of the site waits for (site.mjs). Not a test: nothing fails for being slow.

import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chooseEntries, entriesFor } from './entries/index.mjs';
import { agreement } from './lib/agreement.mjs';
import { higherLimit, measureLimit } from './lib/limit.mjs';
import { measure } from './lib/measure.mjs';
import { endAll } from './lib/runner.mjs';
import { multiplyAdds } from './lib/work.mjs';
import { compare } from './report/compare.mjs';
import { goalsOf } from './report/goals.mjs';
import { machine, machineLine } from './report/machine.mjs';
import { markdown } from './report/markdown.mjs';
import { checkedName } from './report/results.mjs';
import { SETTINGS } from './settings.mjs';
import { site } from './site.mjs';
import { sweep } from './sweep.mjs';
import { variance } from './variance.mjs';

const USAGE = `Usage: pnpm bench [sweep | variance | site] [options]

  --settings a,b   only these: ${SETTINGS.map(({ key }) => key).join(', ')}
  --entries a,b    only these contestants or families: wasm, chromium, tfjs, jax-js, pytorch, jax, …
  --rounds n       turns of each contestant, default 7
  --round-ms n     milliseconds of a turn, default 300
  --quick          3 rounds of 50 ms
  --out name       files in bench/results, default bench (or sweep, variance, site)
  --figures a,b    of the site only these, and nothing is written
  --list           what there is, and what is missing, without measuring
`;

const say = (/** @type {string} */ text) => void process.stderr.write(`${text}\n`);

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    endAll();
    process.exit(130);
  });
}
process.once('exit', endAll);

try {
  await main();
  // Vite keeps the process of its compiler.
  process.exit(0);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(2);
}

async function main() {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2).filter((arg) => arg !== '--'),
    allowPositionals: true,
    options: {
      settings: { type: 'string' },
      entries: { type: 'string' },
      rounds: { type: 'string' },
      'round-ms': { type: 'string' },
      quick: { type: 'boolean', default: false },
      out: { type: 'string' },
      figures: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const [what = 'bench', ...more] = positionals;
  if (!['bench', 'sweep', 'variance', 'site'].includes(what) || more.length > 0) {
    throw new Error(`unknown argument ${positionals.join(' ')}\n\n${USAGE}`);
  }
  const out = checkedName(values.out ?? what);
  const options = {
    rounds: count('rounds', values.rounds, values.quick ? 3 : 7),
    roundMs: count('round-ms', values['round-ms'], values.quick ? 50 : 300),
    say,
  };
  const command = ['pnpm bench', ...process.argv.slice(2).filter((arg) => arg !== '--')].join(' ');
  mkdirSync(new URL('results/', import.meta.url), { recursive: true });
  if (what === 'sweep') await sweep({ ...options, out, command, isQuick: values.quick });
  else if (what === 'variance') await variance({ out, command, isQuick: values.quick, say });
  else if (what === 'site') await site({ out, command, only: values.figures?.split(','), say });
  else
    await bench({
      ...options,
      out,
      command,
      settings: values.settings,
      names: values.entries,
      isList: values.list,
    });
}

/** @param {string} option @param {string | undefined} given @param {number} otherwise */
function count(option, given, otherwise) {
  const value = given === undefined ? otherwise : Number(given);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new Error(`invalid --${option}: ${given}; give a whole number from 1`);
}

/** @param {string | undefined} keys */
function chooseSettings(keys) {
  if (keys === undefined) return SETTINGS;
  const wanted = keys.split(',');
  const unknown = wanted.filter((key) => !SETTINGS.some((setting) => setting.key === key));
  if (unknown.length > 0) {
    throw new Error(
      `unknown setting ${unknown.join(', ')}; there are ${SETTINGS.map(({ key }) => key).join(', ')}`,
    );
  }
  return SETTINGS.filter(({ key }) => wanted.includes(key));
}

/**
 * @param {import('./lib/measure.mjs').MeasureOptions & {
 *   out: string, command: string, settings: string | undefined, names: string | undefined, isList: boolean }} options
 */
async function bench({ out, command, settings: keys, names, isList, ...method }) {
  const chosen = chooseSettings(keys);
  const on = machine();
  say(machineLine(on));
  /** @type {import('./entries/index.mjs').Entry[]} */
  const entries = [];
  /** @type {Record<string, string>} */
  const missing = {};
  for (const entry of chooseEntries(entriesFor(on.cores), names)) {
    const reason = await entry.missing();
    if (reason === undefined) entries.push(entry);
    else missing[entry.key] = reason;
    say(`${entry.key}: ${entry.name}${reason === undefined ? '' : `: not there: ${reason}`}`);
  }
  if (isList) return;

  const limit = await measureLimit(on.cores);
  const measured = [];
  for (const setting of chosen) {
    say(`\n${setting.name}`);
    const present = entries.filter(
      ({ family, settings }) =>
        (!setting.oursOnly || family === 'wasm') &&
        (settings === undefined || settings.includes(setting.key)),
    );
    const found = await measure(setting.spec, present, method);
    for (const { entry, median, least, most } of found.timings) {
      say(`  ${entry}: ${median.toPrecision(3)} ms (${least.toPrecision(3)} to ${most.toPrecision(3)})`);
    }
    measured.push({ setting, ...found });
  }
  higherLimit(limit, await measureLimit(on.cores));

  const settings = measured.map(({ setting, timings, leftOut }) => {
    const work = multiplyAdds(setting.spec);
    return {
      key: setting.key,
      name: setting.name,
      multiplyAdds: work,
      timings,
      leftOut,
      comparisons: compare(timings, entries, work, limit, on.cores),
      agreement: agreement(timings),
    };
  });
  const timings = settings.flatMap((each) => each.timings);
  const results = {
    command,
    method: { rounds: method.rounds, roundMs: method.roundMs },
    machine: on,
    limit,
    entries: entries.map(({ key, name, side }) => {
      const timing = timings.find(({ entry }) => entry === key);
      return {
        key,
        name,
        side,
        device: timing?.device ?? 'did not run',
        version: timing?.version ?? 'unknown',
      };
    }),
    missing,
    settings,
    goals: goalsOf(settings, SETTINGS, on.cores),
  };
  const text = markdown(results);
  writeFileSync(new URL(`results/${out}.json`, import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(new URL(`results/${out}.md`, import.meta.url), text);
  process.stdout.write(`\n${text}\nwrote bench/results/${out}.md and .json\n`);
}
