/**
 * The interference graph: represented features, joined where they are far from orthogonal. Its
 * connected components are the candidates for tegum factors, sets in mutually orthogonal spaces.
 *
 * Source: Toy Models of Superposition, The Geometry of Superposition (the feature geometry graphs);
 * edges there are weighted by W_i . W_j, here they are cut at a cosine so that long and short
 * features are joined alike.
 */

/** Two features i < j with the cosine between them. */
export interface Edge {
  readonly features: readonly [number, number];
  readonly cosine: number;
}

/**
 * Pairs of features with |cosine| > limit.
 *
 * @param features the features that take part, increasing
 * @param cosine [feature, feature], row-major, of all n features
 */
export function edgesAbove(
  features: readonly number[],
  cosine: Float64Array,
  n: number,
  limit: number,
): Edge[] {
  const edges: Edge[] = [];
  features.forEach((i, position) => {
    for (const j of features.slice(position + 1)) {
      const between = cosine[i * n + j]!;
      if (Math.abs(between) > limit) edges.push({ features: [i, j], cosine: between });
    }
  });
  return edges;
}

/** Connected components, each increasing, in the order of their first features. */
export function components(features: readonly number[], edges: readonly Edge[]): number[][] {
  const neighbours = new Map<number, number[]>(features.map((feature) => [feature, []]));
  for (const {
    features: [i, j],
  } of edges) {
    neighbours.get(i)!.push(j);
    neighbours.get(j)!.push(i);
  }
  const seen = new Set<number>();
  const found: number[][] = [];
  for (const start of features) {
    if (seen.has(start)) continue;
    const component = [start];
    seen.add(start);
    // The array grows while it is walked: a breadth-first search without a queue of its own.
    for (const feature of component) {
      for (const next of neighbours.get(feature)!) {
        if (seen.has(next)) continue;
        seen.add(next);
        component.push(next);
      }
    }
    found.push(component.sort((a, b) => a - b));
  }
  return found;
}
