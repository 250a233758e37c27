/**
 * Pages that are rendered from Markdown: the paper's sections and the guides, written for the site; READMEs of
 * the packages, written once for all readers; the API reference, made from docstrings (`scripts/api.mjs`).
 */
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const page = z.strictObject({
  title: z.string(),
  /** One sentence, for search engines and link previews. */
  description: z.string(),
});

export const collections = {
  /** `src/content/paper/03-demonstrating-superposition.mdx` becomes `/paper/demonstrating-superposition/`. */
  paper: defineCollection({
    loader: glob({ base: './src/content/paper', pattern: '*.mdx' }),
    schema: page.extend({
      /** Number of the paper's section, 1 to 15; also the reading order. */
      section: z.int().min(1),
      /** What the navigation calls it. */
      short: z.string(),
    }),
  }),
  guides: defineCollection({
    loader: glob({ base: './src/content/guides', pattern: '*.mdx' }),
    schema: page.extend({ order: z.int(), short: z.string() }),
  }),
  /** `packages/core/README.md` becomes `/packages/core/`. */
  packages: defineCollection({
    loader: glob({
      base: '../../packages',
      pattern: '*/README.md',
      generateId: ({ entry }) => entry.split('/')[0]!,
    }),
  }),
  /** `generated/reference/core/training.md` becomes `/reference/core/training/`. */
  reference: defineCollection({
    loader: glob({
      base: './generated/reference',
      pattern: '**/*.md',
      generateId: ({ entry }) => entry.replace(/\.md$/, ''),
    }),
    schema: z.strictObject({ id: z.string() }),
  }),
};
