/** The downloads of every stored figure as static files: they work without JavaScript. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { drawStored, WIDTHS } from '../../../figures/draw.js';
import { storedFigure, storedRuns } from '../../../figures/stored.js';
import { FILES, fileText, type FileName } from '../../../live/downloads.js';

export const getStaticPaths: GetStaticPaths = () =>
  storedRuns.flatMap(({ figure }) => FILES.map((file) => ({ params: { figure, file } })));

export const GET: APIRoute<Record<string, never>, { figure: string; file: FileName }> = async ({
  params,
}) => {
  const { figure, run } = await storedFigure(params.figure);
  const { version, spec, data, backend } = run;
  const svg = (): string =>
    drawStored(figure, run, { theme: 'light', width: WIDTHS.wide, idPrefix: figure.id });
  return new Response(
    fileText(params.file, { figure: figure.id, version, device: backend, spec, data }, svg),
  );
};
