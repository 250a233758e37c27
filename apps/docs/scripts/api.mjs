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
  linksToOthers,
  defaultsInWords,
  withoutBufferTypes,
  constantsOnce,
  withNames,
  withoutFirstBars,
  withPartsBelow,
  withMembersAsCode,
  indentedSignatures,
  withoutEmptyMarks,
  withErrorsTogether,
];

/** Below the names: what these pages say of each. All other headings are members. */
const LABELS =
  /^(Constructors?|Default Value|Examples?|Extended by|Extends|Implements|Inherited from|Methods|Overrides|Parameters|Properties|Returns|See|Throws|Type Declaration|Type Literal|Type Parameters|Union Members)$/;

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

/**
 * Defaults are part of the description, where most docstrings have them already, and no column of their own. The
 * plug-in writes `undefined` for parameters that have to be given.
 *
 * @param {string} text
 */
function defaultsInWords(text) {
  let column = -1;
  return text
    .split('\n')
    .map((line) => {
      const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
      if (!line.startsWith('|')) column = -1;
      else if (column === -1) column = cells.indexOf('Default value');
      if (column === -1) return line;
      const [value] = cells.splice(column, 1);
      if (cells.length === column + 1)
        cells.splice(column, 0, value === 'Default value' ? 'Description' : value === '------' ? value : '-');
      const given = !['', '-', '`undefined`', '------', 'Default value', cells[column - 1]].includes(value);
      const words = cells[column];
      if (given && !/default/i.test(words))
        cells[column] = `${words === '-' ? '' : `${words}; `}default ${value}`;
      return cells.join(' | ').trim();
    })
    .join('\n');
}

/** Lines between the parts; the headings have their own. @param {string} text */
function withoutRules(text) {
  return text.replaceAll(/\n\*\*\*\n/g, '\n');
}

/** What is exported from elsewhere, as one list. @param {string} text */
function linksToOthers(text) {
  return text
    .replaceAll(
      /^### .*\n\nRe-exports \[(.*)\](\(.*\))\n+/gm,
      (_, name, address) => `- [\`${name.replaceAll('\\', '')}\`]${address}\n`,
    )
    .replace(/^## References$/m, '## Described elsewhere');
}

/** `Float64Array<ArrayBufferLike>` is any Float64Array. @param {string} text */
function withoutBufferTypes(text) {
  return text.replaceAll(/`\\<`ArrayBufferLike`\\>/g, '`').replaceAll('<ArrayBufferLike>', '');
}

/** `const N: 5 = 5` says it twice. @param {string} text */
function constantsOnce(text) {
  return text.replaceAll(/^(const \w+): (\S+) = \2;$/gm, '$1 = $2;');
}

/** What has no name in the source: parameters that are taken apart at once, TensorFlow.js as a whole. @param {string} text */
function withNames(text) {
  return text.replaceAll('__namedParameters', 'options').replaceAll('`__module`', '`Tf`');
}

/** Long unions begin with a bar, which says nothing in a cell. @param {string} text */
function withoutFirstBars(text) {
  return text.replaceAll(/(?<=^\|.* \| )\\\| /gm, '');
}

/** An object whose parts have rows of their own is not written out before them. @param {string} text */
function withPartsBelow(text) {
  return text.replaceAll(/^(\|.*`(\w+)\??` \| )\\\{.*\\\}(?= \|.*\n\| `\2\.)/gm, '$1`object`');
}

/** @param {string} text */
function withMembersAsCode(text) {
  return text.replaceAll(/^(#{4,6}) (.+)$/gm, (line, marks, words) =>
    LABELS.test(words) ? line : `${marks} \`${words}\``,
  );
}

/** A cell with nothing to say is empty, and a column of such cells is none. @param {string} text */
function withoutEmptyMarks(text) {
  return text
    .replaceAll(/(?<=^\|.*) - (?=\|)/gm, ' ')
    .replaceAll(/^\|.*\| Description \|\n\| -.*\n(?:\|.*\| \|\n)+(?!\|)/gm, (table) =>
      table.replaceAll(/ (Description |------ |)\|$/gm, ''),
    );
}

/** One heading for all errors of a function; their names as code. @param {string} text */
function withErrorsTogether(text) {
  return text
    .replaceAll(/(?<=\n(#+ Throws\n)\n[^#]+)\1\n/g, '')
    .replaceAll(/(?<=\n#+ Throws\n(?:(?!\n#).)*)(?<![`\w[])([A-Z]\w+Error)(?![`\w\]])/gs, '`$1`');
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
