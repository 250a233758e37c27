/** Tells when an element has a new width: once, after it has settled. */

const SETTLED_MS = 150;

export function followWidth(element: HTMLElement, signal: AbortSignal, changed: () => void): void {
  let width = element.clientWidth;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new ResizeObserver(() => {
    if (element.clientWidth === width) return;
    width = element.clientWidth;
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLED_MS);
  });
  observer.observe(element);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
}
