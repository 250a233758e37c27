// What written pages get besides Markdown: a link at each heading, and a box that wide tables scroll in.
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
  };
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
      return { type: 'element', tagName: 'div', properties: { className: ['table'] }, children: [child] };
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

/** @param {Node} node @returns {string} */
function textOf(node) {
  // KaTeX sets each formula twice; the first, for screen readers, holds its source as an annotation.
  if (node.tagName === 'annotation') return '';
  if (/** @type {string[]} */ (node.properties?.['className'] ?? []).includes?.('katex-html')) return '';
  return node.value ?? node.children?.map(textOf).join('') ?? '';
}
