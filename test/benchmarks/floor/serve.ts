import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { WebSocketServer } from 'ws';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** The stillest page there is: no script, one word. */
const STILL =
  '<!doctype html><html lang="en"><title>still</title><body><p data-screen="still">still</p></body></html>';

/** The still page at `/still`, a folder of files over plain `node:http`, and a WebSocket that hands everybody what it is given. */
export async function serveFloor(folder: string) {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/still') {
      response.writeHead(200, { 'content-type': TYPES['.html'] }).end(STILL);
      return;
    }
    const file = join(folder, path === '/' ? 'floor.html' : path);
    try {
      const bytes = readFileSync(file);
      response
        .writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
        .end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    tell: (message: object) => {
      for (const socket of sockets.clients) socket.send(JSON.stringify(message));
    },
    close: () => {
      sockets.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
