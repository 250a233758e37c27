import { Resvg } from '@resvg/resvg-js';
import { expect, test } from 'vitest';
import { figures } from './drawings.js';
import { optionsOf } from './fixtures.js';

/** Figures that are areas, not marks on a page. */
const AREAS = new Set(['phase-map', 'phase-map-inverse', 'loss-surface', 'stacked-area']);

// Only shapes are compared: fonts differ from machine to machine.
test.each(
  Object.keys(figures).flatMap((name) => (['light', 'dark'] as const).map((theme) => [name, theme] as const)),
)(
  '%s in %s becomes a picture of its size, on its own background, with more than one colour on it',
  (name, theme) => {
    const svg = figures[name]!(optionsOf(theme));
    const height = Number(/ height="(\d+)"/.exec(svg)![1]);
    const picture = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
    expect([picture.width, picture.height]).toEqual([480, height]);
    const { pixels } = picture;
    expect([...pixels.subarray(0, 4)]).toEqual(
      theme === 'light' ? [0xfd, 0xfc, 0xf9, 0xff] : [0x10, 0x14, 0x1d, 0xff],
    );
    let drawn = 0;
    const colours = new Set<number>();
    for (let at = 0; at < pixels.length; at += 4) {
      const colour = (pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!;
      if (colour !== ((pixels[0]! << 16) | (pixels[1]! << 8) | pixels[2]!)) drawn++;
      colours.add(colour);
    }
    expect(colours.size).toBeGreaterThan(5);
    // Less is a figure that lost its marks; more is one that lost its background.
    expect(drawn / (480 * height)).toBeGreaterThan(0.005);
    expect(drawn / (480 * height)).toBeLessThan(AREAS.has(name) ? 0.9 : 0.6);
  },
);
