/**
 * Levels, jumps, and the loss.
 *
 * A level is at least four looks in a row within 0.05; a jump leads from one to another that is 0.1 or more away, and jumps close
 * together are one event (`findJumps` of the analysis package, its defaults). The loss drops at an event when it falls by twice or more what it falls
 * over as many looks before and after. Thresholds of the claims: half of the features
 * jump at least once, and there are two events or more, both in most starts; the loss drops at three of four events.
 */

import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { fromTo, startsInWords, withRange } from '../../shared/spread.js';
import { list } from '../../shared/words.js';
import type { EnergyLevelsData, StartLevels } from './run.js';

const JUMPING = 0.5;
const EVENTS = 2;
const DROPS = 0.75;

export function claims(data: EnergyLevelsData): readonly Claim[] {
  return [endsInDigons(data), levels(data), drops(data)];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

function endsInDigons({ starts, nFeatures }: EnergyLevelsData): Claim {
  const all = starts.filter(({ nInDigons, nRepresented }) => nRepresented > 0 && nInDigons === nRepresented);
  return claim(
    {
      id: 'ends-all-digon',
      statement: 'The model ends with every represented feature in a digon.',
      method:
        'Features in sets that are named digons from their weights, of those with a norm above 0.5, at the end of each start.',
      expected: 'all in most starts',
    },
    all.length > starts.length / 2,
    `so in ${all.length} of ${startsInWords(starts.length)}; ${fromTo(starts.map(({ nInDigons }) => nInDigons))} of ${nFeatures} features in digons`,
  );
}

function levels({ starts, drawn, nFeatures }: EnergyLevelsData): Claim {
  const counts = starts.map(({ events }) => events.length);
  const jumping = starts.map(({ nJumping }) => nJumping);
  const shares = starts.map(({ shareInJumps }) => shareInJumps);
  const most = (have: (start: StartLevels) => boolean): boolean =>
    starts.filter(have).length > starts.length / 2;
  const { events } = starts[drawn]!;
  const holds =
    most(({ nJumping }) => nJumping >= JUMPING * nFeatures) && most((start) => start.events.length >= EVENTS);
  return claim(
    {
      id: 'jumps-between-levels',
      statement: 'Feature dimensionalities jump between levels at distinct steps.',
      method: `Features that jump by 0.1 or more from one level (at least four looks within 0.05) to another, and events at which they do, in each start; medians with the range of starts. The configuration was selected among about ten as one with many jumps.`,
      expected: `at least ${JUMPING} of the features, and at least ${EVENTS} events, both in most starts`,
    },
    holds,
    `so in ${starts.filter(({ nJumping }) => nJumping >= JUMPING * nFeatures).length} and ${counts.filter((each) => each >= EVENTS).length} of ${startsInWords(starts.length)}; ${withRange(median(jumping), jumping)} of ${nFeatures} features in ${withRange(median(counts), counts)} events; ${withRange(median(shares), shares)} of all motion of D_i is in jumps; drawn start: ${events.length === 0 ? 'no event' : `at steps ${list(events.map(({ step }) => String(step)))}`}`,
    holds
      ? 'This is so from small initial weights, in the configuration that was selected for it. From Xavier’s own D_i relax smoothly to the end; the sizes tried stand in the spec.'
      : 'The rest of the motion is smooth. Other sizes and initial weights that were tried, and stand in the spec, had fewer jumps.',
  );
}

function drops({ starts }: EnergyLevelsData): Claim {
  const events = starts.flatMap((start) => start.events);
  const falling = events.filter((event) => event.drops).length;
  const ofFall = starts.flatMap(({ shareOfFall }) => (shareOfFall === null ? [] : [shareOfFall]));
  const ofTime = starts.flatMap(({ shareOfTime }) => (shareOfTime === null ? [] : [shareOfTime]));
  const holding = starts.filter((start) => {
    const falls = start.events.filter((event) => event.drops).length;
    return falls > 0 && falls / start.events.length >= DROPS;
  }).length;
  const holds = events.length > 0 && falling / events.length >= DROPS;
  return claim(
    {
      id: 'loss-drops-at-jumps',
      statement: 'The loss drops where features jump.',
      method:
        'Events of all starts at which the loss falls at least twice as much as over as many looks before and after; beside it, for each start, the share of the fall that is within events (median, and range of starts).',
      expected: `at least ${DROPS} of them`,
    },
    holds,
    `${falling} of ${events.length} events; so in ${holding} of ${startsInWords(starts.length)}; ${ofFall.length === 0 ? 'no events' : `${withRange(median(ofFall), ofFall)} of the loss’s fall from the first event on is within events, which take ${withRange(median(ofTime), ofTime)} of the time`}`,
    holds ? undefined : 'Jumps that come while the loss falls steeply anyway are not seen in it.',
  );
}
