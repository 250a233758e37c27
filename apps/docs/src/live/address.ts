/** Puts a link into the address line and, where that is allowed, on the clipboard. Says what it did. */
export async function takeAddress(href: string): Promise<string> {
  history.replaceState(history.state, '', href);
  // Absent on pages that are not served securely.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  const copied = await clipboard?.writeText(href).then(
    () => true,
    () => false,
  );
  return copied === true
    ? 'The link is copied, and in the address line.'
    : 'The link is now in the address line.';
}
