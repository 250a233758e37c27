/** Lets the page do what is waiting: long work is done in pieces, so that no piece keeps the reader from it. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
