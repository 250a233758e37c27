/** The files of every stored figure: its downloads, which work without JavaScript, and its drawings with values to inspect. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { drawStored, WIDTHS, type WidthName } from '../../../figures/draw.js';
import { storedFigure, storedRuns } from '../../../figures/stored.js';
import { FILES, fileText, type FileName } from '../../../live/downloads.js';

const INSPECTED = Object.keys(WIDTHS).map((name) => `inspect-${name}.svg`);

export const getStaticPaths: GetStaticPaths = () =>
  storedRuns.flatMap(({ figure }) => [...FILES, ...INSPECTED].map((file) => ({ params: { figure, file } })));

export const GET: APIRoute<Record<string, never>, { figure: string; file: string }> = async ({ params }) => {
  const { figure, run } = await storedFigure(params.figure);
  const { version, spec, data, backend } = run;
  const width = /^inspect-(.*)\.svg$/.exec(params.file)?.[1] as WidthName | undefined;
  if (width !== undefined) {
    // Ids as in the page, which puts it in the place of the drawing without values.
    return new Response(
      drawStored(figure, run, {
        theme: 'auto',
        width: WIDTHS[width],
        idPrefix: `${figure.id}-${width}`,
        showTitle: false,
        inspect: true,
      }),
    );
  }
  const svg = (): string =>
    drawStored(figure, run, { theme: 'light', width: WIDTHS.wide, idPrefix: figure.id });
  return new Response(
    fileText(params.file as FileName, { figure: figure.id, version, device: backend, spec, data }, svg),
  );
};
