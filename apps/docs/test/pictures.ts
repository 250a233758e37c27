/**
 * Compares two PNGs as the eye does from some way off: mean colours of squares, so that a letter drawn a little
 * otherwise by another browser is no difference, and a thing that moved, went or changed its colour is one.
 */
import type { Page } from 'playwright-core';

/** Side of a square, in px of the picture. */
const SQUARE = 6;
/** So far the mean of a channel of a square may be off, of 255. */
const TOLERANCE = 14;

export interface Difference {
  /** Share of the squares that differ, in [0, 1]; 1 where the sizes differ. */
  readonly share: number;
  /** Where the first of them is, in px of the picture; absent where none does. */
  readonly at?: readonly [x: number, y: number];
}

/** @param page any page of a browser, which decodes the pictures */
export async function difference(page: Page, one: Buffer, other: Buffer): Promise<Difference> {
  return page.evaluate(
    async ([a, b, square, tolerance]) => {
      const pixels = async (base64: string): Promise<ImageData> => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      };
      const [p, q] = [await pixels(a), await pixels(b)];
      if (p.width !== q.width || p.height !== q.height) return { share: 1 };
      const mean = ({ data, width, height }: ImageData, x0: number, y0: number, channel: number): number => {
        let [sum, count] = [0, 0];
        for (let y = y0; y < Math.min(height, y0 + square); y++)
          for (let x = x0; x < Math.min(width, x0 + square); x++, count++)
            sum += data[4 * (y * width + x) + channel]!;
        return sum / count;
      };
      let [all, off] = [0, 0];
      let first: readonly [number, number] | undefined;
      for (let y = 0; y < p.height; y += square) {
        for (let x = 0; x < p.width; x += square, all++) {
          if ([0, 1, 2].every((each) => Math.abs(mean(p, x, y, each) - mean(q, x, y, each)) <= tolerance))
            continue;
          off++;
          first ??= [x, y];
        }
      }
      return { share: off / all, ...(first && { at: first }) };
    },
    [one.toString('base64'), other.toString('base64'), SQUARE, TOLERANCE] as const,
  );
}
