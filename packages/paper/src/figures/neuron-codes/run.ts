/** Trains every start at every density, reads all codes, and keeps the best model of each density. */

import type { FigureContext } from '../../figure.js';
import { canonicalModel, trainNeurons, type NeuronModel } from '../../shared/neuron-models.js';
import { mapStaged, stage } from '../../shared/stages.js';
import { codeInWords, codeOf, isPaperCode, type Code } from './code.js';
import type { NeuronCodesSpec } from './spec.js';

/** How often a code came out. */
export interface CodeTally {
  readonly code: string;
  readonly count: number;
  /** Lowest evaluated loss with it. */
  readonly loss: number;
}

export interface CodesAtDensity {
  /** The start with the lowest evaluated loss, its neurons in order. */
  readonly best: NeuronModel;
  readonly code: Code;
  /** By lowest loss; at most {@link MOST_CODES}. */
  readonly tallies: readonly CodeTally[];
  readonly nCodes: number;
  /** The code of the best start in each part of the starts. */
  readonly parts: readonly string[];
  /** Starts with the paper's code, and the lowest loss among them; absent if there is none. */
  readonly paper?: { readonly count: number; readonly loss: number };
}

export interface NeuronCodesData {
  /** In the order of the spec's densities. */
  readonly densities: readonly CodesAtDensity[];
  readonly nStarts: number;
}

const MOST_CODES = 8;

export async function run(spec: NeuronCodesSpec, context: FigureContext): Promise<NeuronCodesData> {
  const { codes: models } = await trainNeurons(spec, stage(context, 0, 0.9));
  const densities = await mapStaged(
    stage(context, 0.9, 1),
    'reading codes',
    spec.paperCodes,
    (paper, instance) => {
      const starts = models
        .filter((model) => model.instance === instance)
        .map((model) => ({ model, code: codeOf(model) }));
      const partOf = (restart: number): number => Math.floor((restart * spec.parts) / starts.length);
      const parts = new Map<number, string>();
      const tallies = new Map<string, { code: string; count: number; loss: number }>();
      starts.sort((a, b) => a.model.loss - b.model.loss);
      for (const { model, code } of starts) {
        const words = codeInWords(code);
        const known = tallies.get(words);
        if (known) known.count++;
        else tallies.set(words, { code: words, count: 1, loss: model.loss });
        const part = partOf(model.restart);
        if (!parts.has(part)) parts.set(part, words);
      }
      const { model, code } = starts[0]!;
      const matching = starts.filter((start) => isPaperCode(start.code, paper, model.nHidden));
      return {
        best: canonicalModel(model),
        code,
        tallies: [...tallies.values()].slice(0, MOST_CODES),
        nCodes: tallies.size,
        parts: [...parts.entries()].sort((a, b) => a[0] - b[0]).map(([, words]) => words),
        ...(matching.length > 0 ? { paper: { count: matching.length, loss: matching[0]!.model.loss } } : {}),
      };
    },
  );
  return { densities, nStarts: models.length / spec.paperCodes.length };
}
