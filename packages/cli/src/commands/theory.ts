/**
 * `toymodels theory …`: what can be said, and which function answers.
 *
 * Parsing only. What computes is loaded when it is asked for, so that every other command starts as fast as without.
 */

import type { FeatureValues } from '@toymodels/core';
import type { Command } from 'commander';
import { UsageError, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { parseSeed } from '../options.js';
import {
  parseBias,
  parseFeatureValues,
  parseKs,
  parsePositive,
  parseProbability,
  parseWhole,
} from '../theory/values.js';

const JSON_HELP = 'print one JSON document in place of text';
/** More cells than pixels help nobody. */
const MAX_MAP = 1000;
const MAX_STARTS = 1_000_000;

/** Adds `theory` and its subcommands to the program. */
export function addTheory(program: Command, io: Io, finish: (code: ExitCode) => void): void {
  const theory = program
    .command('theory')
    .summary('exact losses, optima, phases and geometry, without sampling')
    .description('Computes what training only approaches: exact losses and optima, phase borders, geometry.')
    .addHelpText(
      'after',
      `
Examples:
  toymodels theory loss model.json
  toymodels theory optimum --features 5 --hidden 2 --probability 0.05
  toymodels theory phase --importance 0.7 --probability 0.5
  toymodels theory phase --map 200 --out map
  toymodels theory kgon --k 3..10
  toymodels theory crossover --probability 0.1`,
    );
  addLoss(theory, io, finish);
  addOptimum(theory, io, finish);
  addPhase(theory, io, finish);
  addKgon(theory, io, finish);
  addCrossover(theory, io, finish);
}

type Add = (theory: Command, io: Io, finish: (code: ExitCode) => void) => void;

const addLoss: Add = (theory, io, finish) => {
  theory
    .command('loss')
    .summary('the exact loss of given weights, and where it comes from')
    .description(
      'The exact population loss of given weights: by the number of active features, by benefit and interference.',
    )
    .argument('<file>', 'weights as JSON, or a run.safetensors that toymodels train wrote')
    .option('--model <index>', 'which model of a run, from 0 (default: 0)', parseWhole(0, 2 ** 31 - 1))
    .option('--json', JSON_HELP)
    .addHelpText(
      'after',
      `
A file of weights, one list a feature; what is left out is relu-output, 0, 1 and no sets:
  {
    "model": "relu-output",
    "weights": [[1], [-1]],
    "bias": [0, 0],
    "featureProbability": 0.5,
    "importance": [1, 0.5],
    "sets": [{ "kind": "anticorrelated", "features": [0, 1] }]
  }

Up to 12 features with a ReLU at the output, 5 with one in the hidden layer, any number for linear models.

Examples:
  toymodels theory loss model.json --json
  toymodels theory loss my-run/run.safetensors --model 2`,
    )
    .action(async (file: string, given: { model?: number; json?: true }) => {
      const { theoryLoss } = await import('../theory/loss.js');
      finish(await theoryLoss(io, { ...given, file, json: given.json === true }));
    });
};

interface OptimumFlags {
  readonly features: number;
  readonly hidden: number;
  readonly probability: FeatureValues;
  readonly importance: FeatureValues;
  readonly starts: number;
  readonly seed: number;
  readonly bias: 'free' | 'zero';
  readonly json?: true;
}

const addOptimum: Add = (theory, io, finish) => {
  theory
    .command('optimum')
    .summary('every optimum of the exact loss that random starts reach')
    .description(
      'Minimises the exact loss of the ReLU-output model from many starts; names the geometry of each optimum.',
    )
    .requiredOption('--features <n>', 'number of features, up to 12', parseWhole(1, 4096))
    .requiredOption('--hidden <m>', 'hidden dimensions', parseWhole(1, 4096))
    .requiredOption(
      '--probability <values>',
      'feature probability, as values (see below)',
      parseFeatureValues,
    )
    .option('--importance <values>', 'importance, as values', parseFeatureValues, 1)
    .option('--starts <n>', 'random starts', parseWhole(1, MAX_STARTS), 32)
    .option('--seed <n>', 'seed of the starts', parseSeed, 0)
    .option('--bias <mode>', 'free, or zero for the model without biases', parseBias, 'free')
    .option('--json', JSON_HELP)
    .addHelpText(
      'after',
      `
Values are one number for all features (0.05), one a feature (1,0.9,0.8), or a curve over the features:
geometric:RATIO, geometric:FIRST:RATIO, linear:FIRST:LAST or logarithmic:FIRST:LAST.

Ctrl-C keeps what was found. The share of the starts estimates the basin of this descent, not of training.

Examples:
  toymodels theory optimum --features 5 --hidden 2 --probability 0.05
  toymodels theory optimum --features 6 --hidden 3 --probability 0.02 --importance geometric:0.9 --starts 200`,
    )
    .action(async ({ json, ...rest }: OptimumFlags) => {
      const { theoryOptimum } = await import('../theory/optimum.js');
      finish(await theoryOptimum(io, { ...rest, json: json === true }));
    });
};

interface PhaseFlags {
  readonly importance?: number;
  readonly probability?: number;
  readonly map?: number;
  readonly out?: string;
  readonly features?: number;
  readonly bias?: 'free' | 'zero';
  readonly json?: true;
}

const addPhase: Add = (theory, io, finish) => {
  theory
    .command('phase')
    .summary('what becomes of an extra feature: at one point, or as a map')
    .description(
      'Two features in one dimension: candidates, exact optimum, phase and borders at one point, or a map of phases.',
    )
    .option('--importance <r>', 'importance of the extra feature, the other having 1', parsePositive)
    .option('--probability <p>', 'feature probability of both', parseProbability)
    .option(
      '--map <n>',
      'an n x n map instead, importance 0.1 to 10, probability 0.01 to 1',
      parseWhole(2, MAX_MAP),
    )
    .option('--out <folder>', 'where the map goes: phase-map.json, phase-map.svg and phase-map.png')
    .option('--features <n>', 'of the map: 2 (in 1 dimension) or 3 (in 2, candidates only)', parseWhole(2, 3))
    .option('--bias <mode>', 'of the map: free, or zero for the model without biases', parseBias)
    .option('--json', JSON_HELP)
    .addHelpText(
      'after',
      `
Examples:
  toymodels theory phase --importance 0.7 --probability 0.5
  toymodels theory phase --map 200 --out map
  toymodels theory phase --map 200 --out map-3 --features 3`,
    )
    .action(async (given: PhaseFlags) => {
      const { importance, probability, map, out, json } = given;
      if (map === undefined) {
        const stray = (['out', 'features', 'bias'] as const).filter((name) => given[name] !== undefined);
        if (stray.length > 0)
          throw new UsageError(`--${stray.join(' and --')} goes with --map <n>; give it too`);
        if (importance === undefined || probability === undefined) {
          throw new UsageError(
            'give a point, --importance <r> and --probability <p>, or a map, --map <n> --out <folder>',
          );
        }
        const { theoryPhase } = await import('../theory/phase.js');
        return finish(theoryPhase(io, { importance, probability, json: json === true }));
      }
      if (importance !== undefined || probability !== undefined) {
        throw new UsageError(
          'given both --map and a point; leave out --map, or --importance and --probability',
        );
      }
      if (out === undefined) throw new UsageError('--map needs --out <folder>, where the map goes');
      const features = given.features === 3 ? 3 : 2;
      if (features === 3 && given.bias === 'free') {
        throw new UsageError(
          'the candidates of 3 features have no biases; leave --bias out, or give --bias zero',
        );
      }
      const bias = features === 3 ? 'zero' : (given.bias ?? 'free');
      const { theoryPhaseMap } = await import('../theory/phase-map.js');
      finish(await theoryPhaseMap(io, { map, out, features, bias, json: json === true }));
    });
};

const addKgon: Add = (theory, io, finish) => {
  theory
    .command('kgon')
    .summary('the best regular k-gons: radius, bias, loss')
    .description(
      'The best regular k-gon in a plane, one active feature at a time: radius, bias, loss, benefit.',
    )
    .option('--k <k>', 'number of vertices, or a range', parseKs, parseKs('3..10'))
    .option('--bias <mode>', 'free, or zero for the model without biases', parseBias, 'free')
    .option('--json', JSON_HELP)
    .addHelpText(
      'after',
      '\nExamples:\n  toymodels theory kgon --k 5\n  toymodels theory kgon --k 3..10 --json',
    )
    .action(async (given: { k: number[]; bias: 'free' | 'zero'; json?: true }) => {
      const { theoryKgon } = await import('../theory/kgon.js');
      finish(theoryKgon(io, { ...given, json: given.json === true }));
    });
};

const addCrossover: Add = (theory, io, finish) => {
  theory
    .command('crossover')
    .summary('how much sparser one of five features must be for the pentagon to break')
    .description(
      'Five features in two dimensions: the density of one, relative to the others, at which two digons beat the pentagon.',
    )
    .requiredOption(
      '--probability <p>',
      'feature probability of the four others, up to 0.25',
      parseProbability,
    )
    .option('--json', JSON_HELP)
    .addHelpText('after', '\nExamples:\n  toymodels theory crossover --probability 0.1')
    .action(async (given: { probability: number; json?: true }) => {
      const { theoryCrossover } = await import('../theory/crossover.js');
      finish(theoryCrossover(io, { ...given, json: given.json === true }));
    });
};
