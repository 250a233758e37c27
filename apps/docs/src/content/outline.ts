/** The written pages in reading order, as navigation shows them. */
import { getCollection, type CollectionEntry } from 'astro:content';
import type { Sibling } from '../components/Contents.astro';
import { sectionStates } from '../figures/claims.js';

/** The last part of the address: the file's name without its number. */
export const slugOf = ({ id }: { readonly id: string }): string => id.replace(/^\d+-/, '');

export async function paperSections(): Promise<CollectionEntry<'paper'>[]> {
  return (await getCollection('paper')).sort((a, b) => a.data.section - b.data.section);
}

export async function guides(): Promise<CollectionEntry<'guides'>[]> {
  return (await getCollection('guides')).sort((a, b) => a.data.order - b.data.order);
}

/** The sections with how many of their claims hold. */
export async function paperSiblings(): Promise<Sibling[]> {
  const states = await sectionStates();
  return (await paperSections()).map((entry) => ({
    path: `/paper/${slugOf(entry)}/`,
    label: entry.data.short,
    number: entry.data.section,
    claims: states.get(String(entry.data.section)),
  }));
}

export async function guideSiblings(): Promise<Sibling[]> {
  return (await guides()).map((entry) => ({ path: `/guides/${slugOf(entry)}/`, label: entry.data.short }));
}

/** Where a section is to be read, by its number. */
export async function sectionPaths(): Promise<ReadonlyMap<string, string>> {
  return new Map(
    (await paperSections()).map((entry) => [String(entry.data.section), `/paper/${slugOf(entry)}/`]),
  );
}

/** The packages in the order in which one builds on the other, each with what it is. */
export const PACKAGES = [
  ['core', 'Specs, random streams, parameters, train()'],
  ['backend-wasm', 'The fused SIMD trainer, in Node and browsers'],
  ['backend-tfjs', 'Any model by autodiff on TensorFlow.js'],
  ['backend-webgl', 'TensorFlow.js on the GPU of a browser, through WebGL'],
  ['backend-node', 'Native TensorFlow in Node'],
  ['theory', 'Exact losses, optima, closed forms, phase borders'],
  ['analysis', 'Measures of trained weights, polytopes found by code'],
  ['plots', 'Figures as pure functions that return SVG'],
  ['paper', 'Every figure of the paper: configuration, run, claims'],
  ['cli', 'The command line: reproduce figures, train, ask the theory'],
] as const;

export const packageSiblings: readonly Sibling[] = PACKAGES.map(([name]) => ({
  path: `/packages/${name}/`,
  label: name,
}));

/** Entry points with a reference page, in the packages' order. */
export async function referenceSiblings(): Promise<Sibling[]> {
  const place = (id: string): number => PACKAGES.findIndex(([name]) => id.split('/')[0] === name);
  return (await getCollection('reference'))
    .sort((a, b) => place(a.id) - place(b.id) || a.id.length - b.id.length)
    .map(({ id }) => ({ path: `/reference/${id}/`, label: id }));
}
