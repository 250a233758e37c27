/** Names of points, each beside its point; those of points in one place are one word, "5, 6". */
import { FONT_SIZE, halo, label, textWidth } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';

export interface PointLabel {
  readonly text: string;
  /** Middle of the word, px. */
  readonly x: number;
  /** Middle of its height, px. */
  readonly y: number;
}

/** Words whose middles are nearer than this across, or up and down, would lie over each other, px. */
const NEAR = { x: 9, y: 10 } as const;

/** Half the height of a word, and from it to the middle of a dot, px. */
const HALF_HEIGHT = 5;
const CLEARANCE = 7;

/** A joined word is moved by so much at a time, at most so often. */
const STEP = 2;
const MOST_STEPS = 10;

/**
 * @param labels in the order in which joined names are said
 * @param points that joined words keep away from, around an origin
 */
export function pointLabels(
  painter: Painter,
  labels: readonly PointLabel[],
  points: readonly (readonly [x: number, y: number])[] = [],
): string {
  return joined(labels)
    .map((group) => (group.count > 1 ? freeOf(points, group) : group))
    .map(({ text, x, y }) =>
      label(text, x, y + 3.8, { 'text-anchor': 'middle', fill: painter.color('muted'), ...halo(painter) }),
    )
    .join('');
}

/** The nearest place that covers no point: away from the origin, up or down. */
function freeOf(points: readonly (readonly [number, number])[], { text, x, y }: PointLabel): PointLabel {
  const half = textWidth(text, FONT_SIZE.label) / 2;
  const distance = Math.hypot(x, y) || 1;
  const covers = ([cx, cy]: readonly [number, number]): boolean =>
    points.some(
      ([px, py]) => Math.abs(px - cx) < half + CLEARANCE && Math.abs(py - cy) < HALF_HEIGHT + CLEARANCE,
    );
  for (let step = 0; step <= MOST_STEPS; step++) {
    const away = STEP * step;
    const free = (
      [
        [x + (away * x) / distance, y + (away * y) / distance],
        [x, y - away],
        [x, y + away],
      ] as const
    ).find((place) => !covers(place));
    if (free !== undefined) return { text, x: free[0], y: free[1] };
  }
  return { text, x, y };
}

/** Words that would overlap, joined at their mean place, until none do. */
function joined(labels: readonly PointLabel[]): (PointLabel & { readonly count: number })[] {
  const groups = labels.map((each, place) => ({ ...each, count: 1, places: [place] }));
  const extra = (text: string): number =>
    (textWidth(text, FONT_SIZE.label) - textWidth('0', FONT_SIZE.label)) / 2;
  for (let k = 0; k < groups.length; k++) {
    const a = groups[k]!;
    const other = groups.findIndex(
      (b, j) =>
        j > k && Math.abs(a.x - b.x) < NEAR.x + extra(a.text) + extra(b.text) && Math.abs(a.y - b.y) < NEAR.y,
    );
    if (other === -1) continue;
    const [b] = groups.splice(other, 1);
    const count = a.count + b!.count;
    const mean = (p: number, q: number): number => (p * a.count + q * b!.count) / count;
    const places = [...a.places, ...b!.places].sort((p, q) => p - q);
    const text = places.map((place) => labels[place]!.text).join(', ');
    groups[k] = { text, x: mean(a.x, b!.x), y: mean(a.y, b!.y), count, places };
    // A wider word may reach others, before it too.
    k = -1;
  }
  return groups;
}
