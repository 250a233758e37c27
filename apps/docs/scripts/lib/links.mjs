// Reads the links and ids of built pages. Not a parser of HTML in general: of the HTML that Astro writes.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const HOST = 'http://site.invalid';

/** @typedef {{ ids: Set<string>, links: { tag: string, attribute: string, value: string }[], repeated: string[] }} PageLinks */

/**
 * @param {string} folder of a built site
 * @returns {{ problems: string[], nPages: number, nLinks: number }}
 */
export function findBrokenLinks(folder) {
  const files = /** @type {string[]} */ (readdirSync(folder, { recursive: true }))
    .filter((name) => name.endsWith('.html'))
    .map((name) => name.split(sep).join('/'))
    .sort();
  /** @type {Map<string, PageLinks>} */
  const pages = new Map(files.map((name) => [name, readPage(readFileSync(join(folder, name), 'utf8'))]));
  const problems = [];
  let nLinks = 0;
  for (const [name, { links, repeated }] of pages) {
    for (const id of repeated) problems.push(`${name}: the id "${id}" is there more than once`);
    for (const { tag, attribute, value } of links) {
      nLinks++;
      const problem = problemOf(folder, name, tag, value, pages);
      if (problem !== undefined) problems.push(`${name}: ${tag} ${attribute}="${value}" ${problem}`);
    }
  }
  return { problems, nPages: pages.size, nLinks };
}

/** @param {string} html @returns {PageLinks} */
export function readPage(html) {
  /** @type {Set<string>} */
  const ids = new Set();
  const links = [];
  const repeated = [];
  // What stands in scripts and comments is no markup.
  const markup = html.replace(/<!--[\s\S]*?-->|(<(script|style)\b[^>]*>)[\s\S]*?<\/\2>/g, '$1');
  for (const [, tag = '', attributes = ''] of markup.matchAll(
    /<([a-z][\w-]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*\/?>/gi,
  )) {
    for (const [, attribute = '', double, single, bare] of attributes.matchAll(
      /([^\s=>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/g,
    )) {
      const value = decoded(double ?? single ?? bare ?? '');
      if (attribute === 'id') {
        if (ids.has(value)) repeated.push(value);
        ids.add(value);
      }
      if (['href', 'src', 'action'].includes(attribute)) links.push({ tag, attribute, value });
      if (attribute === 'srcset')
        for (const each of value.split(','))
          links.push({ tag, attribute, value: each.trim().split(/\s/)[0] ?? '' });
    }
  }
  return { ids, links, repeated };
}

/**
 * @param {string} folder @param {string} name @param {string} tag @param {string} value
 * @param {ReadonlyMap<string, PageLinks>} pages
 */
function problemOf(folder, name, tag, value, pages) {
  if (value.startsWith('mailto:') || value.startsWith('data:')) return undefined;
  let url;
  try {
    url = new URL(value, `${HOST}/${name.replace(/index\.html$/, '')}`);
  } catch {
    return 'is no address';
  }
  if (url.origin !== HOST) {
    if (tag !== 'a') return 'would be loaded from another host';
    return url.protocol === 'https:' ? undefined : 'leads to another host without encryption';
  }
  const path = decodeURIComponent(url.pathname).slice(1);
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const full = join(folder, file);
  if (relative(folder, full).startsWith('..') || !existsSync(full)) return 'leads to nothing';
  if (statSync(full).isDirectory()) return 'leads to a folder; end it with a slash';
  const anchor = decodeURIComponent(url.hash.slice(1));
  if (anchor === '') return undefined;
  if (pages.get(file)?.ids.has(anchor) !== true) return `leads to an anchor that ${file} does not have`;
  return undefined;
}

/** @param {string} text */
function decoded(text) {
  return text
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex, decimal) =>
      String.fromCodePoint(hex === undefined ? Number(decimal) : parseInt(hex, 16)),
    )
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
