// Which part of the project may import which. The table below is the rule; ARCHITECTURE.md explains it.
//
// Read from the source text by TypeScript's own scanner, so type-only and dynamic imports count as well.
// Cycles inside a package are the linter's business (import/no-cycle), undeclared dependencies knip's.

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';
import { ROOT, workspaces } from '../lib/workspace.mjs';

const SCOPE = '@toymodels/';

/** Our own packages that each package may import; a package that is not listed may import nothing of ours. */
export const MAY_IMPORT = {
  core: [],
  theory: ['core'],
  analysis: ['core', 'theory'],
  plots: ['core', 'analysis'],
  'backend-wasm': ['core'],
  'backend-tfjs': ['core'],
  // Two more devices of TensorFlow.js: they share its trainer.
  'backend-webgl': ['core', 'backend-tfjs'],
  'backend-node': ['core', 'backend-tfjs'],
  // No concrete backend: whoever runs a figure chooses one.
  paper: ['core', 'theory', 'analysis', 'plots'],
  cli: 'all',
};

/** Packages that also run in a browser: `node:` modules only in files whose path says so (NODE_ONLY). */
const BROWSER_PACKAGES = [
  'core',
  'theory',
  'analysis',
  'plots',
  'paper',
  'backend-wasm',
  'backend-tfjs',
  'backend-webgl',
];

/** `node/…`, `node.ts`, `node-worker.ts`, `worker-node.ts`. */
const NODE_ONLY = /(^|\/)node(\/|-[^/]*\.ts$)|(^|\/|-)node\.ts$/;

/** What a package must not know, whatever its package.json declares. */
const FOREIGN = [
  {
    packages: ['core', 'theory', 'analysis', 'backend-wasm', 'plots', 'paper', 'cli'],
    modules: /^@tensorflow\//,
    mend: 'a tensor library belongs into a backend of its own',
  },
  {
    packages: ['core', 'theory', 'analysis', 'backend-wasm', 'backend-tfjs', 'backend-webgl', 'backend-node'],
    modules: /^(@observablehq\/|d3(-|$)|jsdom$|happy-dom$|linkedom$|playwright)/,
    mend: 'it knows numbers only; drawing belongs into plots',
  },
  {
    packages: ['plots', 'paper'],
    modules: /^(jsdom$|happy-dom$|linkedom$|playwright)/,
    mend: 'the document to draw with is an option, given by the caller',
  },
];

const BUILTINS = new Set(builtinModules);

/**
 * @param {string} [root] a folder with `packages` and `apps`
 * @returns {string[]} one message for each import that is not allowed
 */
export function checkBoundaries(root = ROOT) {
  const packages = workspaces('packages', root);
  const all = [...packages, ...workspaces('apps', root)];
  const exportsOf = new Map(packages.map(({ name, manifest }) => [name, manifest.exports ?? {}]));
  const problems = [];
  for (const { name, folder } of all) {
    const isApp = folder.startsWith('apps/');
    const allowed = isApp ? 'all' : (MAY_IMPORT[/** @type {keyof typeof MAY_IMPORT} */ (name)] ?? []);
    for (const file of sources(join(root, folder))) {
      const inside = relative(join(root, folder), file).split(sep).join('/');
      for (const specifier of importsOf(file)) {
        const problem = judge({
          specifier,
          file,
          inside,
          name,
          isApp,
          allowed,
          exportsOf,
          home: join(root, folder),
        });
        if (problem !== undefined) problems.push(`${folder}/${inside}: ${problem}`);
      }
    }
  }
  return problems;
}

/**
 * @param {object} place
 * @param {string} place.specifier
 * @param {string} place.file
 * @param {string} place.inside the file's path in its workspace
 * @param {string} place.name
 * @param {boolean} place.isApp
 * @param {readonly string[] | string} place.allowed
 * @param {Map<string, object>} place.exportsOf
 * @param {string} place.home
 * @returns {string | undefined}
 */
function judge({ specifier, file, inside, name, isApp, allowed, exportsOf, home }) {
  const isSource = inside.startsWith('src/');

  if (specifier.startsWith('.')) {
    const target = resolve(dirname(file), specifier);
    if (target === home || target.startsWith(home + sep)) return undefined;
    return `"${specifier}" leaves the package; import ${SCOPE}<name> instead.`;
  }

  if (specifier.startsWith(SCOPE)) {
    const [other = '', ...rest] = specifier.slice(SCOPE.length).split('/');
    const entry = rest.length === 0 ? '.' : `./${rest.join('/')}`;
    const exported = exportsOf.get(other);
    if (exported !== undefined && !(entry in exported)) {
      return `"${specifier}" is not an entry point of ${SCOPE}${other}; export what you need from it.`;
    }
    if (other === name) {
      return isSource
        ? `"${specifier}" is this package itself; import the file with a relative path.`
        : undefined;
    }
    if (allowed === 'all' || allowed.includes(other)) return undefined;
    const list = allowed.length === 0 ? 'none of our packages' : `only ${Array.from(allowed).join(', ')}`;
    return `${name} may import ${list}, not "${other}" (the table in scripts/checks/boundaries.mjs).`;
  }

  if (!isSource || isApp) return undefined; // tests and configuration run in Node and may use its tools
  const isNode = specifier.startsWith('node:') || BUILTINS.has(specifier.split('/')[0] ?? '');
  if (isNode && BROWSER_PACKAGES.includes(name) && !NODE_ONLY.test(inside)) {
    return `"${specifier}" exists only in Node; move what needs it into node.ts, x-node.ts or a folder called node.`;
  }
  const foreign = FOREIGN.find(({ packages, modules }) => packages.includes(name) && modules.test(specifier));
  if (foreign !== undefined) return `${name} must not import "${specifier}": ${foreign.mend}.`;
  return undefined;
}

/** @param {string} file @returns {string[]} */
function importsOf(file) {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.astro')) {
    const scripts = text.match(/^---[\s\S]*?^---|<script[^>]*>[\s\S]*?<\/script>/gm) ?? [];
    return scripts.flatMap((script) =>
      [...script.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((m) => m[1] ?? ''),
    );
  }
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** Hand-written source and test files of a workspace. @param {string} folder @returns {string[]} */
function sources(folder) {
  return ['src', 'test']
    .map((each) => join(folder, each))
    .filter(existsSync)
    .flatMap(walk);
}

/** @param {string} folder @returns {string[]} */
function walk(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory())
      return ['generated', 'data', 'node_modules'].includes(name) ? [] : walk(path);
    return /\.([cm]?[jt]sx?|astro)$/.test(name) && !name.endsWith('.d.ts') ? [path] : [];
  });
}
