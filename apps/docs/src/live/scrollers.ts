/** Boxes that scroll sideways can be reached by keys, but only while there is something to scroll. */
const boxes = document.querySelectorAll<HTMLElement>(
  '.katex-display, .table, pre, .check-table, .drawing-wide, .reference table',
);

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = target as HTMLElement;
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  }
});
for (const box of boxes) observer.observe(box);

export {};
