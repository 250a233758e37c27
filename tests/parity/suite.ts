// What every backend must do, whatever it runs on: give the reference's numbers, the same ones each time,
// and keep its word on cancelling, resuming and refusing.

import {
  initialState,
  PARAMETER_NAMES,
  referenceBackend,
  resolveRun,
  takeInstances,
  trainToEnd,
  UnsupportedError,
  type Backend,
  type Parameters,
  type RunResult,
  type RunSpec,
  type TrainingState,
} from '@toymodels/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OWED, PARITY_STEPS, type BackendUnderTest, type Owed } from './backends.js';
import { CASES, withTraining } from './cases.js';

/** A run that no backend finishes while a test waits. */
const ENDLESS = 10_000_000;

const references = new Map<string, Promise<RunResult>>();

/** The reference's run of a spec, made once for all backends. */
function referenceOf(spec: RunSpec): Promise<RunResult> {
  const key = JSON.stringify(spec);
  const known = references.get(key) ?? trainToEnd(spec, { backend: referenceBackend() });
  references.set(key, known);
  return known;
}

/** max |a - b| over all tensors. NaN if any number is. */
function deviation(a: Parameters, b: Parameters): number {
  let largest = 0;
  for (const name of PARAMETER_NAMES) {
    const [x, y] = [a[name], b[name]];
    expect(x?.length).toBe(y?.length);
    x?.forEach((value, i) => (largest = Math.max(largest, Math.abs(value - y![i]!))));
  }
  return largest;
}

/** How far apart two states' parameters and losses are; 0 only if they agree in every bit. */
function stateDeviation(a: TrainingState, b: TrainingState): number {
  const parts = ['parameters', 'firstMoment', 'secondMoment'] as const;
  const losses = Array.from(a.windowLoss, (loss, i) => Math.abs(loss / b.windowLoss[i]! - 1));
  return Math.max(...parts.map((part) => deviation(a[part], b[part])), ...losses);
}

const runOn = (backend: Backend, spec: RunSpec, more: object = {}): Promise<RunResult> =>
  trainToEnd(spec, { backend, ...more });

/** Some models' part of a state. */
function stateOf(state: TrainingState, models: readonly number[]): TrainingState {
  return {
    parameters: takeInstances(state.parameters, models),
    firstMoment: takeInstances(state.firstMoment, models),
    secondMoment: takeInstances(state.secondMoment, models),
    step: Uint32Array.from(models, (model) => state.step[model]!),
    windowLoss: Float64Array.from(models, (model) => state.windowLoss[model]!),
  };
}

/** Runs the suite over backends and prints the table of deviations at the end. */
export function paritySuite(place: string, backends: readonly BackendUnderTest[]): void {
  const table: Record<string, Record<string, string>> = {};

  describe.each(backends)(`$name in ${place}`, ({ name, backend }) => {
    const { tolerance, company = 0, ...more }: Owed = OWED[name];
    const steps = more.steps ?? PARITY_STEPS;
    let missing: string | undefined;

    beforeAll(async () => {
      const found = 'availability' in backend ? await backend.availability() : undefined;
      if (found === undefined || found.available) return;
      missing = `${found.reason}; ${found.mend}`;
      console.warn(`\n!!! backend ${name} NOT tested: ${missing}\n`);
      table[name] = { deviation: 'NOT tested' };
    });

    test.for(Object.keys(CASES))(
      `trains %s for ${steps} steps with parameters within ${tolerance} of the float64 reference`,
      async (column, { skip }) => {
        if (missing !== undefined) skip(missing);
        const spec = withTraining(CASES[column]!, { steps });
        const [result, expected] = [await runOn(backend, spec), await referenceOf(spec)];
        const largest = deviation(result.state.parameters, expected.state.parameters);
        (table[name] ??= {})[column] = largest.toExponential(1);
        expect(largest).toBeLessThanOrEqual(tolerance);
        expect(result.history.step).toEqual(expected.history.step);
        const losses = (run: RunResult): number[] => [
          ...run.history.loss,
          ...run.models.map(({ loss }) => loss),
        ];
        losses(result).forEach((loss, i) => {
          expect(Math.abs(loss - losses(expected)[i]!)).toBeLessThanOrEqual(10 * tolerance);
        });
      },
    );

    test('gives the same bits twice', async ({ skip }) => {
      if (missing !== undefined) skip(missing);
      const spec = withTraining(CASES['sets']!, { steps: 6 });
      const [first, second] = [await runOn(backend, spec), await runOn(backend, spec)];
      expect(second.state).toEqual(first.state);
      expect(second.history).toEqual(first.history);
      expect(second.models).toEqual(first.models);
    });

    test('a run stopped within a recording window and resumed gives the bits of a straight run', async ({
      skip,
    }) => {
      if (missing !== undefined) skip(missing);
      const spec = withTraining(CASES['absolute-value']!, { steps: 11, recordEvery: 4 });
      const straight = await runOn(backend, spec);
      const half = await runOn(backend, spec, { until: 6 });
      expect([...half.state.step]).toEqual([6, 6]);
      const resumed = await runOn(backend, spec, { resume: half });
      expect(resumed.state).toEqual(straight.state);
      expect(resumed.history).toEqual(straight.history);
    });

    test('an aborted run ends with what was done, and goes on from there with the bits of a straight run', async ({
      skip,
    }) => {
      if (missing !== undefined) skip(missing);
      const spec = withTraining(CASES['relu-output']!, { steps: ENDLESS, optimiser: {} });
      const stop = new AbortController();
      const aborted = await runOn(backend, spec, { signal: stop.signal, onProgress: () => stop.abort() });
      expect(aborted.status).toBe('aborted');
      const furthest = Math.max(...aborted.state.step);
      expect(furthest).toBeGreaterThan(0);
      expect(furthest).toBeLessThan(ENDLESS);
      const until = furthest + 3;
      const [resumed, straight] = [
        await runOn(backend, spec, { until, resume: aborted }),
        await runOn(backend, spec, { until }),
      ];
      expect(resumed.state).toEqual(straight.state);
      expect(resumed.history).toEqual(straight.history);
    });

    test('a run whose signal was aborted before changes nothing', async ({ skip }) => {
      if (missing !== undefined) skip(missing);
      const spec = withTraining(CASES['relu-output']!, { steps: 5 });
      const { state, status } = await runOn(backend, spec, { signal: AbortSignal.abort() });
      expect(status).toBe('aborted');
      const { parameters } = initialState(resolveRun(spec));
      expect(deviation(state.parameters, parameters)).toBe(0);
      expect([...state.step]).toEqual([0, 0]);
    });

    test('models that stand at different steps reach the same end', async ({ skip }) => {
      if (missing !== undefined) skip(missing);
      const spec = withTraining(CASES['linear']!, { steps: 9 });
      const straight = await runOn(backend, spec);
      const [early, late] = [
        (await runOn(backend, spec, { until: 2 })).state,
        (await runOn(backend, spec, { until: 6 })).state,
      ];
      const mixed = structuredClone(late);
      for (const part of ['parameters', 'firstMoment', 'secondMoment'] as const) {
        for (const tensor of PARAMETER_NAMES) {
          const [to, from] = [mixed[part][tensor], early[part][tensor]];
          if (to && from) to.set(from.subarray(to.length / 2), to.length / 2);
        }
      }
      mixed.step[1] = early.step[1]!;
      mixed.windowLoss[1] = early.windowLoss[1]!;
      const trainer = await backend.createTrainer(resolveRun(spec), mixed);
      try {
        expect((await trainer.advance({ toStep: 9 })).complete).toBe(true);
        const state = await trainer.state();
        expect(state.step).toEqual(straight.state.step);
        expect(stateDeviation(state, straight.state)).toBeLessThanOrEqual(company);
      } finally {
        await trainer.dispose();
      }
    });

    test('an instance trained among others gets the numbers that it gets alone', async ({ skip }) => {
      if (missing !== undefined) skip(missing);
      const base = withTraining(CASES['relu-hidden']!, { steps: 6 });
      const together = await runOn(backend, {
        ...base,
        instances: { count: 3, featureProbability: [0.9, 0.2, 0.5] },
      });
      const alone = await runOn(backend, { ...base, instances: { first: 1, featureProbability: [0.2] } });
      const own = stateOf(together.state, [2, 3]); // two restarts an instance
      expect(stateDeviation(alone.state, own)).toBeLessThanOrEqual(company);
    });

    test.for(['linear', 'relu-output', 'relu-hidden', 'absolute-value'] as const)(
      'trains the smallest %s model there is: one feature, one hidden unit, one instance, one sample',
      async (kind, { skip }) => {
        if (missing !== undefined) skip(missing);
        const spec: RunSpec = {
          model: { kind, nFeatures: 1, nHidden: 1 },
          data: { featureProbability: 0.6 },
          training: { steps: 8, batchSize: 1, evaluationSamples: 1, recordEvery: 1 },
          seed: 7,
        };
        const [result, expected] = [await runOn(backend, spec), await referenceOf(spec)];
        expect(deviation(result.state.parameters, expected.state.parameters)).toBeLessThanOrEqual(tolerance);
        expect(result.history.step).toEqual(expected.history.step);
      },
    );

    test('a run of no steps gives the initial parameters, evaluated', async ({ skip }) => {
      if (missing !== undefined) skip(missing);
      const spec = withTraining(CASES['linear']!, { steps: 0 });
      const [result, expected] = [await runOn(backend, spec), await referenceOf(spec)];
      expect(deviation(result.state.parameters, expected.state.parameters)).toBe(0);
      result.models.forEach(({ loss }, i) => {
        expect(Math.abs(loss - expected.models[i]!.loss)).toBeLessThanOrEqual(1e-5);
      });
    });

    test.for(name === 'reference' ? [] : [1e-60])(
      'refuses with an UnsupportedError the epsilon %d, which is 0 in its precision',
      async (epsilon, { skip }) => {
        if (missing !== undefined) skip(missing);
        const spec = withTraining(CASES['linear']!, { steps: 1, optimiser: { epsilon } });
        await expect(runOn(backend, spec)).rejects.toThrow(UnsupportedError);
      },
    );
  });

  afterAll(() => {
    console.log(`\nLargest deviation from the float64 reference in ${place}:\n${tableText(table)}`);
  });
}

/** Rows of cells, aligned. */
function tableText(table: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const columns = Object.keys(CASES);
  const rows = Object.entries(table).map(([name, cells]) => [
    name,
    ...columns.map((column) => cells[column] ?? cells['deviation'] ?? 'failed'),
  ]);
  const all = [['backend', ...columns], ...rows];
  const widths = all[0]!.map((_, i) => Math.max(...all.map((row) => row[i]!.length)));
  return all.map((row) => row.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')).join('\n');
}
