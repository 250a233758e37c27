// Writes the API reference as Markdown, from the docstrings of the packages: `node scripts/api.mjs`.
//
// One file an entry point, in `generated/reference/` (not committed), which the pages under /reference/ are
// rendered from. Runs before every build of the site; what a docstring says is said nowhere else.

import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application } from 'typedoc';

const PACKAGES = fileURLToPath(new URL('../../../packages/', import.meta.url));
const OUT = fileURLToPath(new URL('../generated/reference/', import.meta.url));
const WORK = join(OUT, '.work');

/** Of the Markdown plug-in; unknown to the types of the program itself. */
const MARKDOWN = {
  hidePageHeader: true,
  hidePageTitle: true,
  hideBreadcrumbs: true,
  outputFileStrategy: 'modules',
  useCodeBlocks: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  propertyMembersFormat: 'table',
  tableColumnSettings: {
    hideSources: true,
    hideModifiers: true,
    hideInherited: true,
    hideOverrides: true,
  },
};

/** What the plug-in writes is made easier to read, one thing after the other. */
const MENDS = [
  withoutRules,
  requiredWithoutDefault,
  withoutBufferTypes,
  withNamedParameters,
  indentedSignatures,
  withoutEmptyMarks,
  withErrorsTogether,
];

const entries = await entryPoints();
await rm(OUT, { recursive: true, force: true });
await describe();
for (const { id, module } of entries) await keep(id, module);
await rm(WORK, { recursive: true });

/** Every entry point that a package's `exports` names: "./dist/node/index.js" is built from "src/node/index.ts". */
async function entryPoints() {
  const found = [];
  for (const name of (await readdir(PACKAGES)).sort()) {
    const { exports = {} } = JSON.parse(await readFile(join(PACKAGES, name, 'package.json'), 'utf8'));
    for (const [path, target] of Object.entries(exports)) {
      const source = target?.types?.replace(/^\.\/dist\/(.*)\.d\.ts$/, 'src/$1');
      if (source === undefined) continue;
      // The Markdown plug-in names a module by its path below the common folder of all.
      found.push({
        id: path === '.' ? name : `${name}/${path.slice(2)}`,
        file: `${join(PACKAGES, name, source)}.ts`,
        module: `${name}/${source}`.replace(/\/index$/, ''),
      });
    }
  }
  return found;
}

async function describe() {
  const app = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: entries.map(({ file }) => file),
    tsconfig: fileURLToPath(new URL('../../../tsconfig.base.json', import.meta.url)),
    ...MARKDOWN,
    outputs: [{ name: 'markdown', path: WORK }],
    readme: 'none',
    disableSources: true,
    excludeInternal: true,
    excludePrivate: true,
    excludeExternals: true,
    sort: ['source-order'],
    // The packages' own builds check their types.
    skipErrorChecking: true,
    logLevel: 'Error',
  });
  const project = await app.convert();
  if (project === undefined) throw new Error('the packages could not be read; build them first');
  await app.generateOutputs(project);
}

/** One module's text as a page: links to other modules become addresses of this site. */
async function keep(id, module) {
  const text = (await readFile(join(WORK, `${module}.md`), 'utf8')).replaceAll(
    /\]\(([^)#\s]*\.md)?(#[^)]*)?\)/g,
    (_, file, anchor = '') => {
      const wanted =
        file === undefined ? module : posix.join(posix.dirname(module), file).replace(/\.md$/, '');
      const other = entries.find((entry) => entry.module === wanted);
      if (other === undefined) throw new Error(`${id} links to ${file}, which is no entry point`);
      return other.id === id ? `](${anchor})` : `](/reference/${other.id}/${anchor})`;
    },
  );
  const target = join(OUT, `${id}.md`);
  await mkdir(dirname(target), { recursive: true });
  const body = MENDS.reduce((result, mend) => mend(result), text);
  await writeFile(`${target}.partial`, `---\nid: ${id}\n---\n\n${body}`);
  await rename(`${target}.partial`, target);
}

/** The plug-in writes `undefined` as the default of parameters that have to be given, once another of them has a default. */
function requiredWithoutDefault(text) {
  let column = -1;
  return text
    .split('\n')
    .map((line) => {
      if (!line.startsWith('|')) {
        column = -1;
        return line;
      }
      const cells = line.split(/(?<!\\)\|/);
      if (column === -1) column = cells.findIndex((cell) => cell.trim() === 'Default value');
      if (cells[column]?.trim() === '`undefined`') cells[column] = ' - ';
      return cells.join('|');
    })
    .join('\n');
}

/** Lines between the parts; the headings have their own. @param {string} text */
function withoutRules(text) {
  return text.replaceAll(/\n\*\*\*\n/g, '\n');
}

/** `Float64Array<ArrayBufferLike>` is any Float64Array. @param {string} text */
function withoutBufferTypes(text) {
  return text.replaceAll(/`\\<`ArrayBufferLike`\\>/g, '`').replaceAll('<ArrayBufferLike>', '');
}

/** A parameter that is taken apart at once has no name in the source. @param {string} text */
function withNamedParameters(text) {
  return text.replaceAll('__namedParameters', 'options');
}

/** A cell with nothing to say is empty. @param {string} text */
function withoutEmptyMarks(text) {
  return text.replaceAll(/(?<=^\|.*) - (?=\|)/gm, ' ');
}

/** One heading for all errors of a function; their names as code. @param {string} text */
function withErrorsTogether(text) {
  return text
    .replaceAll(/(?<=\n(#+ Throws\n)\n[^#]+)\1\n/g, '')
    .replaceAll(/(?<=\n#+ Throws\n[^#]*)(?<![`\w])([A-Z]\w+Error)(?![`\w])/g, '`$1`');
}

/** Signatures, not examples. @param {string} text */
function indentedSignatures(text) {
  return text.replaceAll(
    /(?<=\n#{3,6} (?!Examples?\n)[^\n]*\n\n```ts\n)[^`]*(?=```\n)/g,
    (code) => `${indented(code.trimEnd().replaceAll(/^\}\);$/gm, '}\n);'))}\n`,
  );
}

/** Two spaces for every bracket that is open; the parts of a union one below the other. @param {string} code */
function indented(code) {
  /** @type {{ inside: number, end: number }[]} Of every open bracket. */
  const open = [];
  return code
    .split('\n')
    .map((line) => {
      const words = line.trim();
      const part = words.startsWith('|');
      const closed = /^[})]/.test(words) ? open.pop() : undefined;
      const own = closed?.end ?? open.at(-1)?.inside ?? (part ? 1 : 0);
      if (/[{(]$/.test(words)) open.push({ inside: own + (part ? 2 : 1), end: own + (part ? 1 : 0) });
      return '  '.repeat(own) + words;
    })
    .join('\n');
}
