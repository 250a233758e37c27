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

/** Half the height of a word, and from it to a point, px. */
const HALF_HEIGHT = 5;
const CLEARANCE = 4;

/** A joined word is moved away from the origin by so much at a time, at most so often. */
const STEP = 2;
const MOST_STEPS = 8;

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

function freeOf(points: readonly (readonly [number, number])[], { text, x, y }: PointLabel): PointLabel {
  const half = textWidth(text, FONT_SIZE.label) / 2;
  const distance = Math.hypot(x, y) || 1;
  let [cx, cy] = [x, y];
  const covers = (): boolean =>
    points.some(
      ([px, py]) => Math.abs(px - cx) < half + CLEARANCE && Math.abs(py - cy) < HALF_HEIGHT + CLEARANCE,
    );
  for (let step = 0; step < MOST_STEPS && covers(); step++) {
    cx += (STEP * x) / distance;
    cy += (STEP * y) / distance;
  }
  return { text, x: cx, y: cy };
}

/** Words that would overlap, joined at their mean place, until none do. */
function joined(labels: readonly PointLabel[]): (PointLabel & { readonly count: number })[] {
  const groups = labels.map((each) => ({ ...each, count: 1 }));
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
    groups[k] = { text: `${a.text}, ${b!.text}`, x: mean(a.x, b!.x), y: mean(a.y, b!.y), count };
    // A wider word may reach others, before it too.
    k = -1;
  }
  return groups;
}
