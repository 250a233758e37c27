// What written pages get besides Markdown: a link at each heading, a box that wide tables scroll in, and no line
// breaks where a reader would stumble over them.
// A rehype plugin; it comes after `rehypeHeadingIds`, which gives the headings their ids.

/** @typedef {{ type: string, tagName?: string, value?: string, properties?: Record<string, unknown>, children?: Node[], name?: string, attributes?: { name: string, value: string }[] }} Node */

export function rehypeReading() {
  return (
    /** @type {Node} */ tree,
    /** @type {{ data: { astro?: { headings?: { slug: string }[] } } }} */ file,
  ) => {
    const figures = figureIds(tree);
    // A heading may be called like a figure; the address is the figure's.
    const rename = (/** @type {string} */ id) => (figures.has(id) ? `${id}-text` : id);
    for (const heading of file.data.astro?.headings ?? []) heading.slug = rename(heading.slug);
    visit(tree, rename);
    keepTogether(tree);
  };
}

/** Joins without showing. */
const JOINER = '\u2060';
/** A formula as long as "n = 20" stays in one piece. */
const SHORT = 14;

/**
 * Browsers may break lines on both sides of a formula, even beside brackets and before full stops, within
 * "99 %" and "section 5", and after the hyphens of "--out".
 *
 * @param {Node} node
 */
function keepTogether(node) {
  if (['pre', 'svg', 'math'].includes(node.tagName ?? '')) return;
  if (node.tagName === 'code') {
    node.children = node.children?.flatMap(codeParts);
    return;
  }
  const children = node.children ?? [];
  for (const [i, child] of children.entries()) {
    if (isFormula(child)) {
      const before = children[i - 1];
      const after = children[i + 1];
      if (before?.type === 'text' && /[([“]$/.test(before.value ?? '')) before.value += JOINER;
      if (after?.type === 'text' && /^[.,;:!?)\]’”]/.test(after.value ?? ''))
        after.value = JOINER + after.value;
      const source = sourceOf(child);
      if (source.length <= SHORT) child.properties = { ...child.properties, className: ['katex', 'short'] };
    } else if (child.type === 'text') {
      child.value = child.value
        ?.replace(/(?<=\d) %/g, '\u00a0%')
        .replace(/\b([Ss]ections?|[Cc]hapters?|[Ff]eatures?) (?=\d)/g, '$1\u00a0');
    } else keepTogether(child);
  }
}

/** @param {Node} node */
function isFormula(node) {
  return /** @type {string[]} */ (node.properties?.['className'] ?? []).includes?.('katex') ?? false;
}

/** What was written for a formula. @param {Node} node @returns {string} */
function sourceOf(node) {
  if (node.tagName === 'annotation') return node.children?.map((child) => child.value ?? '').join('') ?? '';
  return node.children?.map(sourceOf).find((source) => source !== '') ?? '';
}

/** "--out" in code within a sentence does not end a line after its hyphens. @param {Node} node @returns {Node[]} */
function codeParts(node) {
  if (node.type !== 'text') return [node];
  return (node.value ?? '')
    .split(/((?<=^|[\s(])--?[\w-]+)/)
    .filter((part) => part !== '')
    .map((part) => ({ type: 'text', value: part }))
    .map((part) =>
      /^--?\w/.test(part.value)
        ? { type: 'element', tagName: 'span', properties: { className: ['option'] }, children: [part] }
        : part,
    );
}

/** @param {Node} node @returns {Set<string>} */
function figureIds(node) {
  const own = node.name === 'LiveFigure' ? (node.attributes ?? []).filter(({ name }) => name === 'id') : [];
  return new Set([
    ...own.map(({ value }) => value),
    ...(node.children ?? []).flatMap((child) => [...figureIds(child)]),
  ]);
}

/** @param {Node} node @param {(id: string) => string} rename */
function visit(node, rename) {
  node.children = node.children?.map((child) => {
    visit(child, rename);
    // A corner of a table without words is no heading.
    if (child.tagName === 'th' && textOf(child).trim() === '') child.tagName = 'td';
    if (child.tagName === 'table') {
      const className = stackColumns(child) ? ['table', 'stacks'] : ['table'];
      return { type: 'element', tagName: 'div', properties: { className }, children: [child] };
    }
    return child;
  });
  const given = node.properties?.['id'];
  if (/^h[2-6]$/.test(node.tagName ?? '') && typeof given === 'string') {
    const id = rename(given);
    node.properties = { ...node.properties, id };
    const label = `Link to “${textOf(node).trim()}”`;
    node.children?.push({
      type: 'element',
      tagName: 'a',
      properties: {
        className: ['anchor'],
        href: `#${id}`,
        ariaLabel: label,
        'data-pagefind-ignore': '',
      },
      children: [{ type: 'text', value: '#' }],
    });
  }
}

/** Letters: a column of words has a cell longer than this. */
const WORDS = 20;
/** Letters: the longest words of three columns which a phone has room for beside one another. */
const ROOM = 30;

/**
 * Three columns of which two or more hold words, with long names among them: a phone shows the cells of a row below
 * one another. One of the second and third column says what the first one names; cells of the other bear the name
 * of theirs.
 *
 * @param {Node} table @returns {boolean} whether it is one
 */
function stackColumns(table) {
  const [head = [], ...body] = elements(table, 'tr').map((row) =>
    (row.children ?? []).filter(({ tagName }) => tagName === 'th' || tagName === 'td'),
  );
  if (head.length !== 3) return false;
  const texts = head.map((_, column) =>
    body.map((cells) => textOf(cells[column] ?? { type: 'text' }).trim()),
  );
  const wordy = texts.filter((cells) => cells.some((text) => text.length > WORDS)).length;
  const words = texts.map((cells) => longest(cells.flatMap((text) => text.split(/\s/))));
  if (wordy < 2 || words.reduce((sum, length) => sum + length, 0) <= ROOM) return false;
  const [, second = 0, third = 0] = texts.map((cells) => cells.join('').length);
  const named = third > 1.3 * second ? 1 : 2;
  const name = textOf(head[named] ?? { type: 'text' }).trim();
  for (const cells of body) {
    const cell = cells[named];
    if (cell !== undefined && textOf(cell).trim() !== '')
      cell.properties = { ...cell.properties, 'data-column': name };
  }
  return true;
}

/** @param {string[]} texts @returns {number} letters of the longest */
function longest(texts) {
  return Math.max(0, ...texts.map(({ length }) => length));
}

/** @param {Node} node @param {string} tagName @returns {Node[]} */
function elements(node, tagName) {
  return (node.children ?? []).flatMap((child) =>
    child.tagName === tagName ? [child] : elements(child, tagName),
  );
}

/** @param {Node} node @returns {string} */
function textOf(node) {
  // KaTeX sets each formula twice; the first, for screen readers, holds its source as an annotation.
  if (node.tagName === 'annotation') return '';
  if (/** @type {string[]} */ (node.properties?.['className'] ?? []).includes?.('katex-html')) return '';
  return node.value ?? node.children?.map(textOf).join('') ?? '';
}
