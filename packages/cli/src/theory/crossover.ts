/** `toymodels theory crossover`: how much sparser one of five features must be for two digons to win. */

import { pentagonDigonCrossover, uniformPentagonBorder, type ReluOptimum } from '@toymodels/theory';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { print, type Io } from '../io.js';
import { styler } from '../terminal/style.js';
import { significant, tableLines } from '../terminal/table.js';

export interface CrossoverOptions {
  /** p of four of the five features. */
  readonly probability: number;
  readonly json: boolean;
}

/** @throws InvalidArgumentError where pentagon and digons do not cross */
export function theoryCrossover(io: Io, { probability, json }: CrossoverOptions): ExitCode {
  const { ratio, loss, pentagon, digons } = pentagonDigonCrossover(probability);
  const uniformBorder = uniformPentagonBorder();
  if (json) {
    const branches = { pentagon: plain(pentagon), digons: plain(digons) };
    print(
      io,
      JSON.stringify({ featureProbability: probability, ratio, loss, ...branches, uniformBorder }, null, 2),
    );
    return EXIT.ok;
  }
  const style = styler(io, io.stdout);
  const below = ratio < 1;
  print(
    io,
    style(
      'bold',
      `five features in two dimensions, four with probability ${probability}, one with ratio times that`,
    ),
  );
  print(io, `crossover ratio   ${ratio.toFixed(6)}${below ? ` (1/${significant(1 / ratio, 4)})` : ''}`);
  print(io, `below it          two digons, the fifth feature left out`);
  print(io, `above it          a pentagon`);
  print(io, `loss there        ${significant(loss, 10)}`);
  print(io, `all five alike    a pentagon up to probability ${uniformBorder.toFixed(6)}, two digons beyond`);
  print(io);
  const rows = [1, 2, 3, 4, 5].map((feature) => [
    String(feature),
    ...[pentagon, digons].flatMap(({ weights, bias }) => [
      Math.hypot(weights[2 * feature - 2]!, weights[2 * feature - 1]!).toFixed(6),
      bias[feature - 1]!.toFixed(6),
    ]),
  ]);
  const header = ['feature', '|W_i| pentagon', 'b_i', '|W_i| digons', 'b_i'];
  for (const line of tableLines(header, rows, 'rrrrr')) print(io, line);
  return EXIT.ok;
}

function plain({ weights, bias, gradientNorm }: ReluOptimum): object {
  return { weights: [...weights], bias: [...bias], gradientNorm };
}
