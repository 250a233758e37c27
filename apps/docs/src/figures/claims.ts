/**
 * The claims of every stored run, and what they add up to. Build time only; checked once per figure,
 * however many pages ask.
 */
import { figureIndex, type Claim, type FigureEntry } from '@toymodels/paper';
import { storedFigure, storedRuns } from './stored.js';

export interface CheckedFigure {
  readonly entry: FigureEntry;
  readonly claims: readonly Claim[];
}

const checked = new Map<string, Promise<readonly Claim[]>>();

/** The claims of a stored figure. @throws Error when it is not stored */
export function claimsOf(id: string): Promise<readonly Claim[]> {
  let claims = checked.get(id);
  if (claims === undefined) {
    claims = storedFigure(id).then(({ figure, run }) => figure.claims(run.data, run.spec));
    checked.set(id, claims);
  }
  return claims;
}

/** All figures with a stored run, in the paper's order. */
export async function checkedFigures(): Promise<readonly CheckedFigure[]> {
  const stored = new Set(storedRuns.map(({ figure }) => figure));
  return Promise.all(
    figureIndex
      .filter(({ id }) => stored.has(id))
      .map(async (entry) => ({ entry, claims: await claimsOf(entry.id) })),
  );
}

export interface ClaimCount {
  readonly holding: number;
  readonly all: number;
}

export function countClaims(figures: readonly CheckedFigure[]): ClaimCount {
  const claims = figures.flatMap((each) => each.claims);
  return { holding: claims.filter(({ verdict }) => verdict === 'holds').length, all: claims.length };
}

/** How many claims hold in each section that has any, by the section's number. */
export async function sectionStates(): Promise<ReadonlyMap<string, ClaimCount>> {
  const all = await checkedFigures();
  const sections = new Set(all.map(({ entry }) => entry.section));
  return new Map(
    [...sections].map((section) => [
      section,
      countClaims(all.filter(({ entry }) => entry.section === section)),
    ]),
  );
}
