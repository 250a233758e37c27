// `pnpm bench [--quick] [--out NAME]`: times a training step and writes bench/results/NAME.{md,json}.
// Not a test: nothing fails for being slow.

import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { contestants } from './contestants/index.mjs';
import { measure } from './measure.mjs';
import { machine, markdown } from './report.mjs';
import { SETTINGS } from './settings.mjs';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    out: { type: 'string', default: 'latest' },
  },
});
if (!/^[\w.-]+$/.test(values.out)) {
  console.error(`invalid --out: ${values.out}; give a name of letters, digits, ".", "_" and "-"`);
  process.exit(2);
}

const options = values.quick ? { rounds: 3, roundMs: 100 } : { rounds: 9, roundMs: 400 };
const on = machine();
const entrants = [];
/** @type {Record<string, string>} */
const missing = {};
/** @type {Record<string, string>} */
const versions = {};
for (const contestant of contestants(availableParallelism())) {
  const reason = await contestant.missing();
  if (reason !== undefined) {
    missing[contestant.name] = reason;
    continue;
  }
  entrants.push(contestant);
  versions[contestant.name] = await contestant.version();
}

const settings = [];
for (const setting of SETTINGS) {
  const timings = await measure(setting, entrants, options);
  settings.push({ setting: setting.name, timings });
  for (const { contestant, median, least, most } of timings) {
    console.log(
      `${setting.name}  ${contestant}: ${median.toPrecision(3)} ms (${least.toPrecision(3)} to ${most.toPrecision(3)})`,
    );
  }
}

const command = ['pnpm bench', ...process.argv.slice(2)].join(' ');
const results = {
  date: new Date().toISOString().slice(0, 10),
  command,
  machine: on,
  versions,
  missing,
  settings,
};
const folder = new URL('./results/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL(`${values.out}.json`, folder), `${JSON.stringify(results, null, 2)}\n`);
writeFileSync(new URL(`${values.out}.md`, folder), markdown(results));
console.log(`\nwrote bench/results/${values.out}.md and .json`);
