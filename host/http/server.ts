import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import { WebSocketServer } from 'ws';
import { BRIDGE_LIMITS, type PageRole } from '#contracts/bridge/messages.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { addressFault } from './guard.ts';
import { pageHeaders, SECURITY_HEADERS } from './headers.ts';
import { webSocketCarrier } from './web-socket-carrier.ts';

/** Bounds of the host's listener. */
export const HTTP_LIMITS = {
  bodyBytes: 65_536,
  headerBytes: 8_192,
  connections: 128,
  requestMilliseconds: 15_000,
};

export type ServerOptions = {
  readonly port: number;
  readonly pagesDir: string;
  /** Further Host names from the profile. */
  readonly hosts: readonly string[];
  readonly bridge: Bridge;
  /** The bench is there only while devices are simulated. */
  readonly bench: boolean;
  readonly routes: (app: FastifyInstance) => void;
  readonly onRefused: (code: 'wrongHost' | 'wrongOrigin', url: 'page' | 'bridge') => void;
};

/** Why nobody can be served. */
export type ServeFault = {
  readonly code: 'portBusy' | 'portRefused' | 'pagesMissing';
  readonly detail: string;
};

export type HostServer = { readonly url: string; readonly port: number; close(): Promise<void> };

const plain = 'text/plain; charset=utf-8';

/** The page's place for its token, as the build leaves it. */
const tokenMeta = /<meta name="vestibule-token" content="">/;

/** The loopback listener of customer, supervisor and bench pages, and the bridge. */
export async function serve(options: ServerOptions): Promise<Result<HostServer, ServeFault>> {
  const { bridge, pagesDir } = options;
  const app = Fastify({
    logger: false,
    bodyLimit: HTTP_LIMITS.bodyBytes,
    requestTimeout: HTTP_LIMITS.requestMilliseconds,
    forceCloseConnections: true,
    http: { maxHeaderSize: HTTP_LIMITS.headerBytes },
  });
  app.server.maxConnections = HTTP_LIMITS.connections;
  let port = options.port;
  const rightAddress = () => `http://127.0.0.1:${port}/`;
  const answersAt = () => `This terminal answers at ${rightAddress()}\n`;

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS).header('cache-control', 'no-store');
    const fault = addressFault(request.headers, port, options.hosts);
    if (!fault) return;
    options.onRefused(fault, 'page');
    return reply.code(421).type(plain).send(answersAt());
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type(plain).send(`Not here. Open ${rightAddress()}\n`),
  );
  app.setErrorHandler((failure, _request, reply) => {
    const status = failure instanceof Error && 'statusCode' in failure ? Number(failure.statusCode) : 500;
    return reply
      .code(status >= 400 && status < 500 ? status : 500)
      .send({ error: { code: status < 500 ? 'badRequest' : 'internal' } });
  });

  const page = (path: string, file: string, role: PageRole) =>
    app.get(path, async (_request, reply) => {
      // Read each time: the page of a build that ran meanwhile is the one that is served.
      const html = await readFile(join(pagesDir, file), 'utf8');
      const token = bridge.token(role) ?? '';
      return reply
        .headers(pageHeaders(role))
        .type('text/html; charset=utf-8')
        .send(html.replace(tokenMeta, `<meta name="vestibule-token" content="${token}">`));
    });
  page('/', 'customer.html', 'customer');
  page('/supervisor', 'supervisor.html', 'supervisor');
  if (options.bench) page('/bench', 'bench.html', 'bench');
  options.routes(app);
  await app.register(fastifyStatic, {
    root: join(pagesDir, 'assets'),
    prefix: '/assets/',
    index: false,
    decorateReply: false,
    dotfiles: 'ignore',
    cacheControl: false,
  });

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: BRIDGE_LIMITS.messageBytes,
    perMessageDeflate: false,
  });
  app.server.on('upgrade', (request, socket, head) => {
    const refuse = (status: string, text: string) =>
      socket.end(
        `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: ${plain}\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
      );
    // A page always names its origin; a program that wants the bridge names one of ours.
    const unnamed = request.headers.origin === undefined ? 'wrongOrigin' : undefined;
    const fault = addressFault(request.headers, port, options.hosts) ?? unnamed;
    if (fault) {
      options.onRefused(fault, 'bridge');
      refuse('421 Misdirected Request', answersAt());
      return;
    }
    if (request.url !== '/bridge') {
      refuse('404 Not Found', `Not here. Open ${rightAddress()}\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => bridge.accept(webSocketCarrier(ws)));
  });

  try {
    await readFile(join(pagesDir, 'customer.html'));
  } catch {
    return err({ code: 'pagesMissing', detail: pagesDir });
  }
  try {
    await app.listen({ host: '127.0.0.1', port: options.port });
  } catch (failure) {
    await app.close();
    const code = failure instanceof Error && 'code' in failure ? failure.code : undefined;
    return err({ code: code === 'EADDRINUSE' ? 'portBusy' : 'portRefused', detail: String(options.port) });
  }
  const address = app.server.address();
  port = typeof address === 'object' && address ? address.port : options.port;
  return ok({
    url: rightAddress(),
    port,
    close: async () => {
      bridge.close();
      for (const ws of sockets.clients) ws.terminate();
      sockets.close();
      await app.close();
    },
  });
}
