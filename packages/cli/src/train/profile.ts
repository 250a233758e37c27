/** Where the time of a training step goes, as the wasm kernel measures it. */

import type { RunProfile } from '@toymodels/backend-wasm';
import { resolveRun, type CompleteRunSpec } from '@toymodels/core';

export type { RunProfile };

/** Measures one step of the run on one thread, beside the training itself. */
export async function profileOf(spec: CompleteRunSpec): Promise<RunProfile> {
  const { profileRun } = await import('@toymodels/backend-wasm');
  return profileRun(resolveRun(spec));
}

/** The profile as lines: each part's time a step and its share, then how each instance is computed. */
export function profileText({ step, phases, transfer, instances }: RunProfile): string {
  const total = Object.values(phases).reduce((sum, part) => sum + part, 0);
  const line = (name: string, milliseconds: number, what: string): string =>
    `  ${name.padEnd(10)} ${milliseconds.toPrecision(3).padStart(9)} ms  ${what}`;
  const share = (part: number): string => `${((100 * part) / total).toFixed(0).padStart(3)} %`;
  const paths = new Map<string, number>();
  for (const { path } of instances) paths.set(path, (paths.get(path) ?? 0) + 1);
  const ways = [...paths].map(([path, count]) => `${path} (${count})`).join(', ');
  return [
    'Profile: one step of all models on one thread',
    ...Object.entries(phases).map(([name, part]) => line(name, part, share(part))),
    line('step', step, 'all together'),
    line('transfer', transfer, 'state in and out, once a run'),
    `  instances computed as: ${ways}`,
  ].join('\n');
}
