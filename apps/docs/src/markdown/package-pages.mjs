/**
 * READMEs of the packages as pages of this site: without their title, which the page has, and with links
 * between the packages' folders turned into addresses of this site.
 */

/** A remark plug-in; other files pass unchanged. */
export function remarkPackagePages() {
  /** @param {{ children: any[] }} tree @param {{ path?: string }} file */
  return (tree, file) => {
    if (!/packages\/[^/]+\/README\.md$/.test(file.path ?? '')) return;
    const title = tree.children.findIndex(({ type, depth }) => type === 'heading' && depth === 1);
    if (title >= 0) tree.children.splice(title, 1);
    visitLinks(tree, (link) => {
      link.url = link.url.replace(/^\.\.\/([\w-]+)\/?$/, '/packages/$1/');
    });
  };
}

/** @param {any} node @param {(link: { url: string }) => void} change */
function visitLinks(node, change) {
  if (node.type === 'link') change(node);
  for (const child of node.children ?? []) visitLinks(child, change);
}
