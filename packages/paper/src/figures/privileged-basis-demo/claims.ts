/**
 * Which models have a privileged basis.
 *
 * Thresholds, set before the first run: "unchanged to rounding" is a relative change of the loss of at most 1e-9
 * (float64 sums over thousands of samples); "changed" is at least 1 %.
 */

import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { number } from '../../shared/words.js';
import type { PrivilegedBasisData, RotatedModel } from './run.js';

export function claims({ output, hidden }: PrivilegedBasisData): readonly Claim[] {
  return [free(output), privileged(hidden), permutations(hidden)];
}

const ROUNDING = 1e-9;
const CHANGED = 0.01;
const sizes = (models: readonly RotatedModel[], of: 'changes' | 'permuted'): number[] =>
  models.flatMap((model) => model[of].map(Math.abs));

function free(models: readonly RotatedModel[]): Claim {
  const worst = Math.max(...sizes(models, 'changes'));
  return claim(
    {
      id: 'output-model-free',
      statement:
        'Rotating the hidden space of the ReLU output model changes nothing: no basis is privileged.',
      method: `Relative change of the loss under ${models[0]!.changes.length} random orthogonal matrices in each of ${models.length} trained models, on the same samples.`,
      expected: `at most ${number(ROUNDING)}, rounding`,
    },
    worst <= ROUNDING,
    number(worst),
  );
}

function privileged(models: readonly RotatedModel[]): Claim {
  const changes = models.flatMap((model) => model.changes);
  const [least, most] = [Math.min(...changes), Math.max(...changes)];
  return claim(
    {
      id: 'hidden-model-privileged',
      statement: 'With a ReLU on the hidden layer every rotation changes the model: the axes are privileged.',
      method: `The same for ReLU hidden models of the same size: the least change over ${models[0]!.changes.length} random rotations in each of ${models.length} models is a growth of the loss.`,
      expected: `at least ${number(100 * CHANGED)} %`,
    },
    least >= CHANGED,
    `from ${number(100 * least)} % to ${number(100 * most)} %`,
  );
}

function permutations(models: readonly RotatedModel[]): Claim {
  const worst = Math.max(...sizes(models, 'permuted'));
  return claim(
    {
      id: 'permutations-free',
      statement: 'Only exchanging whole neurons leaves the model with a ReLU on its hidden layer as it is.',
      method: 'Relative change of its loss under random permutations of the hidden dimensions.',
      expected: `at most ${number(ROUNDING)}, rounding`,
    },
    worst <= ROUNDING,
    number(worst),
  );
}
