/**
 * The command line: what can be said, and how what is said wrongly is answered.
 *
 * Parsing only; what commands do is in `commands/`.
 */

import { VERSION } from '@toymodels/core';
import { figureIndex, type FigureEntry } from '@toymodels/paper';
import { Command, CommanderError } from 'commander';
import { BACKENDS, DEFAULT_BACKEND, type BackendEntry } from './backends.js';
import { listBackends } from './commands/backends.js';
import { list } from './commands/list.js';
import { reproduce, type ReproduceOptions } from './commands/reproduce.js';
import { addTheory } from './commands/theory.js';
import { train, type TrainOptions } from './commands/train.js';
import { errorText } from './error-text.js';
import { EXIT, exitCodeOf, UsageError, type ExitCode } from './exit-codes.js';
import { tell, type Io } from './io.js';
import { parseCheckpoints, parsePreset, parseSeed, parseWorkers } from './options.js';

export interface ProgramOptions {
  /** Default: the figures of @toymodels/paper. */
  readonly figures?: readonly FigureEntry[];
  /** Default: {@link BACKENDS}. */
  readonly backends?: readonly BackendEntry[];
}

/**
 * Runs `toymodels` with the given arguments (without `node` and the script's path).
 *
 * Never throws and never ends the process: what goes wrong is printed and becomes the exit code.
 */
export async function runProgram(
  args: readonly string[],
  io: Io,
  { figures = figureIndex, backends = BACKENDS }: ProgramOptions = {},
): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = createProgram(io, figures, backends, (result) => (code = result));
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // commander has printed its own complaint already; 0 is --help and --version.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    tell(io, `toymodels: ${errorText(error)}`);
    return exitCodeOf(error);
  }
}

function createProgram(
  io: Io,
  figures: readonly FigureEntry[],
  backends: readonly BackendEntry[],
  finish: (code: ExitCode) => void,
): Command {
  const program = new Command('toymodels')
    .description(
      'Reproduce "Toy Models of Superposition" (Elhage et al., 2022), train models of your own, ask the exact theory.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(`toymodels: ${text.replace(/^error: /, '')}`),
      getOutHelpWidth: () => io.stdout.columns || 100,
      getErrHelpWidth: () => io.stderr.columns || 100,
    })
    .showHelpAfterError('(toymodels --help tells what can be said)')
    .addHelpText(
      'after',
      `
Examples:
  toymodels reproduce                          all figures, small but honest, in a minute or two
  toymodels reproduce intro --preset paper     one figure at the paper's size
  toymodels list                               the figures there are
  toymodels train spec.json --out my-run       a run of your own
  toymodels theory kgon --k 3..10              exact results, without training
  toymodels backends                           what can train here

Exit codes: 0 all was made (a claim that fails is a finding, not a failure), 1 something could not be
made, 2 the call is wrong, 130 interrupted by Ctrl-C with what is finished kept.`,
    );

  const backendNames = backends.map(({ name }) => name).join(', ');
  const backendHelp = `what trains: ${backendNames} (toymodels backends tells which run here)`;

  program
    .command('reproduce')
    .summary("train the paper's models, draw its figures and check its claims")
    .description("Trains the paper's models, draws its figures and checks every claim about them.")
    .argument('[figure...]', 'figures to make, by id (see toymodels list); all when none is named')
    .option('--all', 'make all figures, as when none is named')
    .option(
      '--preset <name>',
      'quick (small but honest) or paper (the sizes of the paper)',
      parsePreset,
      'quick',
    )
    .option('--seed <n>', "seed of everything random, in place of each figure's own", parseSeed)
    .option('--out <folder>', 'where figures and report go', './out')
    .option('--backend <name>', backendHelp, DEFAULT_BACKEND)
    .option(
      '--workers <n>',
      'workers that train side by side (default: one a core); results do not depend on it',
      parseWorkers,
    )
    .option('--force', 'make anew what an earlier run has made')
    .option('--json', 'print one JSON document in place of text')
    .addHelpText(
      'after',
      `
Each figure gets a folder with figure.svg, figure.png, data.json, claims.json, spec.json and run.json;
report.html and report.md show all of them. What is finished is not made twice.

Examples:
  toymodels reproduce basic-results --preset paper --seed 1 --out a
  toymodels reproduce --json > result.json`,
    )
    .action(async (names: string[], given: ReproduceFlags) => {
      if (given.all === true && names.length > 0) {
        throw new UsageError('given both --all and names of figures; give one or the other');
      }
      const { all: _all, force, json, ...rest } = given;
      finish(
        await reproduce({ figures, backends }, io, {
          names,
          force: force === true,
          json: json === true,
          ...rest,
        }),
      );
    });

  program
    .command('list')
    .summary('list the figures that can be made')
    .description('Lists the figures that can be made, section by section.')
    .option('--json', 'print JSON')
    .action((given: { json?: boolean }) => finish(list(figures, io, { json: given.json === true })));

  program
    .command('backends')
    .summary('list what can train here, and what would mend the rest')
    .description('Lists the backends: whether each runs here, on what and in which precision, or why not.')
    .option('--json', 'print JSON')
    .action(async (given: { json?: boolean }) =>
      finish(await listBackends(backends, io, { json: given.json === true })),
    );

  program
    .command('train')
    .summary('train models from a spec of your own')
    .description('Trains the models that a JSON file describes, and keeps them with their history.')
    .argument('<spec>', 'path of the spec, a JSON file')
    .requiredOption('--out <folder>', 'where run.safetensors, summary.json and spec.json go')
    .option('--backend <name>', backendHelp, DEFAULT_BACKEND)
    .option('--workers <n>', 'workers that train side by side (default: one a core)', parseWorkers)
    .option('--seed <n>', "seed in place of the spec's", parseSeed)
    .option(
      '--checkpoints <steps>',
      'steps at which all parameters are kept, as in 0,100,1000',
      parseCheckpoints,
    )
    .option('--resume', 'go on with the interrupted run in the folder (begin, where there is none)')
    .option('--force', 'begin anew although the folder holds a run')
    .option('--profile', 'also measure where the time of a step goes')
    .option('--json', 'print the summary as JSON in place of text')
    .addHelpText(
      'after',
      `
A spec, with everything left out that has a default:
  {
    "model": { "kind": "relu-output", "nFeatures": 5, "nHidden": 2 },
    "data": { "featureProbability": 0.1, "importance": { "curve": "geometric", "first": 1, "ratio": 0.9 } },
    "training": { "steps": 10000 }
  }

Examples:
  toymodels train spec.json --out my-run --seed 3
  toymodels train spec.json --out my-run --resume`,
    )
    .action(async (spec: string, given: TrainFlags) => {
      const { resume, force, json, profile, ...rest } = given;
      const flags = {
        resume: resume === true,
        force: force === true,
        json: json === true,
        profile: profile === true,
      };
      finish(await train(backends, io, { spec, ...flags, ...rest }));
    });

  addTheory(program, io, finish);
  return program;
}

interface Flags {
  readonly all?: boolean;
  readonly resume?: boolean;
  readonly force?: boolean;
  readonly profile?: boolean;
  readonly json?: boolean;
}

type ReproduceFlags = Omit<ReproduceOptions, 'names' | 'force' | 'json'> & Flags;
type TrainFlags = Omit<TrainOptions, 'spec' | 'resume' | 'force' | 'json' | 'profile'> & Flags;
