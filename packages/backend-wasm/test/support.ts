/** Shared by the tests: specs, running them, comparing states bit by bit. */

import {
  initialState,
  resolveRun,
  type AdvanceResult,
  type Backend,
  type ModelKind,
  type Parameters,
  PARAMETER_NAMES,
  type ResolvedRun,
  type RunSpec,
  type TrainingState,
} from '@toymodels/core';

export const KINDS: readonly ModelKind[] = ['linear', 'relu-output', 'relu-hidden', 'absolute-value'];

/** Sets that touch both ends, the middle, and features out of order. */
export const SETS: NonNullable<RunSpec['data']['sets']> = [
  { kind: 'correlated', features: [1, 4] },
  { kind: 'anticorrelated', features: [6, 0, 3] },
];

/** A small run with everything that has a default left out unless given. */
export function runOf(
  model: Partial<RunSpec['model']> = {},
  rest: Partial<Omit<RunSpec, 'model' | 'data'>> & { data?: Partial<RunSpec['data']> } = {},
): ResolvedRun {
  const { data, ...others } = rest;
  return resolveRun({
    model: { kind: 'relu-output', nFeatures: 7, nHidden: 3, ...model },
    data: { featureProbability: 0.2, importance: { curve: 'geometric', first: 1, ratio: 0.8 }, ...data },
    seed: 20220914,
    ...others,
  });
}

/** What a backend makes of a run. */
export interface Trained extends AdvanceResult {
  readonly state: TrainingState;
  readonly evaluated: Float64Array;
  readonly device: string;
}

/** Trains a run from `state` to `toStep`, evaluates, disposes. */
export async function trained(
  backend: Backend,
  run: ResolvedRun,
  toStep: number,
  state: TrainingState = initialState(run),
): Promise<Trained> {
  const trainer = await backend.createTrainer(run, state);
  try {
    const result = await trainer.advance({ toStep });
    const evaluated = await trainer.evaluate(300);
    return { ...result, state: await trainer.state(), evaluated, device: trainer.info.device };
  } finally {
    await trainer.dispose();
  }
}

/** Largest difference of any parameter. */
export function largestDifference(a: Parameters, b: Parameters): number {
  let largest = 0;
  for (const name of PARAMETER_NAMES) {
    const other = b[name];
    a[name]?.forEach((value, i) => {
      const difference = Math.abs(value - other![i]!);
      largest = difference <= largest ? largest : difference; // NaN wins
    });
  }
  return largest;
}

/** The bytes of a state, tensor after tensor. */
export function bytesOf(state: TrainingState): Uint8Array<ArrayBuffer> {
  const arrays = [
    ...[state.parameters, state.firstMoment, state.secondMoment].flatMap((parameters) =>
      PARAMETER_NAMES.flatMap((name) => parameters[name] ?? []),
    ),
    state.step,
    state.windowLoss,
  ];
  const bytes = new Uint8Array(arrays.reduce((sum, array) => sum + array.byteLength, 0));
  let offset = 0;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += array.byteLength;
  }
  return bytes;
}

/** SHA-256 of a state's bytes, hexadecimal. */
export async function hashOf(state: TrainingState): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(state)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
