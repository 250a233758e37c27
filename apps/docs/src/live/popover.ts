/**
 * Shows the text of `data-popover` beside a link on hover, focus or first tap. Escape closes it, the
 * pointer may rest on it, and it leaves with focus or pointer. One box for the whole page.
 */
import { typeset } from './text.js';

/** Time to move the pointer from the link to the box, ms. */
const GRACE_MS = 200;
const MARGIN = 8;

const box = document.createElement('div');
box.id = 'popover';
box.className = 'popover';
box.setAttribute('role', 'tooltip');
box.hidden = true;

let shownFor: HTMLElement | undefined;
let leaving: ReturnType<typeof setTimeout> | undefined;

const anchorOf = (event: Event): HTMLElement | undefined =>
  event.target instanceof Element
    ? (event.target.closest<HTMLElement>('[data-popover]') ?? undefined)
    : undefined;

function show(anchor: HTMLElement): void {
  clearTimeout(leaving);
  if (shownFor === anchor) return;
  hide();
  if (!box.isConnected) document.body.append(box);
  shownFor = anchor;
  box.innerHTML = typeset(anchor.dataset['popover']!);
  box.hidden = false;
  anchor.setAttribute('aria-describedby', box.id);
  // A link broken over two lines has two boxes; the first is where the eye begins.
  const [line = anchor.getBoundingClientRect()] = anchor.getClientRects();
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.max(MARGIN, Math.min(line.left, clientWidth - box.offsetWidth - MARGIN));
  const below =
    line.bottom + box.offsetHeight + MARGIN < clientHeight || line.top < box.offsetHeight + MARGIN;
  const top = below ? line.bottom + 4 : line.top - box.offsetHeight - 4;
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${top + scrollY}px`;
}

function hide(): void {
  clearTimeout(leaving);
  shownFor?.removeAttribute('aria-describedby');
  shownFor = undefined;
  box.hidden = true;
}

const hideSoon = (): void => {
  clearTimeout(leaving);
  leaving = setTimeout(hide, GRACE_MS);
};

document.addEventListener('pointerover', (event) => {
  if (event.pointerType === 'touch') return;
  const anchor = anchorOf(event);
  if (anchor !== undefined) show(anchor);
  else if (event.target instanceof Node && box.contains(event.target)) clearTimeout(leaving);
  else if (shownFor !== undefined && shownFor !== document.activeElement) hideSoon();
});
document.addEventListener('focusin', (event) => {
  const anchor = anchorOf(event);
  if (anchor === undefined) hide();
  // A finger focuses too, but then the tap decides.
  else if (anchor.matches(':focus-visible')) show(anchor);
});
document.addEventListener('click', (event) => {
  const anchor = anchorOf(event);
  if (anchor === undefined) {
    if (!(event.target instanceof Node && box.contains(event.target))) hide();
  } else if (event.pointerType === 'touch' && shownFor !== anchor) {
    // The first tap shows, the second follows the link.
    event.preventDefault();
    show(anchor);
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hide();
});
