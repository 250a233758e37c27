/**
 * An experiment on the exact population loss: every optimum that random starts reach. The ReLU-output model by
 * descent, the linear one in closed form.
 */
import { resolveRun, type CompleteRunSpec, type ResolvedRun } from '@toymodels/core';
import { findOptima, linearOptimum, type ExactProblem } from '@toymodels/theory';
import { plannedRuns } from '../state/spec.js';
import type { Settings } from '../state/settings.js';
import type { Computed, ExactModel } from '../state/outcome.js';

/** The theory's question about instance k of a run. */
function problemOf(
  { spec, nFeatures, nHidden, featureProbability, importance }: ResolvedRun,
  k: number,
): ExactProblem {
  const p = featureProbability.slice(k * nFeatures, (k + 1) * nFeatures);
  const groups = spec.data.sets.map((set) => ({ ...set, probability: p[set.features[0]!]! }));
  return {
    nFeatures,
    nHidden,
    importance: importance.slice(k * nFeatures, (k + 1) * nFeatures),
    featureProbability: p,
    ...(groups.length > 0 && { groups }),
  };
}

/** Optima shown of each problem. */
const MOST_SHOWN = 6;

export interface ExactControl {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

export async function computeExact(
  settings: Settings,
  { signal, onProgress }: ExactControl = {},
): Promise<Computed> {
  const runs = plannedRuns(settings).map(({ label, spec }) => ({ label, run: resolveRun(spec) }));
  const specs = runs.map(({ label, run }): { label: string; spec: CompleteRunSpec } => ({
    label,
    spec: run.spec,
  }));
  const questions = runs.flatMap(({ run }, index) =>
    Array.from({ length: run.nInstances }, (_, instance) => ({ run, index, instance })),
  );
  const models: ExactModel[] = [];
  for (const [place, { run, index, instance }] of questions.entries()) {
    const problem = problemOf(run, instance);
    if (run.spec.model.kind === 'linear') {
      const { loss, weights, bias } = linearOptimum(problem);
      models.push({ run: index, instance, loss, share: 1, weights, bias });
      continue;
    }
    const { optima, status } = await findOptima(
      problem,
      {
        starts: settings.exactStarts,
        seed: run.spec.seed,
        bias: run.spec.model.outputBias ? 'free' : 'zero',
      },
      {
        ...(signal && { signal }),
        onProgress: (done, of) => onProgress?.((place + done / of) / questions.length),
      },
    );
    for (const { loss, weights, bias, basinShare } of optima.slice(0, MOST_SHOWN))
      models.push({ run: index, instance, loss, share: basinShare, weights, bias });
    if (status === 'aborted') break;
  }
  return { method: 'exact', specs, models };
}
