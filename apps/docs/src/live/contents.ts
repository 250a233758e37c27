/** Marks, in the list of contents, the heading that the reader is under. */
const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-contents] a[href^="#"]')];
const headings = links.flatMap(
  (link) => document.getElementById(decodeURIComponent(link.hash.slice(1))) ?? [],
);

/** The last heading above the upper third of the window; none before the first. */
function mark(): void {
  const line = innerHeight / 3;
  const index = headings.findLastIndex((heading) => heading.getBoundingClientRect().top < line);
  links.forEach((link, k) => {
    if (k === index) link.setAttribute('aria-current', 'location');
    else link.removeAttribute('aria-current');
  });
  const list = links[index]?.closest<HTMLElement>('.contents');
  const link = links[index];
  if (list === undefined || list === null || link === undefined || list.scrollHeight <= list.clientHeight)
    return;
  // Scrolls the list alone, never the page.
  const [box, own] = [list.getBoundingClientRect(), link.getBoundingClientRect()];
  if (own.top < box.top || own.bottom > box.bottom) list.scrollTop += own.top - box.top - box.height / 3;
}

let waiting = false;
const soon = (): void => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    mark();
  });
};
if (headings.length > 0) {
  addEventListener('scroll', soon, { passive: true });
  addEventListener('resize', soon);
  mark();
}

export {};
