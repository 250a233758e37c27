/**
 * `toymodels theory optimum`: the distinct optima of the exact loss that random starts reach, with their geometry.
 *
 * Ctrl-C keeps what was found until then.
 */

import { identify, tegumName } from '@toymodels/analysis';
import { resolveRun, UnsupportedError, type FeatureValues, type RunSpec } from '@toymodels/core';
import { findOptima, MAX_EXACT_FEATURES, type DistinctOptimum, type OptimaSearch } from '@toymodels/theory';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { print, tell, type Io } from '../io.js';
import { startProgress } from '../terminal/progress.js';
import { styler } from '../terminal/style.js';
import { percent, significant, tableLines } from '../terminal/table.js';
import { withoutDataPrefix } from './values.js';

export interface OptimumOptions {
  readonly features: number;
  readonly hidden: number;
  readonly probability: FeatureValues;
  readonly importance: FeatureValues;
  readonly starts: number;
  readonly seed: number;
  readonly bias: 'free' | 'zero';
  readonly json: boolean;
}

/** Optima shown as text; all of them with `--json`. */
const SHOWN = 12;

/** @throws InvalidArgumentError, UnsupportedError before anything is begun */
export async function theoryOptimum(io: Io, options: OptimumOptions): Promise<ExitCode> {
  const { features: nFeatures, hidden: nHidden, starts, seed, bias } = options;
  const spec: RunSpec = {
    model: { kind: 'relu-output', nFeatures, nHidden },
    data: { featureProbability: options.probability, importance: options.importance },
  };
  const { featureProbability, importance } = withoutDataPrefix('the problem', () => resolveRun(spec));
  if (nFeatures > MAX_EXACT_FEATURES) {
    throw new UnsupportedError(
      `exact optima are found for up to ${MAX_EXACT_FEATURES} features, ${nFeatures} were given; toymodels train samples larger models`,
    );
  }
  const problem = { nFeatures, nHidden, featureProbability, importance };
  const progress = startProgress(io, 'descending');
  let search: OptimaSearch;
  try {
    search = await findOptima(
      problem,
      { starts, seed, bias },
      { signal: io.signal, onProgress: (done, of) => progress.update(done / of, `start ${done} of ${of}`) },
    );
  } finally {
    progress.end();
  }
  const optima = search.optima.map((optimum) => ({
    ...optimum,
    geometry: geometryOf(optimum, nFeatures, nHidden),
  }));
  if (options.json) {
    const plain = { ...problem, featureProbability: [...featureProbability], importance: [...importance] };
    const found = { status: search.status, starts: search.starts, seed, bias, optima: optima.map(asJson) };
    print(io, JSON.stringify({ ...plain, ...found }, null, 2));
  } else printOptima(io, optima, search.starts, problem);
  if (search.status === 'finished') return EXIT.ok;
  tell(io, `Interrupted after ${search.starts} of ${starts} starts; what they found is above.`);
  return EXIT.interrupted;
}

type Found = DistinctOptimum & { readonly geometry: ReturnType<typeof geometryOf> };

function geometryOf({ weights }: DistinctOptimum, nFeatures: number, nHidden: number) {
  const { factors, represented, span } = identify({ weights, nFeatures, nHidden });
  const named = factors.map(({ features, name, span: dimensions, fit }) => {
    return { name, features, dimensions, misfit: fit?.misfit ?? null };
  });
  return { name: tegumName({ factors, represented, span }), represented, dimensions: span, factors: named };
}

function asJson({ weights, bias, gram: _gram, dimensionality, ...rest }: Found): object {
  return { ...rest, weights: [...weights], bias: [...bias], dimensionality: [...dimensionality] };
}

function printOptima(
  io: Io,
  optima: readonly Found[],
  starts: number,
  { nFeatures, nHidden }: { readonly nFeatures: number; readonly nHidden: number },
): void {
  const style = styler(io, io.stdout);
  const found = `${optima.length} distinct ${optima.length === 1 ? 'optimum' : 'optima'}`;
  const from = `${starts} ${starts === 1 ? 'start' : 'starts'}`;
  print(io, style('bold', `${found} from ${from}, nFeatures ${nFeatures}, nHidden ${nHidden}`));
  if (optima.length === 0) return;
  const shown = optima.slice(0, SHOWN);
  const rows = shown.map((optimum, index) => [
    String(index + 1),
    significant(optimum.loss, 10),
    percent(optimum.basinShare),
    significant(optimum.gradientNorm, 2),
    String(optimum.geometry.dimensions),
    optimum.geometry.name,
  ]);
  const header = ['', 'loss', 'starts', 'gradient', 'dimensions', 'geometry'];
  for (const line of tableLines(header, rows, 'rrrrrl')) print(io, line);
  if (optima.length > SHOWN)
    print(io, `… and ${optima.length - SHOWN} more with higher loss (--json lists all)`);
  print(io);
  print(io, style('bold', 'the lowest, by feature, counted from 1'));
  const best = optima[0]!;
  const partOf = (feature: number): string =>
    best.geometry.factors.find(({ features }) => features.includes(feature))?.name ?? 'not represented';
  const byFeature = Array.from({ length: nFeatures }, (_, i) => [
    String(i + 1),
    significant(Math.hypot(...best.weights.subarray(i * nHidden, (i + 1) * nHidden)), 7),
    significant(best.bias[i]!, 7),
    significant(best.dimensionality[i]!, 7),
    partOf(i),
  ]);
  for (const line of tableLines(['feature', '|W_i|', 'b_i', 'D_i', 'part of'], byFeature, 'rrrrl')) {
    print(io, `  ${line}`);
  }
}
