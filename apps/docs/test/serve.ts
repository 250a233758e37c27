/** Serves the built site as a plain static host would; nothing else. */
import { createServer, type Server } from 'node:http';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the built site is; SITE_FOLDER names another build. */
export const DIST: string = process.env['SITE_FOLDER'] ?? fileURLToPath(new URL('../dist/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export interface StaticSite {
  /** Without a slash at its end. */
  readonly origin: string;
  close(): Promise<void>;
}

export async function serveSite(): Promise<StaticSite> {
  if (!existsSync(join(DIST, 'index.html')))
    throw new Error('the site is not built; run npm run build first');
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    const file = join(DIST, normalize(path.endsWith('/') ? `${path}index.html` : path));
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    readFile(file).then(
      (bytes) => response.writeHead(200, { 'content-type': type }).end(bytes),
      async () =>
        response
          .writeHead(404, { 'content-type': TYPES['.html'] })
          .end(await readFile(join(DIST, '404.html')).catch(() => `${path} is not there`)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
