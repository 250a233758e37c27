// Static pages, no framework. Packages are used as built (turbo builds them first).
import { rehypeHeadingIds, unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { remarkPackagePages } from './src/markdown/package-pages.mjs';
import { rehypeReading } from './src/markdown/reading.mjs';

// Building this site asks nothing of any other host: Astro reads this before it would report.
process.env['ASTRO_TELEMETRY_DISABLED'] = '1';

export default defineConfig({
  output: 'static',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  // The default treats white space as JSX does, and would join words to the formulas beside them.
  compressHTML: true,
  build: { inlineStylesheets: 'never' },
  integrations: [mdx()],
  markdown: {
    processor: unified({
      remarkPlugins: [remarkMath, remarkPackagePages],
      // Ids before formulas are set, so that they are made of what was written.
      rehypePlugins: [rehypeHeadingIds, [rehypeKatex, { strict: 'error' }], rehypeReading],
    }),
    // Both palettes in custom properties; `styles/markdown.css` chooses.
    shikiConfig: {
      themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
      defaultColor: false,
    },
  },
  vite: {
    plugins: [onlyWoff2()],
    // The trainer starts workers of its own, so workers have to be modules.
    worker: { format: 'es' },
    build: { target: 'es2023' },
  },
});

/** KaTeX names every font in three formats; all browsers that can train read the first. */
function onlyWoff2() {
  return {
    name: 'only-woff2',
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} code @param {string} id */
    transform: (code, id) =>
      /katex.*\.css$/.test(id)
        ? code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, '')
        : undefined,
  };
}
