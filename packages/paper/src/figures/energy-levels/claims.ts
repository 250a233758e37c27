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
import { list, number } from '../../shared/words.js';
import type { EnergyLevelsData, StartLevels } from './run.js';

const JUMPING = 0.5;
const EVENTS = 2;
const DROPS = 0.75;

export function claims(data: EnergyLevelsData): readonly Claim[] {
  return [endsInDigons(data), levels(data), drops(data)];
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
    `${list(starts.map(({ nInDigons, nRepresented }) => `${nInDigons} of ${nRepresented}`))} (${nFeatures} features)`,
  );
}

function levels({ starts, drawn, nFeatures }: EnergyLevelsData): Claim {
  const counts = starts.map(({ events }) => events.length);
  const jumping = starts.map(({ nJumping }) => nJumping);
  const most = (have: (start: StartLevels) => boolean): boolean =>
    starts.filter(have).length > starts.length / 2;
  const { events } = starts[drawn]!;
  const holds =
    most(({ nJumping }) => nJumping >= JUMPING * nFeatures) && most((start) => start.events.length >= EVENTS);
  return claim(
    {
      id: 'jumps-between-levels',
      statement: 'Feature dimensionalities jump between levels at distinct steps.',
      method: `Features that jump by 0.1 or more from one level (at least four looks within 0.05) to another, and events at which they do, in each start.`,
      expected: `at least ${JUMPING} of the features, and at least ${EVENTS} events, both in most starts`,
    },
    holds,
    `${list(jumping.map(String))} of ${nFeatures} features in ${list(counts.map(String))} events; ${list(starts.map(({ shareInJumps }) => number(shareInJumps)))} of all motion of D_i is in jumps; drawn start: ${events.length === 0 ? 'no event' : `at steps ${list(events.map(({ step }) => String(step)))}`}`,
    holds
      ? 'This is so from small initial weights. From Xavier’s own D_i relax smoothly to the end; the sizes tried stand in the spec.'
      : 'The rest of the motion is smooth. Other sizes and initial weights that were tried, and stand in the spec, had fewer jumps.',
  );
}

function drops({ starts }: EnergyLevelsData): Claim {
  const events = starts.flatMap((start) => start.events);
  const falling = events.filter((event) => event.drops).length;
  const shares = starts.flatMap(({ shareOfFall, shareOfTime }) =>
    shareOfFall === null || shareOfTime === null
      ? []
      : [`${number(shareOfFall)} of the fall in ${number(shareOfTime)} of the time`],
  );
  const holds = events.length > 0 && falling / events.length >= DROPS;
  return claim(
    {
      id: 'loss-drops-at-jumps',
      statement: 'The loss drops where features jump.',
      method:
        'Events of all starts at which the loss falls at least twice as much as over as many looks before and after.',
      expected: `at least ${DROPS} of them`,
    },
    holds,
    `${falling} of ${events.length} events; ${shares.length === 0 ? 'no events' : list(shares)}`,
    holds ? undefined : 'Jumps that come while the loss falls steeply anyway are not seen in it.',
  );
}
