/** An SVG as PNG at twice its size, in the page's own sans. The browser draws it. */
import sans from '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url';

const SCALE = 2;

/** @throws Error when the browser cannot draw it */
export async function pngOf(svg: string): Promise<Blob> {
  // A picture made of an SVG sees no fonts of the page: it brings its own.
  const font = await dataUrl(await (await fetch(sans)).blob());
  const style = `<style>@font-face{font-family:"Source Sans 3";src:url(${font});font-weight:200 900}text{font-family:"Source Sans 3",sans-serif}</style>`;
  const image = new Image();
  image.src = await dataUrl(new Blob([svg.replace(/(<svg[^>]*>)/, `$1${style}`)], { type: 'image/svg+xml' }));
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('the browser made no PNG of it')) : resolve(blob)),
      'image/png',
    );
  });
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(new Error('the file could not be read'));
    reader.readAsDataURL(blob);
  });
}
