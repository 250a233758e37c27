/**
 * Progress and cancelling of figures that do several things one after the other.
 *
 * A run gives way to the event loop between pieces of work, so that a page stays alive and an abort
 * signal is seen.
 */

import { AbortedError, type FigureContext } from '../figure.js';

/** The context of a part of a run whose own progress from 0 to 1 is that of the whole from `from` to `to`. */
export function stage(context: FigureContext, from: number, to: number): FigureContext {
  return {
    ...context,
    onProgress: (done, what) => context.onProgress?.(done >= 1 ? to : from + (to - from) * done, what),
  };
}

/** Lets other events happen. @throws AbortedError if the signal has come */
export async function breathe({ signal }: FigureContext): Promise<void> {
  if (signal?.aborted) throw new AbortedError();
  await new Promise<void>((resolve) => setTimeout(resolve, 0));
  if (signal?.aborted) throw new AbortedError();
}

/** Maps items to results one by one, with progress and a breath after each. @throws AbortedError */
export async function mapStaged<Item, Result>(
  context: FigureContext,
  what: string,
  items: readonly Item[],
  work: (item: Item, index: number) => Result | Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, item] of items.entries()) {
    await breathe(context);
    results.push(await work(item, index));
    context.onProgress?.((index + 1) / items.length, what);
  }
  await breathe(context);
  return results;
}
