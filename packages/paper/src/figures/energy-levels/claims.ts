/**
 * Levels, jumps, and the loss.
 *
 * A level is at least four looks in a row within 0.05; a jump leads from one to another that is 0.1 or more away, and jumps close
 * together are one event (`findJumps` of the analysis package, its defaults). The loss drops at an event when it falls by twice or more what it falls
 * over as many looks before and after. Thresholds of the claims, set before any run of the figure: features are on levels for
 * half of the time; two events or more in most starts; the loss drops at three of four events.
 */

import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { list, number } from '../../shared/words.js';
import type { EnergyLevelsData } from './run.js';

const ON_LEVELS = 0.5;
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
      method: 'Features in sets that are named digons from their weights, of those with a norm above 0.5, at the end of each start.',
      expected: 'all in most starts',
    },
    all.length > starts.length / 2,
    `${list(starts.map(({ nInDigons, nRepresented }) => `${nInDigons} of ${nRepresented}`))} (${nFeatures} features)`,
  );
}

function levels({ starts, drawn }: EnergyLevelsData): Claim {
  const counts = starts.map(({ events }) => events.length);
  const jumping = starts.map(({ events }) => new Set(events.flatMap(({ jumps }) => jumps.map(({ feature }) => feature))).size);
  const { events, shareOnLevels } = starts[drawn]!;
  return claim(
    {
      id: 'jumps-between-levels',
      statement: 'Feature dimensionalities stay on levels and jump between them at distinct steps.',
      method: `Share of features and looks on a level (at least four looks within 0.05), and events at which features jump by 0.1 or more to another level, in every start.`,
      expected: `at least ${ON_LEVELS} on levels in every start, and at least ${EVENTS} events in most of them`,
    },
    starts.every((start) => start.shareOnLevels >= ON_LEVELS) &&
      counts.filter((each) => each >= EVENTS).length > starts.length / 2,
    `${list(counts.map(String))} events, with ${list(jumping.map(String))} features; on levels for ${list(starts.map((start) => number(start.shareOnLevels)))} of the time; drawn start (${number(shareOnLevels)}): ${events.length === 0 ? 'no event' : `at steps ${list(events.map(({ step }) => String(step)))}`}`,
  );
}

function drops({ starts }: EnergyLevelsData): Claim {
  const events = starts.flatMap((start) => start.events);
  const falling = events.filter((event) => event.drops).length;
  const shares = starts.flatMap(({ shareOfFall, shareOfTime }) =>
    shareOfFall === null || shareOfTime === null ? [] : [`${number(shareOfFall)} of the fall in ${number(shareOfTime)} of the time`],
  );
  const holds = events.length > 0 && falling / events.length >= DROPS;
  return claim(
    {
      id: 'loss-drops-at-jumps',
      statement: 'The loss drops where features jump.',
      method: 'Events of all starts at which the loss falls at least twice as much as over as many looks before and after.',
      expected: `at least ${DROPS} of them`,
    },
    holds,
    `${falling} of ${events.length} events; ${shares.length === 0 ? 'no events' : list(shares)}`,
    holds
      ? undefined
      : 'Most jumps come while the loss falls steeply anyway, and a jump of one feature moves the loss by a few per cent. Tried: 20 and 40 features in 10 dimensions, with initial weights of Xavier’s scale and a tenth of it.',
  );
}
