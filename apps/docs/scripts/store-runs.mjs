// Runs figures in Node and stores them for the site: `pnpm --filter @toymodels/docs store-runs [ids]`.
//
// By hand, when a figure or a backend changed what comes out; the results are committed, so that
// building the site trains nothing. Without ids: those stored already. PRESET=quick|paper chooses the
// preset; without it a run keeps the one it was stored with, and a new one is made with `paper`.

import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { wasmBackend } from '@toymodels/backend-wasm';
import { VERSION } from '@toymodels/core';
import { loadFigure } from '@toymodels/paper';

const FOLDER = fileURLToPath(new URL('../src/data/', import.meta.url));
const given = process.argv.slice(2);
const ids = given.length > 0 ? given : stored();

for (const id of ids) {
  const figure = await loadFigure(id);
  const file = `${FOLDER}${id}.json`;
  const preset =
    process.env['PRESET'] ?? (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).preset : 'paper');
  const spec = figure.presets[/** @type {'quick' | 'paper'} */ (preset)];
  if (spec === undefined)
    throw new Error(`PRESET is "${preset}"; allowed are ${Object.keys(figure.presets).join(', ')}`);
  const backend = wasmBackend();
  let shown = -1;
  const data = await figure.run(spec, {
    backend,
    onProgress: (done, what) => {
      const percent = Math.floor(done * 10) * 10;
      if (percent !== shown) console.log(`${id}: ${(shown = percent)} % ${what}`);
    },
  });
  // The core count of this machine is not part of the result: no device, so the same run gives the same bytes.
  writeFileSync(
    `${file}.partial`,
    `${JSON.stringify({ figure: id, preset, version: VERSION, backend: backend.name, spec, data })}\n`,
  );
  renameSync(`${file}.partial`, file);
  console.log(
    `${id}: stored; ${figure.claims(data, spec).filter(({ verdict }) => verdict === 'holds').length} claims hold`,
  );
}

function stored() {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
}
