/** Every page of the built site, found in its folder. */
import { readdirSync } from 'node:fs';
import { DIST } from './serve.js';

export const PATHS: readonly string[] = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.html') && !name.startsWith('pagefind/'))
  .map((name) => `/${name.replace(/(^|\/)index\.html$/, '$1')}`)
  .sort();
