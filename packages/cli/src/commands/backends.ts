/** `toymodels backends`: what can train here, on what, in which precision; and what would mend the others. */

import { DEFAULT_BACKEND, probeBackend, type BackendEntry } from '../backends.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { print, type Io } from '../io.js';
import { styler } from '../terminal/style.js';

export async function listBackends(
  backends: readonly BackendEntry[],
  io: Io,
  { json }: { readonly json: boolean },
): Promise<ExitCode> {
  const found = [];
  for (const entry of backends) {
    const { name, description, hasWorkers } = entry;
    const isDefault = name === DEFAULT_BACKEND;
    found.push({ name, description, isDefault, hasWorkers, ...(await probeBackend(entry)) });
  }
  if (json) {
    print(io, JSON.stringify(found, null, 2));
    return EXIT.ok;
  }
  const style = styler(io, io.stdout);
  const width = Math.max(...found.map(({ name }) => name.length));
  for (const each of found) {
    const mark = each.available ? style('green', '✓') : style('red', '✗');
    print(
      io,
      `${mark} ${style('bold', each.name.padEnd(width))}  ${each.description}${each.isDefault ? ' (default)' : ''}`,
    );
    const indent = ' '.repeat(width + 4);
    if (each.available) {
      const { device, precision, reproducible, version } = each.info;
      const bits = reproducible ? 'the same bits on every machine' : 'within a tolerance of the reference';
      print(
        io,
        `${indent}${device}; ${precision}, ${bits}${each.hasWorkers ? '; takes --workers' : ''}; ${version}`,
      );
    } else {
      print(io, `${indent}not available: ${each.reason}`);
      print(io, `${indent}${each.mend}`);
    }
  }
  print(io);
  print(io, 'Every backend trains all four models, with sets, restarts and hiddenL1, on the same samples.');
  return EXIT.ok;
}
