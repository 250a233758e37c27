/** The command `toymodels-setup-tfjs-node`. Exit codes: 0 set up, 1 it could not be, 2 wrong arguments. */

import { parseArgs } from 'node:util';
import { ToyModelsError } from '@toymodels/core';
import { setupFolder } from './folder.js';
import { setupTfjsNode } from './setup/setup.js';

const USAGE = `Usage: toymodels-setup-tfjs-node [--force] [--source auto|download|wheel]

Sets native TensorFlow up for @toymodels/backend-node, in
  ${setupFolder()}
(TOYMODELS_CACHE chooses another cache). Takes tfjs-node's own download; where that is not to be had, the
library out of the Python package tensorflow-cpu, which needs Linux on x64, Python 3 with pip and a C++ compiler.

  --force    set up anew even if a working one is there
  --source   try only one of the two sources
  --help     this text
`;

const say = (line: string): void => {
  process.stderr.write(`toymodels-setup-tfjs-node: ${line}\n`);
};

async function main(): Promise<number> {
  let values: { force?: boolean; source?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      options: {
        force: { type: 'boolean' },
        source: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { force = false, source = 'auto' } = values;
  if (source !== 'auto' && source !== 'download' && source !== 'wheel') {
    process.stderr.write(`invalid --source: ${source}; allowed are auto, download and wheel\n`);
    return 2;
  }
  try {
    const { folder, wasThere, libtensorflow, source: from } = await setupTfjsNode({ force, source, say });
    const what = `native TensorFlow ${libtensorflow} (from ${from}) in ${folder}`;
    say(wasThere ? `nothing to do: there is ${what}, and it works` : `set up ${what}`);
    return 0;
  } catch (error) {
    if (!(error instanceof ToyModelsError)) throw error;
    say(error.message);
    return 1;
  }
}

process.exitCode = await main();
