/**
 * SVG to PNG, the same pixels on every machine: the font is shipped with us and the system's are
 * not looked at, so that text shows on a bare machine too.
 */

import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

/** Pixels of the PNG for one px of the SVG. */
const SCALE = 2;

const FAMILY = 'Inter'; // SIL Open Font License 1.1

const FONT_FILES = [
  import.meta.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
].map((url) => fileURLToPath(url));

/** @param svg a stand-alone document without CSS variables (theme `light` or `dark`) */
export function svgToPng(svg: string): Uint8Array {
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: {
      loadSystemFonts: false,
      fontFiles: FONT_FILES,
      defaultFontFamily: FAMILY,
      sansSerifFamily: FAMILY,
      serifFamily: FAMILY,
      monospaceFamily: FAMILY,
    },
  });
  return image.render().asPng();
}
