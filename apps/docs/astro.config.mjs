// Static pages, no framework. Packages are used as built (turbo builds them first).
import { defineConfig } from 'astro/config';

export default defineConfig({
  output: 'static',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  // The default treats white space as JSX does, and would join words to the formulas beside them.
  compressHTML: true,
  build: { inlineStylesheets: 'never' },
  vite: {
    // The trainer starts workers of its own, so workers have to be modules.
    worker: { format: 'es' },
    build: { target: 'es2023' },
  },
});
