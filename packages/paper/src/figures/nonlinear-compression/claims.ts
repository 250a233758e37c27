/**
 * What nonlinear compression gains, and what it asks for.
 *
 * Thresholds, set before the first run: sampled and closed form agree within four standard errors (tens of
 * comparisons are made); the linear references within 1 %.
 */

import { LINEAR_COMPRESSION_ERROR, nonlinearCompressionError } from '@toymodels/theory';
import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { list, number } from '../../shared/words.js';
import type { NonlinearCompressionData } from './run.js';
import type { NonlinearCompressionSpec } from './spec.js';

export function claims(data: NonlinearCompressionData, spec: NonlinearCompressionSpec): readonly Claim[] {
  return [beatsLinear(data), anyUnit(), closedForm(data), linearReference(data), needsSteepness(spec)];
}

const STEPS = 3;
const RAMP = 0.1;

function beatsLinear({ sampled, linear }: NonlinearCompressionData): Claim {
  const point = sampled.find(({ steps, ramp }) => steps === STEPS && ramp === RAMP);
  const error = point?.error ?? [];
  const worst = Math.max(...error);
  const reference = Math.min(...linear);
  return claim(
    {
      id: 'beats-linear',
      statement:
        'With Z = 3 steps and ramps of ε = 0.1 the nonlinear code has a smaller error than any linear one.',
      method:
        'Mean of (x − x̂)² + (y − ŷ)² over sampled pairs, ε in units of one step: the largest over the seeds is below the least of the linear codes on the same pairs.',
      expected: `below ${number(LINEAR_COMPRESSION_ERROR)} (exact: ${number(nonlinearCompressionError(STEPS, RAMP))})`,
    },
    error.length > 0 && worst < reference,
    `${number(Math.min(...error))} to ${number(worst)} over ${error.length} seeds, linear ${number(reference)} at least`,
  );
}

function anyUnit(): Claim {
  const ofRange = nonlinearCompressionError(STEPS, RAMP * STEPS);
  const holds = ofRange < LINEAR_COMPRESSION_ERROR;
  return {
    id: 'whatever-the-unit',
    statement: 'That is so whether ε = 0.1 is a part of a step or of the whole range.',
    method: 'Exact error at Z = 3 with ramps of 0.1 of the range of x, which is 0.3 of a step, against 1/12.',
    expected: `below ${number(LINEAR_COMPRESSION_ERROR)}`,
    measured: number(ofRange),
    verdict: holds ? 'holds' : 'differs',
    ...(holds
      ? {}
      : {
          note: 'The paper does not say in which unit ε is measured; its statement is true only in units of one step.',
        }),
  };
}

const ERRORS = 4;

function closedForm({ sampled }: NonlinearCompressionData): Claim {
  const scores = sampled.map(({ steps, ramp, error }) => {
    const mean = error.reduce((a, b) => a + b, 0) / error.length;
    const variance = error.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (error.length - 1);
    return (mean - nonlinearCompressionError(steps, ramp)) / Math.sqrt(variance / error.length);
  });
  // With a handful of seeds the standard error is itself uncertain; the share within is what counts.
  const within = scores.filter((score) => Math.abs(score) <= ERRORS).length / scores.length;
  return claim(
    {
      id: 'closed-form',
      statement: 'The error of the code is a polynomial in ε and 1/Z.',
      method: `Mean error over the seeds against the closed form at ${sampled.length} pairs of Z and ε: share within ${ERRORS} standard errors.`,
      expected: 'at least 0.9',
    },
    within >= 0.9,
    `${number(within)}; largest deviation ${number(Math.max(...scores.map(Math.abs)))} standard errors`,
  );
}

const REFERENCE_TOLERANCE = 0.01;

function linearReference({ linear }: NonlinearCompressionData): Claim {
  const mean = linear.reduce((a, b) => a + b, 0) / linear.length;
  return claim(
    {
      id: 'linear-reference',
      statement:
        'Linear codes of two uniform numbers leave an error of 1/12: keeping one is as good as keeping the sum.',
      method: `The lower error of both on the sampled pairs, mean over the seeds, within ${REFERENCE_TOLERANCE * 100} % of 1/12.`,
      expected: number(LINEAR_COMPRESSION_ERROR),
    },
    Math.abs(mean / LINEAR_COMPRESSION_ERROR - 1) <= REFERENCE_TOLERANCE,
    `${number(mean)} (${number(Math.min(...linear))} to ${number(Math.max(...linear))})`,
  );
}

/** The ramp at which the code is no better than a linear one; 1 where it always is. */
export function breakEven(steps: number): number {
  let [low, high] = [0, 1];
  if (nonlinearCompressionError(steps, high) < LINEAR_COMPRESSION_ERROR) return 1;
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (nonlinearCompressionError(steps, middle) < LINEAR_COMPRESSION_ERROR) low = middle;
    else high = middle;
  }
  return low;
}

function needsSteepness({ steps }: NonlinearCompressionSpec): Claim {
  const ramps = steps.map(breakEven);
  return claim(
    {
      id: 'needs-steep-steps',
      statement: 'The gain is paid for in precision: the steps must be steep.',
      method: 'Exact ramp width at which the code stops being better than a linear one, for each Z.',
      expected: 'below half a step for every Z',
    },
    ramps.every((ramp) => ramp < 0.5),
    list(ramps.map((ramp, k) => `ε = ${number(ramp)} at Z = ${steps[k]}`)),
  );
}
