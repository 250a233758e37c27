/**
 * What an identification amounts to: how many of which factor, their shares, and the name of the
 * whole where the factors together form a known polytope.
 *
 * Source: Toy Models of Superposition, The Geometry of Superposition: tegum products, e.g. the
 * octahedron as three digons, the triangular bipyramid as a triangle and a digon.
 */
import type { Identification } from './identify.js';

/** All factors of one name. */
export interface Share {
  readonly name: string;
  /** How many factors. */
  readonly count: number;
  /** How many features they hold. */
  readonly nFeatures: number;
  /** Share of the represented features, in (0, 1]; all shares add up to 1. */
  readonly shareOfFeatures: number;
  /** Dimensions they span; all add up to the span of the model when the factors are orthogonal. */
  readonly dimensions: number;
}

/** Shares by name, most features first. */
export function composition(identification: Identification): Share[] {
  const { factors, represented } = identification;
  const names = [...new Set(factors.map(({ name }) => name))];
  return names
    .map((name) => {
      const alike = factors.filter((factor) => factor.name === name);
      const nFeatures = alike.reduce((sum, { features }) => sum + features.length, 0);
      return {
        name,
        count: alike.length,
        nFeatures,
        shareOfFeatures: nFeatures / represented.length,
        dimensions: alike.reduce((sum, factor) => sum + factor.span, 0),
      };
    })
    .sort((a, b) => b.nFeatures - a.nFeatures || (a.name < b.name ? -1 : 1));
}

/** Tegum products with a name of their own, by the sorted names of their factors. */
const PRODUCTS: Readonly<Record<string, string>> = {
  'digon + digon': 'square',
  'digon + digon + digon': 'octahedron',
  'digon + triangle': 'triangular bipyramid',
  'digon + pentagon': 'pentagonal bipyramid',
  'digon + hexagon': 'hexagonal bipyramid',
};

/**
 * One name for the whole: `pentagon`, `octahedron`, `5-orthoplex` (five digons), else the factors
 * in words, `2 digon + 1 triangle`; `nothing` when no feature is represented.
 */
export function tegumName(identification: Identification): string {
  const names = identification.factors.map(({ name }) => name).sort();
  if (names.length === 0) return 'nothing';
  if (names.length === 1) return names[0]!;
  const product = PRODUCTS[names.join(' + ')];
  if (product !== undefined) return product;
  if (names.every((name) => name === 'digon')) return `${names.length}-orthoplex`;
  return composition(identification)
    .map(({ name, count }) => `${count} ${name}`)
    .join(' + ');
}
