/** The chapters of the derivation, in reading order. */
import type { Sibling } from '../components/Contents.astro';

export const CHAPTERS = [
  {
    slug: 'linear',
    title: 'The linear model',
    short: 'Linear model',
    description:
      'The loss from two moments, why superposition never pays without a ReLU, and how the model learns.',
  },
  {
    slug: 'relu',
    title: 'The ReLU model',
    short: 'ReLU model',
    description:
      'The loss sorted by the number of active features, all of it in closed form, with its gradient.',
  },
  {
    slug: 'phases',
    title: 'Borders between phases',
    short: 'Borders between phases',
    description:
      'When a feature goes from ignored to shared: candidates, exact borders, and where they are sharp.',
  },
  {
    slug: 'geometry',
    title: 'Geometry',
    short: 'Geometry',
    description:
      'Features as points that repel each other, dimensionality and its bound, polygons, and the pentagon’s end.',
  },
  {
    slug: 'attacks',
    title: 'Attacks',
    short: 'Attacks',
    description:
      'What a small change of the input does to the loss, exactly; how it grows with interference, and why not as 1/D.',
  },
  {
    slug: 'hidden',
    title: 'A ReLU on the hidden layer',
    short: 'Hidden ReLU',
    description:
      'The loss with neurons, by cutting the cube at every kink; absolute values, and what sharing a neuron costs.',
  },
  {
    slug: 'limits',
    title: 'Limits of compression',
    short: 'Limits of compression',
    description:
      'How many dimensions sparse features need, which part of that is a theorem with numbers, and a code that is not linear.',
  },
] as const;

/** Of chapter 1, 2 … */
export function chapterPath(number: number): string {
  const chapter = CHAPTERS[number - 1];
  if (chapter === undefined)
    throw new Error(`there is no chapter ${number}; there are 1 to ${CHAPTERS.length}`);
  return `/derivation/${chapter.slug}/`;
}

export const derivationSiblings: readonly Sibling[] = [
  { path: '/derivation/', label: 'Overview and notation' },
  ...CHAPTERS.map(({ short }, k) => ({ path: chapterPath(k + 1), label: short, number: k + 1 })),
];
