import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { WebSocketServer } from 'ws';

/** Builds and serves the floor: a static page, and the same with a bare WebSocket that says a word. */
export async function serveFloor() {
  const outDir = mkdtempSync(join(tmpdir(), 'floor-'));
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, rolldownOptions: { input: join(import.meta.dirname, 'floor.html') } },
  });
  const files = new Map(
    readdirSync(join(outDir, 'assets')).map((name) => [
      `/assets/${name}`,
      readFileSync(join(outDir, 'assets', name)),
    ]),
  );
  const live = readFileSync(join(outDir, 'floor.html'));
  const still = Buffer.from(
    '<!doctype html><html lang="en"><title>still</title><body><p data-screen="still">still</p></body></html>',
  );
  const server = createServer((request, reply) => {
    const file = files.get(request.url ?? '');
    reply.setHeader('content-type', file ? 'text/javascript' : 'text/html; charset=utf-8');
    reply.end(file ?? (request.url === '/still' ? still : live));
  });
  const sockets = new WebSocketServer({ server });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    say(word: string) {
      for (const socket of sockets.clients) socket.send(word);
    },
    listeners: () => sockets.clients.size,
    close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
    },
  };
}
