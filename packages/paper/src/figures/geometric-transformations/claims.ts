/**
 * From one direction for each set to an octahedron.
 *
 * Stages are runs of at least three looks whose W^T W stay within a quarter of each other (`trainingStages` of the analysis
 * package, its defaults); they are named from weights. Thresholds, set before any run of the figure: at least three stages; same-set features
 * are orthogonal at the end when |cos| is at most 0.1, and each has an opposite in the other set at a cosine of -0.9 or less. All
 * claims are about every start.
 */

import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { list, number } from '../../shared/words.js';
import type { StageData, TransformationsData } from './run.js';

const STAGES = 3;
const ORTHOGONAL = 0.1;
const OPPOSITE = -0.9;

export function claims(data: TransformationsData): readonly Claim[] {
  return [beginsCollapsed(data), several(data), lower(data), octahedron(data), antiprism(data)];
}

/** Each set of features on one line, and the sets apart or not. */
function collapsed({ directions }: StageData, sets: TransformationsData['sets']): boolean {
  return sets.every((features) =>
    directions.some((direction) => features.every((feature) => direction.includes(feature))),
  );
}

function beginsCollapsed({ starts, sets }: TransformationsData): Claim {
  const first = starts.map(({ stages }) => stages[0]);
  const having = first.filter((each) => each !== undefined && collapsed(each, sets)).length;
  return claim(
    {
      id: 'begins-collapsed',
      statement: 'In the first stage the features of a set point the same way.',
      method: 'Features that point the same way (cosine at least 0.9) in the first stage of each start.',
      expected: 'all features of each set, in every start',
    },
    having === starts.length,
    `${having} of ${starts.length} starts; names of the first stages: ${list(first.map((each) => each?.name ?? 'none'))}`,
  );
}

function several({ starts }: TransformationsData): Claim {
  const counts = starts.map(({ stages }) => stages.length);
  return claim(
    {
      id: 'passes-through-stages',
      statement: 'Learning is a sequence of stages, each with a geometry of its own.',
      method: 'Stages found in each start.',
      expected: `at least ${STAGES} in every start`,
    },
    counts.every((each) => each >= STAGES),
    list(counts.map(String)),
  );
}

function lower({ starts }: TransformationsData): Claim {
  const rises = starts.flatMap(({ stages }) =>
    stages.slice(1).map((each, k) => each.loss / stages[k]!.loss - 1),
  );
  const holds = rises.length > 0 && rises.every((rise) => rise < 0);
  return claim(
    {
      id: 'each-stage-is-better',
      statement: 'Each transformation lowers the loss.',
      method: 'Exact loss of each stage over that of the stage before, less 1, in every start.',
      expected: 'below 0 every time',
    },
    holds,
    rises.length === 0
      ? 'no transformation'
      : `from ${number(Math.min(...rises))} to ${number(Math.max(...rises))} in ${rises.length} transformations`,
  );
}

function octahedron({ starts }: TransformationsData): Claim {
  const ends = starts.map(({ stages }) => stages.at(-1)?.name ?? 'none');
  return claim(
    {
      id: 'ends-as-octahedron',
      statement: 'In the end the six features form an octahedron.',
      method: 'Name of the last stage of each start, from its weights.',
      expected: 'octahedron in every start',
    },
    ends.every((name) => name === 'octahedron'),
    list(ends),
  );
}

function antiprism({ starts }: TransformationsData): Claim {
  const within = starts.map(({ withinAtEnd }) => withinAtEnd);
  const opposite = starts.map(({ oppositeAtEnd }) => oppositeAtEnd);
  return claim(
    {
      id: 'sets-are-opposite-faces',
      statement: 'Each set is one face of it: the octahedron is a triangular antiprism of the two sets.',
      method:
        'At the end of each start: largest |cosine| of two features of one set, and the cosine of each feature with its opposite in the other set.',
      expected: `at most ${ORTHOGONAL}, and at most −${-OPPOSITE}`,
    },
    within.every((each) => each <= ORTHOGONAL) && opposite.every((each) => each <= OPPOSITE),
    `at most ${number(Math.max(...within))} within sets, at most ${number(Math.max(...opposite))} across, in ${starts.length} starts`,
  );
}
