/** Menu and contents are folded where there is little room, and open where there is enough. */
for (const [selector, width] of [
  ['.menu', '48rem'],
  ['.contents > details', '1480px'],
] as const) {
  const roomy = matchMedia(`(min-width: ${width})`);
  const fold = (): void => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>(selector))
      details.open = roomy.matches;
  };
  roomy.addEventListener('change', fold);
  fold();
}

export {};
