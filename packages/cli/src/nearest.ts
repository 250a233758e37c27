/** Which of the known names a mistyped one was meant to be. */

/** Edit distance (insertions, deletions, replacements, swaps of neighbours), each costing 1. */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1);
      }
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

/**
 * The names nearest to `given`, the best first, at most `most`; empty when none is near.
 *
 * Near means at most a third of the letters differ, or one contains the other.
 */
export function nearest(given: string, names: readonly string[], most = 3): string[] {
  const wanted = given.toLowerCase();
  return names
    .map((name) => {
      const distance = editDistance(wanted, name.toLowerCase());
      const contains = wanted.length >= 3 && (name.includes(wanted) || wanted.includes(name));
      return { name, distance, near: contains || distance <= Math.max(1, Math.ceil(wanted.length / 3)) };
    })
    .filter(({ near }) => near)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ name }) => name);
}

/** `did you mean "a" or "b"? ` or nothing, to be put into a message. */
export function didYouMean(given: string, names: readonly string[]): string {
  const near = nearest(given, names).map((name) => `"${name}"`);
  return near.length === 0 ? '' : `did you mean ${near.join(' or ')}? `;
}
