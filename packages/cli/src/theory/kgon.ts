/** `toymodels theory kgon`: how long the vectors of the best regular k-gon are, and what it costs. */

import { optimalKgon, optimalKgonWithoutBias } from '@toymodels/theory';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { print, type Io } from '../io.js';
import { styler } from '../terminal/style.js';
import { tableLines } from '../terminal/table.js';

export interface KgonOptions {
  readonly k: readonly number[];
  readonly bias: 'free' | 'zero';
  readonly json: boolean;
}

export function theoryKgon(io: Io, { k, bias, json }: KgonOptions): ExitCode {
  const optima = k.map(bias === 'zero' ? optimalKgonWithoutBias : optimalKgon);
  if (json) {
    print(io, JSON.stringify({ bias, kgons: optima }, null, 2));
    return EXIT.ok;
  }
  const style = styler(io, io.stdout);
  print(
    io,
    style('bold', `best regular k-gons, one active feature at a time${bias === 'zero' ? ', no bias' : ''}`),
  );
  const rows = optima.map((optimum) => [
    String(optimum.k),
    ...[optimum.radius, optimum.squaredNorm, optimum.bias, optimum.lossPerFeature].map((value) =>
      value.toFixed(9),
    ),
    optimum.benefitPerPlane.toFixed(6),
  ]);
  const header = ['k', '|W_i|', '|W_i|^2', 'bias', 'loss a feature', 'benefit a plane'];
  for (const line of tableLines(header, rows, 'rrrrrr')) print(io, line);
  if (optima.length > 1) {
    const best = optima.reduce((a, b) => (b.benefitPerPlane > a.benefitPerPlane ? b : a));
    print(io, `largest benefit a plane: k = ${best.k}`);
  }
  return EXIT.ok;
}
