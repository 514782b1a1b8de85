import type { Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import type { CodedError } from '#foundation/result.ts';
import { isStoreFailure, storeCode } from '../store/failure.ts';
import { type Refusal, refusalBody, refuse } from './answer.ts';
import { checkAddress, isForPhones, type OwnAddress } from './guard.ts';
import { NO_STORE, SECURITY_HEADERS } from './headers.ts';

/** Bounds of the service's listener; times in milliseconds. */
export const HTTP_LIMITS = {
  /** Bytes of a request's content. */
  bodyBytes: 65_536,
  /** Bytes of a request's header fields together. */
  headerBytes: 8_192,
  /** Sockets that may be open at once, beside one terminal and for a region; a further one is closed at once. */
  connections: 256,
  manyConnections: 8_192,
  /** From the first byte of a request to its last. */
  request: 15_000,
  /** Between two looks for requests that take too long. */
  check: 5_000,
  /** An idle connection between requests. */
  keepAlive: 10_000,
  /** A connection without a byte either way; longer than the longest long poll. */
  silence: 60_000,
} as const;

export type Listener = {
  readonly onFault: (fault: CodedError) => void;
  /** PEM of certificate chain and key; without them plain HTTP, on loopback alone. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** Whether terminals and pages of many branches connect here. */
  readonly many: boolean;
  /** Hears of every route as it is added. */
  readonly onRoute?: ((method: string, path: string) => void) | undefined;
  /** Under which addresses a port of ours may be spoken to. */
  readonly addressOf: (port: number) => OwnAddress;
  /** Under which address phones are handed on to us; undefined where they are not. */
  readonly phonesUnder?: OwnAddress | undefined;
};

/**
 * The listener's own rules, before any route: address and origin, JSON only, bounds, the headers of every answer, and
 * refusals that are coded and say nothing of the inside. `onFault` hears of faults of ours, by code.
 */
export function createApp(listener: Listener): FastifyInstance {
  const { onFault, tls, many, addressOf, phonesUnder, onRoute } = listener;
  const app: FastifyInstance = Fastify({
    ...(tls && { https: { ...tls, minVersion: 'TLSv1.2' as const } }),
    logger: false,
    bodyLimit: HTTP_LIMITS.bodyBytes,
    requestTimeout: HTTP_LIMITS.request,
    keepAliveTimeout: HTTP_LIMITS.keepAlive,
    connectionTimeout: HTTP_LIMITS.silence,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    http: {
      maxHeaderSize: HTTP_LIMITS.headerBytes,
      headersTimeout: HTTP_LIMITS.request,
      connectionsCheckingInterval: HTTP_LIMITS.check,
    },
    routerOptions: { maxParamLength: 64 },
    clientErrorHandler: (_failure, socket) => answerUnreadable(socket),
    frameworkErrors: (_failure, _request, reply) => {
      reply.headers(SECURITY_HEADERS).header('cache-control', NO_STORE);
      refuse(reply, { code: 'badRequest' });
    },
  });
  app.server.maxConnections = many ? HTTP_LIMITS.manyConnections : HTTP_LIMITS.connections;

  if (onRoute) app.addHook('onRoute', ({ method, url }) => onRoute(String(method), url));

  // Content is taken as bytes: a signature covers bytes. Only JSON has a reader, so anything else is refused.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS).header('cache-control', NO_STORE);
    const address = checkAddress(request.headers, addressOf(request.socket.localPort ?? 0));
    if (address.ok) return;
    if (phonesUnder && isForPhones(request.url) && checkAddress(request.headers, phonesUnder).ok) return;
    return refuse(reply, address.error);
  });

  app.setNotFoundHandler((_request, reply) => refuse(reply, { code: 'notFound' }));

  app.setErrorHandler((failure, _request, reply) => {
    const refusal = refusalOf(failure);
    if (refusal.code === 'internal' || refusal.code === 'storeUnavailable')
      onFault({ code: refusal.code, detail: storeCode(failure) });
    return refuse(reply, refusal);
  });
  return app;
}

function refusalOf(failure: unknown): Refusal {
  const status = failure instanceof Error && 'statusCode' in failure ? Number(failure.statusCode) : 500;
  if (isStoreFailure(failure)) return { code: 'storeUnavailable' };
  if (status === 413) return { code: 'bodyTooLarge' };
  if (status === 415) return { code: 'notJson' };
  return { code: status >= 400 && status < 500 ? 'badRequest' : 'internal' };
}

/** What is not HTTP, or too large a header, or too slow: one short answer by hand, then the line is closed. */
function answerUnreadable(socket: Socket): void {
  if (!socket.writable || socket.destroyed) return void socket.destroy();
  const body = JSON.stringify(refusalBody({ code: 'badRequest' }));
  const headers = { ...SECURITY_HEADERS, 'cache-control': NO_STORE, 'content-type': 'application/json' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(
    [
      'HTTP/1.1 400 Bad Request',
      'connection: close',
      `content-length: ${Buffer.byteLength(body)}`,
      ...lines,
      '',
      body,
    ].join('\r\n'),
  );
}
